create domain amount as integer;
create domain flag as integer;
create domain label as char(5);
create table k (a amount, b flag, c label);
insert into k values (1, 1, '3');
