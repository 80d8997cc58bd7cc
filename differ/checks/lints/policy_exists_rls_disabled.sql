-- row-level security, for it has policies
select
    'policy_exists_rls_disabled' as name,
    'error' as level,
    o.type || ' ' || o.identity as object,
    'none, so these do nothing: ' || string_agg(quote_ident(p.polname), ', ' order by p.polname) as detail,
    'Run ALTER TABLE ... ENABLE ROW LEVEL SECURITY, or drop the policies.' as remedy,
    'docs/lints.md#policy_exists_rls_disabled' as link
from pg_policy as p
join pg_class as t on t.oid = p.polrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where not t.relrowsecurity
    and n.nspname = any (:'policy_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
group by o.type, o.identity
order by object
