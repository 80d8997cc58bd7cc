create table t (a int, b int, c int);
comment on column t.a is 'one';
grant select (a, b), insert (a) on t to bob;
grant update (c) on t to public;
