-- row-level security, for the API serves it
-- needs: api
select
    'rls_disabled_in_public' as name,
    'error' as level,
    o.type || ' ' || o.identity as object,
    'none, and ' || string_agg(r.rolname::text, ', ' order by r.rolname) || ' may use it' as detail,
    'Run ALTER TABLE ... ENABLE ROW LEVEL SECURITY and add policies, or revoke the privileges.' as remedy,
    'docs/lints.md#rls_disabled_in_public' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
join pg_roles as r on r.rolname = any (:'api_roles'::text[])
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where t.relkind in ('r', 'p')
    and not t.relrowsecurity
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and (
        has_table_privilege(r.oid, t.oid, 'select, insert, update, delete, truncate')
        or has_any_column_privilege(r.oid, t.oid, 'select, insert, update')
    )
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
group by o.type, o.identity
order by object
