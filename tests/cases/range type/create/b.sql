create type floatrange as range (subtype = float8, subtype_diff = float8mi);
comment on type floatrange is 'floats';
alter type floatrange owner to alice;
create type textrange as range (subtype = text, collation = "C", multirange_type_name = many_texts);
create table t (r floatrange, rs floatmultirange, m many_texts);
create function width(r floatrange) returns float8 language sql as $$ select upper(r) - lower(r) $$;
