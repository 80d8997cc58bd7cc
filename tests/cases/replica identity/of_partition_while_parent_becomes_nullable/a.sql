create table p(a int not null, b int not null) partition by list (a);
create table p1 partition of p for values in (1);
create unique index p_a_idx on p(a);
alter table p1 replica identity using index p1_a_idx;
