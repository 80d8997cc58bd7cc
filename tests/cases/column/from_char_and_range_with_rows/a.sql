create type e as enum('a');
create table t(a "char", b "char", c int4range, d "char", f "char");
insert into t values ('a','t','[1,3)','x', 'y');
