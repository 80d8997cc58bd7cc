create trusted language lg handler plpgsql_call_handler;
alter language lg owner to alice;
revoke usage on language lg from public;
