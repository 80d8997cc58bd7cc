create table t (a int constraint c check (a > 1), b int constraint d check (b is not null));
comment on constraint c on t is 'kept';
