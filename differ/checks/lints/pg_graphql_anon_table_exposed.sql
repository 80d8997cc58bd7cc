-- a table that strangers cannot find through GraphQL
-- needs: api
-- needs: role anon
select
    'pg_graphql_anon_table_exposed' as name,
    'warning' as level,
    o.type || ' ' || o.identity as object,
    'anon may read it, so its columns are in the GraphQL schema' as detail,
    'Revoke SELECT from anon, or drop the extension pg_graphql if nobody uses it.' as remedy,
    'docs/lints.md#pg_graphql_anon_table_exposed' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where exists (select from pg_extension as e where e.extname = 'pg_graphql')
    and t.relkind in ('r', 'p', 'v', 'm', 'f')
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and has_schema_privilege('anon', n.oid, 'usage')
    and has_any_column_privilege('anon', t.oid, 'select')
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
