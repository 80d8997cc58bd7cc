create schema s authorization alice;
grant usage on schema s to bob with grant option;
set session authorization bob; grant usage on schema s to carol; reset session authorization;
comment on schema s is 's';
