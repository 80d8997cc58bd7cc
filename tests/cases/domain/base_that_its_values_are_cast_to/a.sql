create domain amount as numeric(5, 1);
create domain flag as boolean;
create domain label as varchar(4);
create table k (a amount, b flag, c label);
insert into k values (1, true, '3'), (null, null, null);
