create table t (a int, b text, c int not null default 7, d timestamptz default clock_timestamp());
create table u (id int, r t, rs t[]);
