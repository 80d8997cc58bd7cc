create table t (code text, letter "char", name varchar(3));
