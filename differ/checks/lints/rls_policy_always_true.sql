-- a condition on who may write which rows
-- needs: api
select
    'rls_policy_always_true' as name,
    'warning' as level,
    'policy ' || o.identity as object,
    'any row is let through for '
        || case p.polcmd when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all commands' end
        as detail,
    'Say which rows in USING and WITH CHECK, or drop the policy and let the server write.' as remedy,
    'docs/lints.md#rls_policy_always_true' as link
from pg_policy as p
join pg_class as t on t.oid = p.polrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_policy'::regclass, p.oid, 0) as o
cross join lateral (
    select pg_get_expr(p.polqual, p.polrelid) as reads, pg_get_expr(p.polwithcheck, p.polrelid) as writes
) as e
where p.polpermissive
    and n.nspname = any (:'policy_schemas'::text[])
    and (
        0 = any (p.polroles)
        or exists (select from pg_roles as r where r.oid = any (p.polroles) and r.rolname = any (:'api_roles'::text[]))
    )
    and case p.polcmd
        when 'a' then e.writes = 'true'
        when 'd' then e.reads = 'true'
        when 'r' then false
        -- Without WITH CHECK, USING judges the new row too.
        else e.reads = 'true' and coalesce(e.writes, e.reads) = 'true' or e.writes = 'true'
    end
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
