create table t (x int); create index on t using hash (x);
