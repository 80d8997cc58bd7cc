create type r;
create function rc(r) returns r language internal immutable strict as 'int4range_canonical';
create type r as range (subtype = int4, canonical = rc, multirange_type_name = r_many);
create table t (r r, primary key (r));
insert into t values ('[1,5)');
