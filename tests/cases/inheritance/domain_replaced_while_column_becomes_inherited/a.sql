create domain e as int;
create table p (e e); create table q (e e);
