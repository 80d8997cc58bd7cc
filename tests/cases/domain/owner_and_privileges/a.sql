create domain d as int default 5;
alter domain d owner to alice;
revoke all on domain d from public;
grant usage on domain d to bob with grant option;
