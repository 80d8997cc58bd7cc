create table p(k int, v int, primary key (k) include (v) with (fillfactor=70)) partition by range(k);
create table p1 partition of p for values from (0) to (10);
create table f (k int references p);
