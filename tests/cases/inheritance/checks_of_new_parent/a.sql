create table p (id int, constraint k check (id > 0));
create table c (id int, b int, constraint k check (id > 0), constraint own check (b > 0));
insert into c values (1,2);
