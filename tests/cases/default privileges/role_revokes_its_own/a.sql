alter default privileges for role alice revoke all on functions from alice;
alter default privileges for role alice grant execute on functions to alice with grant option;
