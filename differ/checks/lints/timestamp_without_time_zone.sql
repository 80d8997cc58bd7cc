-- timestamp with time zone
select
    'timestamp_without_time_zone' as name,
    'warning' as level,
    'column ' || o.identity as object,
    format_type(a.atttypid, a.atttypmod) as detail,
    'Use timestamptz: a moment without its zone means something else to a client in another one.' as remedy,
    'docs/lints.md#timestamp_without_time_zone' as link
from pg_attribute as a
join pg_class as t on t.oid = a.attrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, a.attnum) as o
where t.relkind in ('r', 'p')
    and a.attnum > 0
    and not a.attisdropped
    and a.attinhcount = 0
    and a.atttypid in ('timestamp'::regtype, 'timestamp[]'::regtype)
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
