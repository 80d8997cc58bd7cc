create function valid(text[], oid) returns void language internal as 'postgresql_fdw_validator';
create foreign data wrapper w validator valid;
create foreign data wrapper o options (a '1', b '2', c '3');
create server s foreign data wrapper w;
create server r foreign data wrapper o;
comment on foreign data wrapper w is 'old';
grant usage on foreign data wrapper w to alice;
