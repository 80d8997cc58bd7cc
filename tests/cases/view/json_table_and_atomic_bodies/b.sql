create table t(j jsonb);
create view jt as select x.* from t, json_table(j, '$[*]' columns (id for ordinality, a int path '$.a' default 5 on empty, b text format json path '$.b' with wrapper, c int exists path '$.c', nested path '$.n[*]' columns (d date path '$.d'))) x;
create function f(j jsonb) returns text language sql begin atomic select json_value(j, '$.a' returning text default 'x'::text on empty); end;
create table log(a int);
create rule r as on insert to t do instead insert into log values (1) returning null::jsonb;
