create table t (a int constraint c check (a > 0), b int);
comment on constraint c on t is 'kept';
