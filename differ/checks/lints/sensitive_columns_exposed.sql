-- row-level security, or columns that the API cannot read
-- needs: api
select
    'sensitive_columns_exposed' as name,
    'error' as level,
    o.type || ' ' || o.identity as object,
    format(
        '%s may read %s of every row',
        string_agg(distinct r.rolname::text, ', '), string_agg(distinct quote_ident(a.attname), ', ')
    ) as detail,
    'Enable row-level security, or grant SELECT on the other columns alone.' as remedy,
    'docs/lints.md#sensitive_columns_exposed' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
join pg_attribute as a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
join pg_roles as r on r.rolname = any (:'api_roles'::text[])
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where t.relkind in ('r', 'p', 'v', 'm', 'f')
    and not t.relrowsecurity
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and lower(a.attname) like any (:'sensitive_columns'::text[])
    and not (
        -- Row-level security of the tables behind such a view holds for the caller.
        t.relkind = 'v'
        and coalesce(
            (
                select x.option_value::boolean from pg_options_to_table(t.reloptions) as x
                where x.option_name = 'security_invoker'
            ),
            false
        )
    )
    and has_column_privilege(r.oid, t.oid, a.attnum, 'select')
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
group by o.type, o.identity
order by object
