create table t (id bigint primary key, v bigint unique, w bigint, r bigint references t, check (v > 0), exclude (w with =));
create index i1 on t (v);
create index i2 on t ((v + 1)) where w > 0;
create unique index i3 on t (w) include (v);
comment on index i2 is 'two';
comment on constraint t_v_check on t is 'check';
alter table t cluster on i1;
create statistics s on v, w from t;
