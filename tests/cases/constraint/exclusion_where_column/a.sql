create extension btree_gist;
create table t (r int, during tsrange, exclude using gist (r with =, during with &&));
insert into t values (1, '[2020-01-01,2020-02-01)');
