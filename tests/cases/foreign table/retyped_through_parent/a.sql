create foreign data wrapper w;
create server s foreign data wrapper w;
create table p (a int, b date, c int[]);
create foreign table f (d int default 3) inherits (p) server s;
alter foreign table f add constraint ck check (a > 0) no inherit;
insert into p values (1, '2026-01-01', '{1}');
