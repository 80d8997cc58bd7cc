create table t (a numeric default -1.5::numeric, b int default - '3'::int, c int default -3, check (a > -1.5::numeric));
create view v as select -1.5::numeric x, '(- 1)' as y, - '3'::int as z;
create index i on t ((a * -1.5::numeric));
