create domain inner_d as bigint check (value > 0);
create domain outer_d as inner_d check (value < 10);
create table t (v outer_d);
