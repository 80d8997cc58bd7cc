create table p (id int, k text, primary key (id, k)) partition by list (k);
create table p1 partition of p for values in ('a');
