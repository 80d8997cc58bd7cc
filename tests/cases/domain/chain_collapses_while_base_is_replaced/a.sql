create domain d as varchar(50);
create domain h as d;
create domain m as h;
create table t(x m);
