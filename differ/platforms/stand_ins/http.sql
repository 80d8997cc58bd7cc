-- http: requests are never sent, answers are empty.
create domain http_method as text;
create type http_header as (field character varying, value character varying);
create type http_response as (
    status integer, content_type character varying, headers http_header[], content character varying
);
create type http_request as (
    method http_method, uri character varying, headers http_header[], content_type character varying,
    content character varying
);
create function http(request http_request) returns http_response language sql as $$ select null::http_response $$;
create function http_header(field character varying, value character varying) returns http_header
language sql as $$ select row(field, value)::http_header $$;
create function http_get(uri character varying) returns http_response language sql as $$ select null::http_response $$;
create function http_get(uri character varying, data jsonb) returns http_response
language sql as $$ select null::http_response $$;
create function http_post(uri character varying, data jsonb) returns http_response
language sql as $$ select null::http_response $$;
create function http_post(uri character varying, content character varying, content_type character varying)
returns http_response language sql as $$ select null::http_response $$;
create function http_put(uri character varying, content character varying, content_type character varying)
returns http_response language sql as $$ select null::http_response $$;
create function http_delete(uri character varying) returns http_response
language sql as $$ select null::http_response $$;
create function http_set_curlopt(curlopt character varying, value character varying) returns boolean
language sql as $$ select true $$;
create function urlencode(string character varying) returns text language sql immutable as $$ select null::text $$;
