create table t (a int, b int, c text) with (fillfactor = 70, toast.autovacuum_enabled = false, toast.vacuum_truncate = false);
insert into t values (1, 2);
create table u (a text) with (toast.autovacuum_enabled = false);
