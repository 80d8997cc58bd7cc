-- privileges for roles that are named
with granted as (
    select 'pg_class'::regclass as classid, c.oid as objid, n.nspname as schema, x.privilege_type as privilege
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    cross join lateral aclexplode(c.relacl) as x
    where x.grantee = 0
    union all
    select 'pg_class'::regclass, c.oid, n.nspname, format('%s (%I)', x.privilege_type, a.attname)
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid
    cross join lateral aclexplode(a.attacl) as x
    where x.grantee = 0
        and not a.attisdropped
    union all
    select 'pg_namespace'::regclass, n.oid, n.nspname, x.privilege_type
    from pg_namespace as n
    cross join lateral aclexplode(n.nspacl) as x
    where x.grantee = 0
        and x.privilege_type = 'CREATE'
    union all
    -- Every function is born executable by everyone, which matters where it acts as its owner.
    select 'pg_proc'::regclass, p.oid, n.nspname, x.privilege_type
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as x
    where x.grantee = 0
        and p.prosecdef
        and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
)
select
    'grant_to_public' as name,
    'warning' as level,
    o.type || ' ' || o.identity as object,
    string_agg(g.privilege, ', ' order by g.privilege) || ' for PUBLIC' as detail,
    'Revoke it from PUBLIC and grant it to the roles that need it.' as remedy,
    'docs/lints.md#grant_to_public' as link
from granted as g
cross join lateral pg_identify_object(g.classid, g.objid, 0) as o
where g.schema = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d where d.classid = g.classid and d.objid = g.objid and d.deptype = 'e'
    )
group by o.type, o.identity
order by object
