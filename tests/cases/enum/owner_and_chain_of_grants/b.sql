create type s as enum ('y', 'x');
alter type s owner to bob;
grant usage on type s to alice;
