create function d2(a float8,b float8) returns float8 immutable strict language sql as 'select $1-$2';
create type r as range (subtype = float8, subtype_diff = d2);
create table t (r r);
create index on t using gist (r);
insert into t values ('[1,5)');
