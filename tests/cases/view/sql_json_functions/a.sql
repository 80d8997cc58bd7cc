create table t(j jsonb);
create view w as select json_value(j, '$.x' returning numeric(5,2) default 3 on error) as a from t;
