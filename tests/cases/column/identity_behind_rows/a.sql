create table t (id serial primary key, "N" int not null); insert into t ("N") values (5), (7);
create table u (id int, down int not null, small smallint not null, far int not null); insert into u values (1, -4, 3, 5);
create table e (id int not null, k int) partition by list (k); create table e1 partition of e for values in (1); insert into e values (8, 1);
