create table p (id int, n int) partition by list (id);
create table p1 (id int, n int);
create index p1_n_idx on p1 (n);
