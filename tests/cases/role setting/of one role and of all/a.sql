create role app;
create role gone;
alter role app set work_mem = '8MB';
alter role app set search_path = app, public;
alter role app set statement_timeout = '3s';
alter role gone set work_mem = '1MB';
alter role app set my.token = 'old';
