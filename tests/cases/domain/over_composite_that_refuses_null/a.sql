create type address as (street text, zip varchar(5));
create domain complete as address check ((value).zip is not null);
create table t (home complete, "past s" complete[]);
insert into t values (row('s', '1'), array[row('t', '2')::complete]), (row('u', '3'), null);
