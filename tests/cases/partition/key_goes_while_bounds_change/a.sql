-- the partition is detached before the parent's key takes its own along
create table p (id int, k int) partition by list (k);
create table p1 partition of p for values in (1);
create unlogged table p2 partition of p for values in (4);
alter table p add constraint p_key unique (k, id);
