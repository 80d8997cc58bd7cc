create function fd(c float8, d float8) returns float8 language sql immutable as $$ select $1 - $2 $$;
create type fr as range (subtype = float8, subtype_diff = fd);
create table t (r fr, m fr_multirange);
insert into t values ('[1,2]', '{[1,2]}');
create index ti on t using gist (r);
