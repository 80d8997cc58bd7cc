create table t (s text not null default 'x' check (s in ('x', 'y')));
insert into t values ('y');
