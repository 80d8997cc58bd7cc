create table t (id int generated always as identity primary key);
create table ref (t_id int references t);
insert into t default values;
