create table "P" (id int generated always as identity, k int) partition by list (k);
create table "C" partition of "P" for values in (1);
create table d partition of "P" for values in (2);
insert into "P" (k) values (1), (2);
