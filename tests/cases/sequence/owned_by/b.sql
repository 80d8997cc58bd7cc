create table t (id int, other int);
create sequence s owned by t.other;
