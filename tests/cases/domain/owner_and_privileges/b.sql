create domain d as int default 6;
alter domain d owner to bob;
grant usage on domain d to alice;
