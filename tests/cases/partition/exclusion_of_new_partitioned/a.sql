create extension btree_gist;
create table t (a int not null, b int, r int4range not null, constraint one exclude using gist (a with =, b with =, r with &&));
insert into t values (1,2,'[1,2)');
