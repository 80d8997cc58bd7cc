create table t (a int);
create index whole on t (a);
