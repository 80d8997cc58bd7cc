create type fr as range (subtype = float8, multirange_type_name = many);
create table t (r fr, m many);
insert into t values ('[1,2]', '{[1,2]}');
