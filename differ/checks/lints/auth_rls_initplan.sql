-- calls of auth functions and current_setting within (select ...)
select
    'auth_rls_initplan' as name,
    'warning' as level,
    'policy ' || o.identity as object,
    'run for every row: ' || string_agg(distinct m.call[1] || '()', ', ') as detail,
    'Write (select auth.uid()) instead of auth.uid(): it then runs once a query, not once a row.' as remedy,
    'docs/lints.md#auth_rls_initplan' as link
from pg_policy as p
join pg_class as t on t.oid = p.polrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_policy'::regclass, p.oid, 0) as o
cross join lateral regexp_matches(
    -- Without its scalar (select ...), which have no FROM; parentheses within them are four deep at most.
    regexp_replace(
        concat_ws(' ; ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)),
        '\( SELECT (?:(?! FROM )[^()]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\))*\)',
        '',
        'g'
    ),
    '\y(auth\.(?:uid|jwt|role|email)|current_setting)\(',
    'g'
) as m (call)
where n.nspname = any (:'policy_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
group by o.identity
order by object
