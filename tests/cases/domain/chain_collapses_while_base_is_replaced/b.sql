create domain d as text;
create domain m as d;
create table t(x m);
