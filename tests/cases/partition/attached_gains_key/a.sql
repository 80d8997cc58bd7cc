create table p (id int, a int not null, primary key (id, a)) partition by range (a);
create table p1 (id int not null, a int not null);
insert into p1 values (1, 1);
