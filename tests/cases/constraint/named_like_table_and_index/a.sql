create table t (id int constraint "t_Id" unique, v int);
create index v_idx on t (v);
alter table t add constraint x check (v > 0);
