-- The schemas, their owners and who may use them; the extensions that a fresh project has.

create schema auth authorization supabase_auth_admin;
create schema storage authorization supabase_storage_admin;
create schema realtime authorization supabase_admin;
create schema extensions authorization postgres;
create schema graphql authorization supabase_admin;
create schema graphql_public authorization supabase_admin;
create schema pgbouncer authorization pgbouncer;
create schema vault authorization supabase_admin;

grant usage on schema public to postgres, anon, authenticated, service_role;

grant usage on schema auth to anon, authenticated, service_role;
grant all on schema auth to postgres, dashboard_user;

grant usage on schema storage to anon, authenticated, service_role;
grant usage on schema storage to postgres with grant option;
grant all on schema storage to dashboard_user;

grant usage on schema realtime to postgres, anon, authenticated, service_role;
grant all on schema realtime to supabase_realtime_admin, dashboard_user;

grant usage on schema extensions to anon, authenticated, service_role;
grant all on schema extensions to dashboard_user;

grant usage on schema graphql, graphql_public to postgres, anon, authenticated, service_role;
grant usage on schema vault to postgres, service_role;

-- An installation of PostgreSQL without its contrib modules still makes a usable baseline.
do $$
declare
    extension text;
begin
    for extension in
        select name
        from pg_catalog.pg_available_extensions
        where name in ('pgcrypto', 'uuid-ossp', 'pg_stat_statements')
    loop
        execute format('create extension %I with schema extensions', extension);
    end loop;
end
$$;
