create function valid(text[], oid) returns void language internal as 'postgresql_fdw_validator';
create foreign data wrapper bare;
create foreign data wrapper full_one validator valid;
create foreign data wrapper opted options (debug 'true', "Odd key" 'it''s \ fine');
comment on foreign data wrapper bare is 'x';
grant usage on foreign data wrapper bare to alice with grant option;
revoke all on foreign data wrapper opted from postgres;
