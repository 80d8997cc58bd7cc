alter default privileges revoke all on functions from public;
alter default privileges revoke all on functions from postgres;
