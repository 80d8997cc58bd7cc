create table t (id int default 1, v text) partition by range (id);
create index t_v on t (v);
create table apart (id int default 5, v text);
create index apart_v on apart (v);
