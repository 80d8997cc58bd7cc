-- a generated key of type bigint or uuid
select
    'int_primary_key' as name,
    'warning' as level,
    'column ' || o.identity as object,
    format(
        '%s, which ends at %s', format_type(a.atttypid, null),
        case a.atttypid when 'int2'::regtype then '32,767' else '2,147,483,647' end
    ) as detail,
    'Make it bigint while the table is small; later the change rewrites the table.' as remedy,
    'docs/lints.md#int_primary_key' as link
from pg_index as i
join pg_class as t on t.oid = i.indrelid
join pg_namespace as n on n.oid = t.relnamespace
join pg_attribute as a on a.attrelid = t.oid and a.attnum = i.indkey[0]
left join pg_attrdef as f on f.adrelid = a.attrelid and f.adnum = a.attnum
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, a.attnum) as o
where i.indisprimary
    and i.indnkeyatts = 1
    and t.relkind in ('r', 'p')
    and not t.relispartition
    and a.atttypid in ('int2'::regtype, 'int4'::regtype)
    and (a.attidentity <> '' or pg_get_expr(f.adbin, f.adrelid) like 'nextval(%')
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
