-- a function that strangers cannot run as its owner
-- needs: api
-- needs: role anon
select
    'anon_security_definer_function_executable' as name,
    'warning' as level,
    o.type || ' ' || o.identity as object,
    format('anon may run it as %I', pg_get_userbyid(p.proowner)) as detail,
    'Revoke EXECUTE from PUBLIC and anon, make it SECURITY INVOKER, or move it out of the exposed schemas.' as remedy,
    'docs/lints.md#anon_security_definer_function_executable' as link
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
cross join lateral pg_identify_object('pg_proc'::regclass, p.oid, 0) as o
where p.prosecdef
    -- The API cannot call these.
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and has_function_privilege('anon', p.oid, 'execute')
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    )
order by object
