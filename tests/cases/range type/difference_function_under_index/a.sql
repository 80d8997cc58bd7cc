create type fr as range (subtype = float8);
create table t (r fr, rs fr[]);
create index ti on t using gist (r);
create view v as select lower(r) as l from t;
