alter database "case" set my.secret_key = 'new';
alter database "case" set work_mem = '9MB';
