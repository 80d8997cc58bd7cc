-- Schema realtime: the tables, types and functions of Supabase Realtime, and its publications.

create type realtime.action as enum ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'ERROR');
create type realtime.equality_op as enum ('eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in');
create type realtime.user_defined_filter as (column_name text, op realtime.equality_op, value text);
create type realtime.wal_column as (
    name text, type_name text, type_oid oid, value jsonb, is_pkey boolean, is_selectable boolean
);
create type realtime.wal_rls as (wal jsonb, is_rls_enabled boolean, subscription_ids uuid[], errors text[]);

create function realtime.to_regrole(role_name text) returns regrole language sql immutable as $$
    select role_name::regrole
$$;

create table realtime.messages (
    topic text not null,
    extension text not null,
    payload jsonb,
    event text,
    private boolean default false,
    updated_at timestamp without time zone not null default now(),
    inserted_at timestamp without time zone not null default now(),
    id uuid not null default gen_random_uuid(),
    binary_payload bytea,
    constraint messages_pkey primary key (id, inserted_at)
) partition by range (inserted_at);
-- The Realtime server makes a partition for each day; here one takes them all.
create table realtime.messages_all partition of realtime.messages default;

create table realtime.subscription (
    id bigint generated always as identity,
    subscription_id uuid not null,
    entity regclass not null,
    filters realtime.user_defined_filter[] not null default '{}'::realtime.user_defined_filter[],
    claims jsonb not null,
    claims_role regrole not null generated always as (realtime.to_regrole(claims ->> 'role')) stored,
    created_at timestamp without time zone not null default timezone('utc'::text, now()),
    action_filter text default '*'::text,
    selected_columns text[],
    constraint pk_subscription primary key (id),
    constraint subscription_action_filter_check check (action_filter in ('*', 'INSERT', 'UPDATE', 'DELETE'))
);

create table realtime.schema_migrations (
    version bigint not null,
    inserted_at timestamp(0) without time zone,
    constraint schema_migrations_pkey primary key (version)
);

alter table realtime.messages enable row level security;
alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.subscription owner to supabase_realtime_admin;

grant select, insert, update on realtime.messages to anon, authenticated, service_role;
grant select on realtime.subscription, realtime.schema_migrations to anon, authenticated, service_role;
grant all on realtime.messages, realtime.subscription, realtime.schema_migrations to postgres, dashboard_user;

create function realtime.topic() returns text language sql stable as $$
    select nullif(current_setting('realtime.topic', true), '')
$$;

create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (payload, event, topic, private, extension)
    values (payload, event, topic, private, 'broadcast');
end
$$;
create function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void language plpgsql as $$
begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (binary_payload, event, topic, private, extension)
    values (payload, event, topic, private, 'broadcast');
end
$$;
create function realtime.broadcast_changes(
    topic_name text, event_name text, operation text, table_name text, table_schema text, new record, old record,
    level text default 'ROW'::text
) returns void language plpgsql as $$
begin
    if level <> 'ROW' then
        raise exception 'broadcast_changes must be called from a trigger for each row, not for each %', level;
    end if;
    perform realtime.send(
        jsonb_build_object(
            'operation', operation, 'table', table_name, 'schema', table_schema,
            'record', to_jsonb(new), 'old_record', to_jsonb(old)
        ),
        event_name,
        topic_name
    );
end
$$;

create function realtime."cast"(val text, type_ regtype) returns jsonb language plpgsql immutable as $$
declare
    result jsonb;
begin
    execute format('select to_jsonb(%L::%s)', val, type_) into result;
    return result;
end
$$;
create function realtime.check_equality_op(op realtime.equality_op, type_ regtype, val_1 text, val_2 text)
returns boolean language plpgsql immutable as $$
declare
    symbol text := case op
        when 'eq' then '=' when 'neq' then '<>' when 'lt' then '<' when 'lte' then '<='
        when 'gt' then '>' when 'gte' then '>=' else '= any'
    end;
    result boolean;
begin
    execute format(
        'select %L::%s %s (%L::%s)',
        val_1, type_, symbol, val_2, case when op = 'in' then type_ || '[]' else type_::text end
    ) into result;
    return result;
end
$$;
create function realtime.is_visible_through_filters(
    columns realtime.wal_column[], filters realtime.user_defined_filter[]
) returns boolean language sql immutable as $$
    select coalesce(
        bool_and(coalesce(realtime.check_equality_op(f.op, c.type_name::regtype, c.value #>> '{}', f.value), false)),
        true
    )
    from unnest(filters) as f
    left join unnest(columns) as c on c.name = f.column_name
$$;
create function realtime.wal2json_escape_identifier(name text) returns text language sql immutable strict as $$
    select regexp_replace(name, '([\s,.*''\\])', '\\\1', 'g')
$$;
create function realtime.quote_wal2json(entity regclass) returns text language sql immutable strict as $$
    select realtime.wal2json_escape_identifier(n.nspname) || '.' || realtime.wal2json_escape_identifier(c.relname)
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.oid = entity
$$;
create function realtime.subscription_check_filters() returns trigger language plpgsql as $$
declare
    unknown text;
begin
    select f.column_name into unknown
    from unnest(new.filters) as f
    where not exists (
        select
        from pg_catalog.pg_attribute as a
        where a.attrelid = new.entity and a.attname = f.column_name and a.attnum > 0 and not a.attisdropped
    )
    limit 1;
    if found then
        raise exception 'column "%" of a filter does not exist in %', unknown, new.entity;
    end if;
    return new;
end
$$;
create trigger tr_check_filters before insert or update on realtime.subscription
    for each row execute function realtime.subscription_check_filters();
create function realtime.build_prepared_statement_sql(
    prepared_statement_name text, entity regclass, columns realtime.wal_column[]
) returns text language sql as $$
    select format(
        'prepare %I as select exists(select from %s where %s)',
        prepared_statement_name,
        entity,
        string_agg(format('%I = %L::%s', c.name, c.value #>> '{}', c.type_name), ' and ')
    )
    from unnest(columns) as c
    where c.is_pkey
$$;

-- These two read the write-ahead log, which only the Realtime server does.
create function realtime.apply_rls(wal jsonb, max_record_bytes integer default (1024 * 1024))
returns setof realtime.wal_rls language plpgsql as $$
begin
    raise feature_not_supported using message = 'no Realtime server reads the write-ahead log here';
end
$$;
create function realtime.list_changes(
    publication name, slot_name name, max_changes integer, max_record_bytes integer
) returns table (
    wal jsonb, is_rls_enabled boolean, subscription_ids uuid[], errors text[], slot_changes_count bigint
) language sql set log_min_messages to 'fatal' as $$
    select r.wal, r.is_rls_enabled, r.subscription_ids, r.errors, 0::bigint
    from realtime.apply_rls(jsonb_build_object('publication', publication, 'slot', slot_name), max_record_bytes) as r
    limit max_changes
$$;

create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;
create publication supabase_realtime_messages_publication for table realtime.messages;
