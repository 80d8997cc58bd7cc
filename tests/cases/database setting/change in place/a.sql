alter database "case" set my.secret_key = 'old';
alter database "case" set work_mem = '8MB';
