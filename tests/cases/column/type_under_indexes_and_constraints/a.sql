create table t (id int primary key, v int unique, w int, r int references t, check (v > 0), exclude (w with =));
create index i1 on t (v);
create index i2 on t ((v + 1)) where w > 0;
create unique index i3 on t (w) include (v);
comment on index i2 is 'two';
comment on constraint t_v_check on t is 'check';
alter table t cluster on i1;
create statistics s on v, w from t;
insert into t values (1, 1, 1, null);
