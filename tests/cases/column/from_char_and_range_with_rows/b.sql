create type e as enum('a');
create table t(a e, b bool, c int4multirange, d text, f int);
