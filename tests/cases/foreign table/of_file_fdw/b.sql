create extension file_fdw;
create server f foreign data wrapper file_fdw;
create foreign table ft (a bigint, b text, c int default 4 not null) server f options (filename '/y', delimiter ';');
alter foreign table ft alter b options (force_null 'true');
create view v as select * from ft;
comment on foreign table ft is 'xx';
grant select on ft to bob;
alter foreign table ft owner to alice;
