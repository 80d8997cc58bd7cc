create role app;
create role other;
grant set, alter system on parameter log_statement to app;
grant set on parameter log_min_duration_statement to other with grant option;
grant alter system on parameter log_min_duration_statement to public;
