create table t (a int, b int, c int);
comment on column t.b is 'two';
comment on column t.a is 'it''s \n';
grant select (b, c) on t to bob with grant option;
grant references (a) on t to carol;
