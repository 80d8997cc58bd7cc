create table t (a int, b varchar(10));
create index i on t (lower(b)) where a > 5;
create unique index u on t (a) include (b);
create index g on t using gin (to_tsvector('english', b));
insert into t values (1, 'x');
alter index i alter column 1 set statistics 55;
