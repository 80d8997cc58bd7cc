create function fd(float8, float8) returns float8 language sql immutable as $$ select $1 - $2 $$;
create type fr as range (subtype = float8, subtype_diff = fd);
create table t (r fr, rs fr[]);
create index ti on t using gist (r);
create view v as select lower(r) as l from t;
