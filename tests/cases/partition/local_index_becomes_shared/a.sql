create table p (id int, k text) partition by list (k);
create table p1 partition of p for values in ('a');
create table p2 partition of p for values in ('b');
create index p1_id on p1 (id);
