-- pg_net: its functions answer with a request's number, and send nothing.
create schema net;
create sequence net.http_request_queue_id_seq;
create function net.http_get(
    url text, params jsonb default '{}'::jsonb, headers jsonb default '{}'::jsonb,
    timeout_milliseconds integer default 5000
) returns bigint language sql as $$ select nextval('net.http_request_queue_id_seq') $$;
create function net.http_post(
    url text, body jsonb default '{}'::jsonb, params jsonb default '{}'::jsonb,
    headers jsonb default '{"Content-Type": "application/json"}'::jsonb, timeout_milliseconds integer default 5000
) returns bigint language sql as $$ select nextval('net.http_request_queue_id_seq') $$;
create function net.http_delete(
    url text, params jsonb default '{}'::jsonb, headers jsonb default '{}'::jsonb,
    timeout_milliseconds integer default 5000
) returns bigint language sql as $$ select nextval('net.http_request_queue_id_seq') $$;
grant usage on schema net to public;
grant usage on sequence net.http_request_queue_id_seq to public;
