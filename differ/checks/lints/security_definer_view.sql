-- a view that reads with the caller's privileges
-- needs: api
select
    'security_definer_view' as name,
    'error' as level,
    'view ' || o.identity as object,
    format(
        'it reads as its owner %I, past row-level security, and %s may read it', pg_get_userbyid(v.relowner),
        string_agg(r.rolname::text, ', ' order by r.rolname)
    ) as detail,
    'Run ALTER VIEW ... SET (security_invoker = true), or revoke the privileges.' as remedy,
    'docs/lints.md#security_definer_view' as link
from pg_class as v
join pg_namespace as n on n.oid = v.relnamespace
join pg_roles as r on r.rolname = any (:'api_roles'::text[])
cross join lateral pg_identify_object('pg_class'::regclass, v.oid, 0) as o
where v.relkind = 'v'
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and has_any_column_privilege(r.oid, v.oid, 'select')
    and not coalesce(
        (
            select x.option_value::boolean from pg_options_to_table(v.reloptions) as x
            where x.option_name = 'security_invoker'
        ),
        false
    )
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = v.oid and d.objsubid = 0 and d.deptype = 'e'
    )
group by o.identity, v.relowner
order by object
