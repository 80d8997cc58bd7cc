create extension citext;
create table t (id int primary key, c citext);
insert into t values (1,'A');
