create foreign data wrapper w;
create server plain foreign data wrapper w;
create server s type 'oracle' version '12' foreign data wrapper w options (host 'a', port '1');
comment on server s is 'x';
alter server s owner to alice;
grant usage on foreign server s to bob;
