create table p (id int constraint p1 primary key, u int constraint p2 unique);
create table c (p int references p, q int references p (u));
insert into p values (1, 1);
insert into c values (1, 1);
