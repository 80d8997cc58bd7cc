create foreign data wrapper w;
create foreign data wrapper o options (b '2', c '4', d '5');
create server s foreign data wrapper w;
create server r foreign data wrapper o;
comment on foreign data wrapper w is 'new';
grant usage on foreign data wrapper w to bob;
