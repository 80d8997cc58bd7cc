create domain zip as varchar(5);
create table a (z zip);
insert into a values ('12345');
create materialized view m as select z from a;
grant select (z) on a to bob;
