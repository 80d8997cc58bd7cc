create table t (id int not null, name text default 'x');
