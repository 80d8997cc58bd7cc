create foreign data wrapper w;
create server s type 'a' foreign data wrapper w;
create user mapping for alice server s options (u 'x');
create foreign table f (x int options (c 'd')) server s options (t 'u');
create view v as select * from f;
grant select on f to bob;
comment on server s is 's';
