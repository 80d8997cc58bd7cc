create table t (a int, b text, c int[], d point, e jsonb);
create index i2 on t using hash (a);
create index i3 on t (b text_pattern_ops);
create index i4 on t using gin (c);
create index i5 on t using gist (d);
create index i6 on t using gin (e jsonb_path_ops);
create index i7 on t using brin (a) with (pages_per_range = 4);
create index i8 on t using spgist (b);
