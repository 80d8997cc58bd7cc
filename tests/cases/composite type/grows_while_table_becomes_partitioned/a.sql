create type addr as (street text, zip text);
create table o (id int primary key, ship addr, "More" addr[], third addr[]);
insert into o values (1, row('s','z'), array[row('a','b')::addr], array[row('c','d')::addr]);
