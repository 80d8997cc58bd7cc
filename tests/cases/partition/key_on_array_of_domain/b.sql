create domain d as int check (value > 0);
create table p (k d[], v int) partition by list (k);
create table p1 partition of p for values in ('{1,2}');
create table p2 partition of p for values in ('{3}');
insert into p values ('{1,2}', 1), ('{3}', 2);
