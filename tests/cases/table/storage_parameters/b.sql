create table t (a text) with (fillfactor = 90, parallel_workers = 3, toast.autovacuum_vacuum_threshold = 100);
