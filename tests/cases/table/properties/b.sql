create unlogged table t (id int, note text) with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
alter table t enable row level security;
alter table t force row level security;
alter table t replica identity full;
