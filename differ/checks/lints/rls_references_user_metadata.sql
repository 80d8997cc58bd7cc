-- a policy that does not trust what users write about themselves
-- needs: supabase
select
    'rls_references_user_metadata' as name,
    'error' as level,
    'policy ' || o.identity as object,
    'it reads user metadata, which users change through the API' as detail,
    'Read app_metadata, or a table of your own, instead.' as remedy,
    'docs/lints.md#rls_references_user_metadata' as link
from pg_policy as p
join pg_class as t on t.oid = p.polrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_policy'::regclass, p.oid, 0) as o
where concat_ws(' ; ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        ~ '''user_metadata''|\yraw_user_meta_data\y|\{user_metadata[,}]'
    and n.nspname = any (:'policy_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
