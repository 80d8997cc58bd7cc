create language mylang handler plpgsql_call_handler;
alter language mylang owner to alice;
