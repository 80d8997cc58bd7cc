create table t(j jsonb, k int);
create view w as select json_value(j, '$.x' returning numeric(5,2) default 3 on error) as a, k from t;
create view w2 as select json_query(j, '$.x' returning text with wrapper) as q, json_exists(j, '$.a' false on error), json_serialize(j returning bytea), json_object('a': 1 returning jsonb), json_array(1,2 returning text), json_arrayagg(k returning jsonb), json_objectagg(k: 'a'::text returning text) from t group by 1,2,3;
