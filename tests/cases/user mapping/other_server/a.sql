create extension postgres_fdw;
create server one foreign data wrapper postgres_fdw options (host 'a');
create user mapping for public server one options (user 'x', password 'secret1');
create foreign table t (a int options (column_name 'A')) server one options (schema_name 's');
