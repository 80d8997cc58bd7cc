create table t (id int, v text);
create view w as select v, id from t;
grant select on w to bob;
grant update (v) on w to carol;
revoke insert on w from postgres;
