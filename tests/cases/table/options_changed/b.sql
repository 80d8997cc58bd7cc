create table t (id int, note text) with (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = true);
