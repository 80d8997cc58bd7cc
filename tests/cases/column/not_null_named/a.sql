create table t (a int not null, b int constraint "b;-- set" not null, c int constraint gone not null, d int);
comment on constraint t_a_not_null on t is 'why';
