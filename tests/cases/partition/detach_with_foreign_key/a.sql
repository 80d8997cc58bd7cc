create table p (id int primary key);
create table t (id int, k int primary key, p_id int references p on delete cascade, check (id > 0)) partition by range (k);
create table a partition of t for values from (0) to (10);
create table b (id int, k int primary key, p_id int references p on delete cascade, constraint t_id_check check (id > 0));
insert into a values (1, 1, null);
