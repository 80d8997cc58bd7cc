create table t (id int, note text) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.5, toast.vacuum_truncate = false);
