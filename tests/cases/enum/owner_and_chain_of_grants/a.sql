create type s as enum ('x', 'y');
alter type s owner to alice;
revoke usage on type s from public;
grant usage on type s to bob with grant option;
set session authorization bob; grant usage on type s to carol; reset session authorization;
