create foreign data wrapper w;
create server s version '2' foreign data wrapper w options (host 'b', dbname 'x');
create server v version '3' foreign data wrapper w;
alter server s owner to alice;
grant usage on foreign server s to bob;
create foreign table t (a int) server s;
