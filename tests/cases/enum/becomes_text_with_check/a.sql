create type s as enum ('x', 'y');
create table t (s s not null default 'x');
insert into t values ('y');
