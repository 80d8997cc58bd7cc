create table t (id int, v int constraint "t_Id" unique);
create index x_idx on t (v);
alter table t add constraint v_idx check (v > 0);
