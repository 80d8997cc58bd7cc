-- pgjwt: signatures are there, tokens are not signed.
create function url_encode(data bytea) returns text language sql immutable as $$
    select translate(encode(data, 'base64'), E'+/=\n', '-_')
$$;
create function url_decode(data text) returns bytea language sql immutable as $$
    select decode(rpad(translate(data, '-_', '+/'), (length(data) + 3) / 4 * 4, '='), 'base64')
$$;
create function algorithm_sign(signables text, secret text, algorithm text) returns text language sql immutable as $$
    select null::text
$$;
create function sign(payload json, secret text, algorithm text default 'HS256'::text) returns text
language sql immutable as $$ select null::text $$;
create function verify(token text, secret text, algorithm text default 'HS256'::text)
returns table (header json, payload json, valid boolean) language sql immutable as $$
    select null::json, null::json, false
$$;
