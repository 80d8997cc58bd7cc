create role app login noinherit createdb createrole replication bypassrls connection limit 5
    valid until '2030-01-01 12:00+00';
create role other valid until '2031-05-05';
create role boss superuser;
comment on role app is 'old';
