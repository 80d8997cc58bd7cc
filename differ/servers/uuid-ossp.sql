-- Stands in for uuid-ossp 1.1 where the server lacks it: its ten functions, by their own signatures.
create function uuid_nil() returns uuid
language sql immutable strict parallel safe
return '00000000-0000-0000-0000-000000000000'::uuid;

create function uuid_ns_dns() returns uuid
language sql immutable strict parallel safe
return '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid;

create function uuid_ns_url() returns uuid
language sql immutable strict parallel safe
return '6ba7b811-9dad-11d1-80b4-00c04fd430c8'::uuid;

create function uuid_ns_oid() returns uuid
language sql immutable strict parallel safe
return '6ba7b812-9dad-11d1-80b4-00c04fd430c8'::uuid;

create function uuid_ns_x500() returns uuid
language sql immutable strict parallel safe
return '6ba7b814-9dad-11d1-80b4-00c04fd430c8'::uuid;

create function uuid_generate_v4() returns uuid
language sql volatile strict parallel safe
return gen_random_uuid();

-- The host's address is not known here, so both time-based forms carry a random node, marked as such.
create function uuid_generate_v1mc() returns uuid
language plpgsql volatile strict parallel safe
as $function$
declare
    moment bigint := (extract(epoch from clock_timestamp()) * 10000000)::bigint + 122192928000000000;
    bytes bytea := uuid_send(gen_random_uuid());
    ticks bytea := int8send(moment);
begin
    bytes := substr(ticks, 5, 4) || substr(ticks, 3, 2) || substr(ticks, 1, 2) || substr(bytes, 9, 8);
    bytes := set_byte(bytes, 6, (get_byte(bytes, 6) & 15) | 16);
    bytes := set_byte(bytes, 10, get_byte(bytes, 10) | 1);
    return encode(bytes, 'hex')::uuid;
end
$function$;

create function uuid_generate_v1() returns uuid
language plpgsql volatile strict parallel safe
as $function$
declare
    bytes bytea := uuid_send(gen_random_uuid());
    moment bigint := (extract(epoch from clock_timestamp()) * 10000000)::bigint + 122192928000000000;
    ticks bytea := int8send(moment);
begin
    bytes := substr(ticks, 5, 4) || substr(ticks, 3, 2) || substr(ticks, 1, 2) || substr(bytes, 9, 8);
    bytes := set_byte(bytes, 6, (get_byte(bytes, 6) & 15) | 16);
    bytes := set_byte(bytes, 10, get_byte(bytes, 10) | 1);
    return encode(bytes, 'hex')::uuid;
end
$function$;

create function uuid_generate_v3(namespace uuid, name text) returns uuid
language plpgsql immutable strict parallel safe
as $function$
declare
    bytes bytea := decode(md5(uuid_send(namespace) || convert_to(name, getdatabaseencoding())), 'hex');
begin
    bytes := set_byte(bytes, 6, (get_byte(bytes, 6) & 15) | 48);
    bytes := set_byte(bytes, 8, (get_byte(bytes, 8) & 63) | 128);
    return encode(bytes, 'hex')::uuid;
end
$function$;

-- PostgreSQL has no SHA-1 of its own, and seeds depend on its exact value.
create function uuid_generate_v5(namespace uuid, name text) returns uuid
language plpgsql immutable strict parallel safe
as $function$
declare
    mask constant bigint := 4294967295;
    message bytea := uuid_send(namespace) || convert_to(name, getdatabaseencoding());
    bits constant bigint := length(message) * 8;
    h bigint[] := array[1732584193, 4023233417, 2562383102, 271733878, 3285377520];
    w bigint[];
    a bigint; b bigint; c bigint; d bigint; e bigint; f bigint; k bigint; step bigint;
    bytes bytea;
begin
    message := message || '\x80'::bytea;
    message := message || decode(repeat('00', (120 - length(message) % 64) % 64), 'hex') || int8send(bits);
    for chunk in 0 .. length(message) / 64 - 1 loop
        for i in 0 .. 15 loop
            w[i] := (get_byte(message, chunk * 64 + i * 4)::bigint << 24)
                | (get_byte(message, chunk * 64 + i * 4 + 1) << 16)
                | (get_byte(message, chunk * 64 + i * 4 + 2) << 8)
                | get_byte(message, chunk * 64 + i * 4 + 3);
        end loop;
        for i in 16 .. 79 loop
            step := w[i - 3] # w[i - 8] # w[i - 14] # w[i - 16];
            w[i] := ((step << 1) | (step >> 31)) & mask;
        end loop;
        a := h[1]; b := h[2]; c := h[3]; d := h[4]; e := h[5];
        for i in 0 .. 79 loop
            if i < 20 then
                f := (b & c) | ((~b) & mask & d); k := 1518500249;
            elsif i < 40 then
                f := b # c # d; k := 1859775393;
            elsif i < 60 then
                f := (b & c) | (b & d) | (c & d); k := 2400959708;
            else
                f := b # c # d; k := 3395469782;
            end if;
            step := ((((a << 5) & mask) | (a >> 27)) + f + e + k + w[i]) & mask;
            e := d; d := c; c := ((b << 30) & mask) | (b >> 2); b := a; a := step;
        end loop;
        h := array[(h[1] + a) & mask, (h[2] + b) & mask, (h[3] + c) & mask, (h[4] + d) & mask, (h[5] + e) & mask];
    end loop;
    bytes := substr(int8send(h[1]), 5) || substr(int8send(h[2]), 5) || substr(int8send(h[3]), 5)
        || substr(int8send(h[4]), 5);
    bytes := set_byte(bytes, 6, (get_byte(bytes, 6) & 15) | 80);
    bytes := set_byte(bytes, 8, (get_byte(bytes, 8) & 63) | 128);
    return encode(bytes, 'hex')::uuid;
end
$function$;
