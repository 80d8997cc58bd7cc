-- The roles of a Supabase project. Runs once for each cluster, as supabase_admin, which initdb made.

create role postgres login createdb createrole replication bypassrls;

create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit;

create role dashboard_user nologin createdb createrole replication;
create role pgbouncer login;
create role supabase_auth_admin login noinherit createrole;
create role supabase_etl_admin login replication;
create role supabase_privileged_role nologin;
create role supabase_read_only_user login bypassrls;
create role supabase_realtime_admin nologin noinherit;
create role supabase_replication_admin login replication;
create role supabase_storage_admin login noinherit createrole;

grant anon, authenticated, service_role to authenticator;
grant authenticator to supabase_storage_admin;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend, pg_checkpoint to postgres;
grant pg_read_all_data to supabase_read_only_user;
grant pg_monitor, pg_read_all_data to supabase_etl_admin;
grant supabase_privileged_role to postgres;

-- A real project lets postgres write policies on tables that it does not own, through the extension supautils.
-- Stock PostgreSQL asks for ownership, so here postgres is a member of the owners.
grant supabase_auth_admin, supabase_realtime_admin, supabase_storage_admin to postgres;

alter role postgres set search_path to "$user", public, extensions;
alter role supabase_admin set search_path to "$user", public, auth, extensions;
alter role supabase_auth_admin set search_path to auth;
alter role supabase_auth_admin set idle_in_transaction_session_timeout to 60000;
alter role supabase_storage_admin set search_path to storage;
alter role anon set statement_timeout to '3s';
alter role authenticated set statement_timeout to '8s';
alter role authenticator set statement_timeout to '8s';
alter role authenticator set lock_timeout to '8s';

alter database postgres owner to postgres;
