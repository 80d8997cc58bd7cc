create table t (a int, b int);
create index t_a on t (a);
create index t_b on t (b);
alter table t cluster on t_a;
create table u (a int);
create index u_a on u (a);
alter table u cluster on u_a;
