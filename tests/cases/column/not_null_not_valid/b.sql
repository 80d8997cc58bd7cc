create table t (a int constraint a_set not null, b int, c int);
alter table t add constraint b_set not null b not valid;
alter table t add constraint t_c_not_null not null c not valid;
