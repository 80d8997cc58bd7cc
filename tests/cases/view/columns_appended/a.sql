create table t (id int primary key, v text, w text);
create view a as select id, v from t;
create view b as select * from a;
grant select on a to bob;
comment on view a is 'kept';
