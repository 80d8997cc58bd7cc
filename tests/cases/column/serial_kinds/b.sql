create table t (a int, b bigserial, c smallserial, d serial not null primary key);
