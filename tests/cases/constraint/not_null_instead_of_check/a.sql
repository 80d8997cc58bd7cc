create table t (id int primary key, a int, constraint a_given check (a is not null));
insert into t values (1, 1);
