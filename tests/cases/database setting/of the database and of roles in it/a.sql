create role app;
alter database "case" set work_mem = '8MB';
alter database "case" set search_path = public, extra;
alter role app in database "case" set statement_timeout = '3s';
