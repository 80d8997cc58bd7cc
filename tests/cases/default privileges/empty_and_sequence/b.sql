create sequence q;
revoke all on sequence q from postgres;
grant usage on sequence q to alice;
