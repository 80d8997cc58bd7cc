create type fr as range (subtype = float8, multirange_type_name = lots);
create table t (r fr, m lots);
insert into t values ('[1,2]', '{[1,2]}');
