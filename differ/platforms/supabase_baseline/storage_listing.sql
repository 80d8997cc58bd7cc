-- Schema storage, continued: the functions that list what buckets hold. The file before this one set the role.

create function storage.get_size_by_bucket() returns table (size bigint, bucket_id text) language plpgsql stable as $$
begin
    return query
        select sum((o.metadata ->> 'size')::bigint)::bigint, o.bucket_id from storage.objects as o group by o.bucket_id;
end
$$;

create function storage.list_multipart_uploads_with_delimiter(
    bucket_id text, prefix_param text, delimiter_param text, max_keys integer default 100,
    next_key_token text default ''::text, next_upload_token text default ''::text
) returns table (key text, id text, created_at timestamp with time zone) language plpgsql as $$
begin
    return query
        select distinct on (listed.shown) listed.shown, listed.id, listed.created_at
        from (
            select
                coalesce(storage.get_common_prefix(u.key, prefix_param, delimiter_param), u.key) as shown,
                u.id,
                u.created_at
            from storage.s3_multipart_uploads as u
            where u.bucket_id = list_multipart_uploads_with_delimiter.bucket_id
                and starts_with(u.key, prefix_param)
                and (next_key_token = '' or (u.key, u.id) > (next_key_token, next_upload_token))
        ) as listed
        order by listed.shown, listed.created_at
        limit max_keys;
end
$$;

create function storage.list_objects_with_delimiter(
    _bucket_id text, prefix_param text, delimiter_param text, max_keys integer default 100,
    start_after text default ''::text, next_token text default ''::text, sort_order text default 'asc'::text
) returns table (
    name text, id uuid, metadata jsonb, updated_at timestamp with time zone,
    created_at timestamp with time zone, last_accessed_at timestamp with time zone
) language plpgsql stable as $$
begin
    return query
        select listed.*
        from (
            select distinct on (coalesce(folder, o.name))
                coalesce(folder, o.name) as shown,
                case when folder is null then o.id end,
                case when folder is null then o.metadata end,
                case when folder is null then o.updated_at end,
                case when folder is null then o.created_at end,
                case when folder is null then o.last_accessed_at end
            from storage.objects as o
            cross join lateral storage.get_common_prefix(o.name, prefix_param, delimiter_param) as folder
            where o.bucket_id = _bucket_id and starts_with(o.name, prefix_param)
            order by coalesce(folder, o.name)
        ) as listed
        where sort_order = 'desc' or listed.shown > greatest(start_after, next_token)
        order by
            case when sort_order <> 'desc' then listed.shown end,
            case when sort_order = 'desc' then listed.shown end desc
        limit max_keys;
end
$$;

create function storage.search(
    prefix text, bucketname text, limits integer default 100, levels integer default 1, offsets integer default 0,
    search text default ''::text, sortcolumn text default 'name'::text, sortorder text default 'asc'::text
) returns table (
    name text, id uuid, updated_at timestamp with time zone, created_at timestamp with time zone,
    last_accessed_at timestamp with time zone, metadata jsonb
) language plpgsql stable as $$
begin
    return query execute format(
        $query$
            select
                listed.shown, listed.id, listed.updated_at, listed.created_at, listed.last_accessed_at, listed.metadata
            from (
                select distinct on (shown)
                    array_to_string(o.path_tokens[$3:$3], '/') as shown,
                    case when cardinality(o.path_tokens) = $3 then o.id end as id,
                    case when cardinality(o.path_tokens) = $3 then o.updated_at end as updated_at,
                    case when cardinality(o.path_tokens) = $3 then o.created_at end as created_at,
                    case when cardinality(o.path_tokens) = $3 then o.last_accessed_at end as last_accessed_at,
                    case when cardinality(o.path_tokens) = $3 then o.metadata end as metadata
                from storage.objects as o
                where o.bucket_id = $2
                    and starts_with(lower(o.name), lower($1 || $4))
                    and cardinality(o.path_tokens) >= $3
                order by shown
            ) as listed
            order by (listed.id is not null), listed.%I %s
            limit $5 offset $6
        $query$,
        case when sortcolumn in ('updated_at', 'created_at', 'last_accessed_at') then sortcolumn else 'shown' end,
        case when lower(sortorder) = 'desc' then 'desc' else 'asc' end
    ) using prefix, bucketname, levels, search, limits, offsets;
end
$$;

create function storage.search_by_timestamp(
    p_prefix text, p_bucket_id text, p_limit integer, p_level integer, p_start_after text, p_sort_order text,
    p_sort_column text, p_sort_column_after text
) returns table (
    key text, name text, id uuid, updated_at timestamp with time zone, created_at timestamp with time zone,
    last_accessed_at timestamp with time zone, metadata jsonb
) language plpgsql stable as $$
begin
    return query
        select
            split_part(f.name, '/', p_level), f.name, f.id, f.updated_at, f.created_at, f.last_accessed_at, f.metadata
        from storage.objects as f
        cross join lateral (
            select case when p_sort_column = 'updated_at' then f.updated_at else f.created_at end as moment
        ) as sorted
        where f.bucket_id = p_bucket_id
            and starts_with(f.name, p_prefix)
            and (
                coalesce(p_sort_column_after, '') = ''
                or case
                    when p_sort_order = 'desc'
                    then (sorted.moment, f.name) < (p_sort_column_after::timestamptz, p_start_after)
                    else (sorted.moment, f.name) > (p_sort_column_after::timestamptz, p_start_after)
                end
            )
        order by
            case when p_sort_order <> 'desc' then sorted.moment end,
            case when p_sort_order = 'desc' then sorted.moment end desc,
            f.name
        limit p_limit;
end
$$;

create function storage.search_v2(
    prefix text, bucket_name text, limits integer default 100, levels integer default 1,
    start_after text default ''::text, sort_order text default 'asc'::text, sort_column text default 'name'::text,
    sort_column_after text default ''::text
) returns table (
    key text, name text, id uuid, updated_at timestamp with time zone, created_at timestamp with time zone,
    last_accessed_at timestamp with time zone, metadata jsonb
) language plpgsql stable as $$
begin
    if sort_column <> 'name' then
        return query
            select * from storage.search_by_timestamp(
                prefix, bucket_name, limits, levels, start_after, sort_order, sort_column, sort_column_after
            );
        return;
    end if;
    return query
        select
            split_part(l.name, '/', levels), l.name, l.id, l.updated_at, l.created_at, l.last_accessed_at, l.metadata
        from storage.list_objects_with_delimiter(bucket_name, prefix, '/', limits, start_after, '', sort_order) as l;
end
$$;

reset role;
