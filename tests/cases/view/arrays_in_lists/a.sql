CREATE TABLE t (a varchar(5), b text, f float8);
