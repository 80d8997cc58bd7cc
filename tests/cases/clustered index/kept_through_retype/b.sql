create table t (a bigint primary key, b bigint);
create index t_b on t (b);
alter table t cluster on t_b;
alter table t replica identity using index t_pkey;
