create table t (a bigint, b text);
create index i on t (lower(b)) where a > 5;
create unique index u on t (a) include (b);
create index g on t using gin (to_tsvector('english', b));
alter index i alter column 1 set statistics 55;
