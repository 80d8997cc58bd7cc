-- The smaller services: Vault, GraphQL, the connection pooler, and the function of the pg_net event trigger.

-- The real Vault encrypts `secret`; without its extension the text is kept as it came.
create table vault.secrets (
    id uuid not null default gen_random_uuid(),
    name text,
    description text not null default ''::text,
    secret text not null,
    key_id uuid,
    nonce bytea,
    created_at timestamp with time zone not null default current_timestamp,
    updated_at timestamp with time zone not null default current_timestamp,
    constraint secrets_pkey primary key (id)
);
create unique index secrets_name_idx on vault.secrets (name) where name is not null;
create view vault.decrypted_secrets as
    select id, name, description, secret, secret as decrypted_secret, key_id, nonce, created_at, updated_at
    from vault.secrets;
create function vault.create_secret(
    new_secret text, new_name text default null, new_description text default ''::text, new_key_id uuid default null
) returns uuid language plpgsql as $$
declare
    made uuid;
begin
    insert into vault.secrets (secret, name, description, key_id)
    values (new_secret, new_name, new_description, new_key_id)
    returning id into made;
    return made;
end
$$;
create function vault.update_secret(
    secret_id uuid, new_secret text default null, new_name text default null, new_description text default null,
    new_key_id uuid default null
) returns void language plpgsql as $$
begin
    update vault.secrets
    set secret = coalesce(new_secret, secret),
        name = coalesce(new_name, name),
        description = coalesce(new_description, description),
        key_id = coalesce(new_key_id, key_id),
        updated_at = now()
    where id = secret_id;
end
$$;
grant select, delete on vault.secrets, vault.decrypted_secrets to postgres, service_role;
grant insert, update on vault.secrets to postgres, service_role;
revoke all on all functions in schema vault from public;
grant execute on all functions in schema vault to postgres, service_role;

create function graphql_public.graphql(
    "operationName" text default null, query text default null, variables jsonb default null,
    extensions jsonb default null
) returns jsonb language sql as $$
    select jsonb_build_object(
        'errors', jsonb_build_array(jsonb_build_object('message', 'pg_graphql is not available in this database'))
    )
$$;

create function pgbouncer.get_auth(p_usename text) returns table (username text, password text)
language sql security definer set search_path = '' as $$
    select s.usename::text, s.passwd::text from pg_catalog.pg_shadow as s where s.usename = p_usename
$$;
revoke all on function pgbouncer.get_auth(text) from public;
grant execute on function pgbouncer.get_auth(text) to pgbouncer;

create function extensions.grant_pg_net_access() returns event_trigger language plpgsql as $$
begin
    if exists (
        select from pg_catalog.pg_event_trigger_ddl_commands() as c
        join pg_catalog.pg_extension as e on e.oid = c.objid
        where e.extname = 'pg_net'
    ) then
        grant usage on schema net to postgres, anon, authenticated, service_role;
    end if;
end
$$;
