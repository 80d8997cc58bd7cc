create table t (a int, b text, c int[], d point, e jsonb);
create index i2 on t using btree (a);
create index i3 on t (b varchar_pattern_ops);
create index i4 on t using gin (c) with (fastupdate = off);
create index i5 on t using spgist (d);
create index i6 on t using gin (e);
create index i7 on t using brin (a int4_minmax_multi_ops (values_per_range = 16)) with (pages_per_range = 8, autosummarize);
create index i8 on t using spgist (b) with (fillfactor = 70);
