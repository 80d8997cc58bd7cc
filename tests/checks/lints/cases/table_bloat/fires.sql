-- finds: table public.t
create table t (id int, filler text) with (autovacuum_enabled = false);
insert into t select i, repeat('x', 1000) from generate_series(1, 20000) as i;
delete from t where id > 100;
analyze t;
