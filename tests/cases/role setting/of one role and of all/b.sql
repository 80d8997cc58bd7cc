create role app;
alter role app set work_mem = '16MB';
alter role app set search_path = "$user", 'a, "b', public;
alter role app set "my.app_Name" = 'it''s \ %s';
alter role app set temp_tablespaces = '';
alter role all set statement_timeout = '5min';
alter role app set my.token = 'new';
