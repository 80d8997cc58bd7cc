create table t (id serial primary key, name text);
insert into t (name) values ('x');
