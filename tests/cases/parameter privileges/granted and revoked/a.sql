create role app;
create role gone;
grant set on parameter log_statement to app with grant option;
grant set on parameter my.own_parameter to gone;
