alter default privileges for role alice revoke all on functions from public;
