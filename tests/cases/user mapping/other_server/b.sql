create extension postgres_fdw;
create server two foreign data wrapper postgres_fdw options (host 'a', port '5433');
create user mapping for public server two options (user 'x', password 'secret1');
create foreign table t (a int options (column_name 'B')) server two options (table_name 't');
