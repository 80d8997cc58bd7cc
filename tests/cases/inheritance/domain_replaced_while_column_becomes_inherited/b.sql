create domain e as text;
create table q (e e); create table p () inherits (q);
