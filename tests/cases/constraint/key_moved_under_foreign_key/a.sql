create table p (id int primary key, u int not null);
create table c (p int references p);
create view v as select id, u from p group by id;
insert into p values (1, 1);
insert into c values (1);
