create role app;
create role other;
alter database "case" set work_mem = '16MB';
alter database "case" set my.text = '100% $differ$ ''x'' \';
alter database "case" set my.secret_key = 'new';
alter role app in database "case" set statement_timeout = '4s';
alter role other in database "case" set search_path = "$user", "a b";
