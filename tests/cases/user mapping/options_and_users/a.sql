create foreign data wrapper w options (a 'b');
create server s type 't' version 'v' foreign data wrapper w options (host 'x', "P ort" 'it''s');
create user mapping for alice server s options (user 'a', password 'secret');
create user mapping for public server s;
grant usage on foreign server s to alice with grant option;
set session authorization alice; grant usage on foreign server s to bob; reset session authorization;
