create type inn as (a int);
create type addr as (street text, i inn);
create table o (id int primary key, ship addr);
insert into o values (1, row('s',row(1)));
