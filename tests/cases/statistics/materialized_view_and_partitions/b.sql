create materialized view m as select 1 as a, 2 as b;
comment on column m.a is 'has a comment';
create statistics on_view on a, b from m;
create table p (a int, b int) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create statistics on_parent on a, b from p;
create statistics on_part on a, b from p1;
