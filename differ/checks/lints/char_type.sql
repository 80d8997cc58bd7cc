-- text or varchar
select
    'char_type' as name,
    'warning' as level,
    'column ' || o.identity as object,
    format_type(a.atttypid, a.atttypmod) as detail,
    'Use text with a check on its length: char(n) pads with blanks and compares without them.' as remedy,
    'docs/lints.md#char_type' as link
from pg_attribute as a
join pg_class as t on t.oid = a.attrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, a.attnum) as o
where t.relkind in ('r', 'p')
    and a.attnum > 0
    and not a.attisdropped
    and a.attinhcount = 0
    and a.atttypid in ('bpchar'::regtype, 'bpchar[]'::regtype)
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
