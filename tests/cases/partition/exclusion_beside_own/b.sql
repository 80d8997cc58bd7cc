create extension btree_gist;
create table t (a int not null, b int, r int4range not null, constraint one exclude using gist (a with =, b with =, r with &&)) partition by list (a);
create table t1 partition of t for values in (1, 5);
create table t2 partition of t for values in (2, 6);
insert into t values (1,2,'[1,2)');
