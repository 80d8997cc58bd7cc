create trusted language mylang handler plpgsql_call_handler;
revoke usage on language mylang from public;
grant usage on language mylang to bob;
comment on language mylang is 'x';
