-- a search_path of its own
select
    'function_search_path_mutable' as name,
    'warning' as level,
    o.type || ' ' || o.identity as object,
    'the caller''s' as detail,
    'Add SET search_path = '''' and write names in full: the caller else decides what they mean.' as remedy,
    'docs/lints.md#function_search_path_mutable' as link
from pg_proc as p
join pg_namespace as n on n.oid = p.pronamespace
join pg_language as l on l.oid = p.prolang
cross join lateral pg_identify_object('pg_proc'::regclass, p.oid, 0) as o
where n.nspname = any (:'own_schemas'::text[])
    and p.prokind in ('f', 'p')
    and l.lanname not in ('c', 'internal')
    -- A body that was parsed when it was made names objects, not words.
    and p.prosqlbody is null
    and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    )
order by object
