create table t (a int, b text);
create index i on t (a) where b <> '';
insert into t values (1, 'x');
