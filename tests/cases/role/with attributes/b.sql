create role app login noinherit createdb createrole replication bypassrls connection limit 5
    valid until '2030-01-01 12:00+02';
create role boss superuser;
create role "Web ""Anon;--";
comment on role app is 'it''s the app';
create table t (a int);
