-- a name that needs no quotes
with named as (
    select 'pg_namespace'::regclass as classid, n.oid as objid, 0 as objsubid, n.nspname as schema, n.nspname as name,
        'RT' as keywords
    from pg_namespace as n
    union all
    select 'pg_class'::regclass, c.oid, 0, n.nspname, c.relname, 'RT'
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
    union all
    select 'pg_class'::regclass, c.oid, a.attnum, n.nspname, a.attname, 'RT'
    from pg_attribute as a
    join pg_class as c on c.oid = a.attrelid
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
        and a.attnum > 0
        and not a.attisdropped
        and a.attinhcount = 0
    union all
    select 'pg_proc'::regclass, p.oid, 0, n.nspname, p.proname, 'RC'
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    union all
    select 'pg_type'::regclass, t.oid, 0, n.nspname, t.typname, 'RC'
    from pg_type as t
    join pg_namespace as n on n.oid = t.typnamespace
    where t.typtype in ('d', 'e', 'r')
)
select
    'quoted_name' as name,
    'warning' as level,
    case when m.objsubid > 0 then 'column' else o.type end || ' ' || o.identity as object,
    case when k.word is null then 'other than small letters, digits and _' else 'a reserved word' end as detail,
    'Rename it: whoever forgets the quotes gets an error, or another object.' as remedy,
    'docs/lints.md#quoted_name' as link
from named as m
left join pg_get_keywords() as k on k.word = m.name and strpos(m.keywords, k.catcode::text) > 0
cross join lateral pg_identify_object(m.classid, m.objid, m.objsubid) as o
where m.schema = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d where d.classid = m.classid and d.objid = m.objid and d.deptype = 'e'
    )
    -- Letters beyond ASCII need no quotes.
    and (k.word is not null or regexp_replace(m.name, '[^ -~]', 'a', 'g') !~ '^[a-z_][a-z0-9_$]*$')
order by object
