-- a foreign table that the API does not serve
-- needs: api
select
    'foreign_table_in_api' as name,
    'warning' as level,
    'foreign table ' || o.identity as object,
    string_agg(r.rolname::text, ', ' order by r.rolname) || ' may read all of it' as detail,
    'Revoke the privileges or move it out of the exposed schemas: it cannot have row-level security.' as remedy,
    'docs/lints.md#foreign_table_in_api' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
join pg_roles as r on r.rolname = any (:'api_roles'::text[])
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where t.relkind = 'f'
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and has_any_column_privilege(r.oid, t.oid, 'select')
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
group by o.identity
order by object
