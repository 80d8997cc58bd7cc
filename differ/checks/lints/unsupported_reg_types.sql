-- a type that survives an upgrade of the server
select
    'unsupported_reg_types' as name,
    'warning' as level,
    'column ' || o.identity as object,
    format_type(a.atttypid, a.atttypmod) as detail,
    'Keep the name as text, or use regclass, regrole or regtype: pg_upgrade refuses a database with this type.'
        as remedy,
    'docs/lints.md#unsupported_reg_types' as link
from pg_attribute as a
join pg_class as t on t.oid = a.attrelid
join pg_namespace as n on n.oid = t.relnamespace
join pg_type as y on y.oid = a.atttypid
left join pg_type as b on b.oid = y.typbasetype
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, a.attnum) as o
where t.relkind in ('r', 'p', 'm')
    and a.attnum > 0
    and not a.attisdropped
    and a.attinhcount = 0
    and array[y.oid, y.typelem, b.oid, b.typelem] && array[
        'regcollation'::regtype, 'regconfig'::regtype, 'regdictionary'::regtype, 'regnamespace'::regtype,
        'regoper'::regtype, 'regoperator'::regtype, 'regproc'::regtype, 'regprocedure'::regtype
    ]::oid[]
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
