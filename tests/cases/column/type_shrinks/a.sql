create table t (id bigint primary key, v text, n numeric, ts timestamptz, ch text);
insert into t values (1, 'x', 1.5, now(), 'a');
