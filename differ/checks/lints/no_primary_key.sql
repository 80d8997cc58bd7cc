-- a primary key
select
    'no_primary_key' as name,
    'warning' as level,
    o.type || ' ' || o.identity as object,
    'none' as detail,
    'Add a primary key: rows need it to be addressed, and logical replication to change them.' as remedy,
    'docs/lints.md#no_primary_key' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where t.relkind in ('r', 'p')
    and not t.relispartition
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
    and not exists (select from pg_index as i where i.indrelid = t.oid and i.indisprimary)
order by object
