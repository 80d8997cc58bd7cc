create role app nologin inherit nocreatedb nocreaterole noreplication nobypassrls;
create role other login valid until '2032-05-05';
create role boss;
comment on role app is 'new';
