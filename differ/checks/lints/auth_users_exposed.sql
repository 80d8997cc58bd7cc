-- nothing of auth.users in the API
-- needs: supabase
-- needs: api
with recursive reader as (
    -- Views that read auth.users, and views on those; `nearest` is the one that reads it itself.
    select distinct v.oid, v.oid as nearest
    from pg_depend as d
    join pg_rewrite as w on w.oid = d.objid
    join pg_class as v on v.oid = w.ev_class
    where d.classid = 'pg_rewrite'::regclass
        and d.refclassid = 'pg_class'::regclass
        and d.refobjid = to_regclass('auth.users')
    union
    select v.oid, r.nearest
    from reader as r
    join pg_depend as d
        on d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid
    join pg_rewrite as w on w.oid = d.objid
    join pg_class as v on v.oid = w.ev_class and v.oid <> r.oid
)
select
    'auth_users_exposed' as name,
    'error' as level,
    o.type || ' ' || o.identity as object,
    string_agg(distinct a.rolname::text, ', ') || ' may read what it shows of them' as detail,
    'Copy what is public of a user into a table of your own, or revoke the privileges on the view.' as remedy,
    'docs/lints.md#auth_users_exposed' as link
from reader as r
join pg_class as v on v.oid = r.oid
join pg_namespace as n on n.oid = v.relnamespace
join pg_class as s on s.oid = r.nearest
join pg_class as u on u.oid = to_regclass('auth.users')
join pg_roles as a on a.rolname = any (:'api_roles'::text[])
cross join lateral pg_identify_object('pg_class'::regclass, v.oid, 0) as o
where v.relkind in ('v', 'm')
    and n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and has_any_column_privilege(a.oid, v.oid, 'select')
    and (
        v.relkind = 'm'
        or s.relkind = 'm'
        -- With the caller's own privileges it shows only what the caller could read anyway.
        or not coalesce(
            (
                select x.option_value::boolean from pg_options_to_table(s.reloptions) as x
                where x.option_name = 'security_invoker'
            ),
            false
        )
        or (not u.relrowsecurity and has_any_column_privilege(a.oid, u.oid, 'select'))
    )
group by o.type, o.identity
order by object
