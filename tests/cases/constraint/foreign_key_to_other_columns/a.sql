create table p (id int primary key, u int unique);
create table c (p int constraint fk references p (id));
insert into p values (1, 1);
insert into c values (1);
