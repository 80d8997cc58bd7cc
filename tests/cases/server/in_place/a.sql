create foreign data wrapper w;
create server s version '1' foreign data wrapper w options (host 'a', port '1');
create server v foreign data wrapper w;
create foreign table t (a int) server s;
