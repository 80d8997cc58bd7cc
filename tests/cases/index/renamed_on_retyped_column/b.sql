create table t (a bigint, b text);
create index j on t (a) where b <> '';
