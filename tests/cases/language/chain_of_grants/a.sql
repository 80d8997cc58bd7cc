create trusted language lg handler plpgsql_call_handler;
grant usage on language lg to alice with grant option;
set session authorization alice; grant usage on language lg to bob; reset session authorization;
