create table t (
    a "char", b char, c char(5), d varchar, e bit(3), f bit varying(5), g numeric(3), h numeric(10, -2), i interval day to second(3),
    j time(2) with time zone, k timestamp(0), l interval(2), m name, n oid, o regclass, p int4range, q tsvector, r xml, s money,
    t point, u inet, v macaddr8, w pg_lsn, x jsonpath, y int[][], z float(10), aa dec(4, 1), ab nummultirange
);
