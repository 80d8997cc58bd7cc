create table t (id int primary key, v text, w text);
create view a as select id, v, w from t;
create view b as select id, v from a;
grant select on a to bob;
comment on view a is 'kept';
