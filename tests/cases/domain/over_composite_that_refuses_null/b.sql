create type address as (street text, zip varchar(10), country char(2));
create domain complete as address check ((value).zip is not null and (value).street <> '');
create table t (home complete, "past s" complete[]);
