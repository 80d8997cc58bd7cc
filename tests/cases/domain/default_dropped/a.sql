create domain d as text default 'x' not null;
create table t (v d);
