create extension pgcrypto;
revoke execute on function digest(text, text) from public;
grant execute on function digest(text, text) to alice;
