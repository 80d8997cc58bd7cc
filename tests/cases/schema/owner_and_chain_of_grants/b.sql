create schema s authorization carol;
grant usage, create on schema s to alice with grant option;
set session authorization alice; grant create on schema s to bob; reset session authorization;
