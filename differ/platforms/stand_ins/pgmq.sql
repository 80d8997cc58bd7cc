-- pgmq: a queue is a real table; how long a message stays invisible is not honoured.
do $$
begin
    if to_regnamespace('pgmq') is null then
        create schema pgmq;
    end if;
end
$$;
create type pgmq.message_record as (
    msg_id bigint, read_ct integer, enqueued_at timestamp with time zone, vt timestamp with time zone, message jsonb
);
create table pgmq.meta (
    queue_name character varying primary key,
    is_partitioned boolean not null default false,
    is_unlogged boolean not null default false,
    created_at timestamp with time zone not null default now()
);
create function pgmq."create"(queue_name text) returns void language plpgsql as $$
begin
    insert into pgmq.meta (queue_name) values (queue_name) on conflict do nothing;
    execute format(
        'create table if not exists pgmq.%I (msg_id bigint generated always as identity primary key, '
        'read_ct integer not null default 0, enqueued_at timestamptz not null default now(), '
        'vt timestamptz not null default now(), message jsonb)',
        'q_' || queue_name
    );
    execute format(
        'create table if not exists pgmq.%I (like pgmq.%I including all)', 'a_' || queue_name, 'q_' || queue_name
    );
end
$$;
create function pgmq.send(queue_name text, msg jsonb, delay integer default 0)
returns setof bigint language plpgsql as $$
begin
    return query execute format(
        'insert into pgmq.%I (message) values ($1) returning msg_id', 'q_' || queue_name
    ) using msg;
end
$$;
create function pgmq.read(queue_name text, vt integer, qty integer)
returns setof pgmq.message_record language plpgsql as $$
begin
    return query execute format(
        'select msg_id, read_ct, enqueued_at, vt, message from pgmq.%I order by msg_id limit $1', 'q_' || queue_name
    ) using qty;
end
$$;
create function pgmq.delete(queue_name text, msg_id bigint) returns boolean language plpgsql as $$
declare
    gone bigint;
begin
    execute format(
        'delete from pgmq.%I as q where q.msg_id = $1 returning q.msg_id', 'q_' || queue_name
    ) into gone using msg_id;
    return gone is not null;
end
$$;
create function pgmq.pop(queue_name text) returns setof pgmq.message_record language plpgsql as $$
begin
    return query execute format(
        'delete from pgmq.%1$I where msg_id = (select min(msg_id) from pgmq.%1$I) '
        'returning msg_id, read_ct, enqueued_at, vt, message',
        'q_' || queue_name
    );
end
$$;
grant usage, create on schema pgmq to public;
grant select, insert, update, delete on pgmq.meta to public;
