-- a policy, for it has row-level security
select
    'rls_enabled_no_policy' as name,
    'info' as level,
    o.type || ' ' || o.identity as object,
    'none, so that only its owner and roles that bypass row-level security see rows' as detail,
    'Add a policy; where the table is closed on purpose, exclude it here and say so.' as remedy,
    'docs/lints.md#rls_enabled_no_policy' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where t.relkind in ('r', 'p')
    and t.relrowsecurity
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (select from pg_policy as p where p.polrelid = t.oid)
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
