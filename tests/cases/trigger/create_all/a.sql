create table t (id int primary key, a int, b text);
create view v as select * from t;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
