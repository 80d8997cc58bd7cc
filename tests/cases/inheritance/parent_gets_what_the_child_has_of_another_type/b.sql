create table p (a int, d bigint); create table k (d bigint default 4) inherits (p);
insert into k values (1, 2);
