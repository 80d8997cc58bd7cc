create table t (id int primary key);
create table gone (id int primary key);
create publication p for table t, gone;
