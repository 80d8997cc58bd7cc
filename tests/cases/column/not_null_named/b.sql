create table t (a int constraint present not null, b int not null, c int, d int constraint "D is set" not null);
comment on constraint present on t is 'it''s so';
