create function valid(text[], oid) returns void language internal as 'postgresql_fdw_validator';
