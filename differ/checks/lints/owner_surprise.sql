-- the owner that the others have
with owned as (
    select 'pg_class'::regclass as classid, c.oid as objid, c.relowner as owner
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        and n.nspname = any (:'own_schemas'::text[])
    union all
    select 'pg_proc'::regclass, p.oid, p.proowner
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = any (:'own_schemas'::text[])
    union all
    select 'pg_type'::regclass, t.oid, t.typowner
    from pg_type as t
    join pg_namespace as n on n.oid = t.typnamespace
    where t.typtype in ('d', 'e', 'r')
        and n.nspname = any (:'own_schemas'::text[])
    union all
    select 'pg_namespace'::regclass, n.oid, n.nspowner
    from pg_namespace as n
    where n.nspname = any (:'own_schemas'::text[])
        and n.nspowner <> 'pg_database_owner'::regrole
),
own as (
    select *
    from owned as w
    where not exists (
        select from pg_depend as d where d.classid = w.classid and d.objid = w.objid and d.deptype = 'e'
    )
),
wanted as (
    select
        case
            when cardinality(:'owners'::text[]) > 0 then :'owners'::text[]
            else array[pg_get_userbyid((select mode() within group (order by owner) from own))::text]
        end as names
)
select
    'owner_surprise' as name,
    'warning' as level,
    i.type || ' ' || i.identity as object,
    format('%I, not %s', pg_get_userbyid(o.owner), array_to_string(w.names, ' or ')) as detail,
    'Run ALTER ... OWNER TO: migrations fail on what another role owns, and definer functions act as it.' as remedy,
    'docs/lints.md#owner_surprise' as link
from own as o
cross join wanted as w
cross join lateral pg_identify_object(o.classid, o.objid, 0) as i
where pg_get_userbyid(o.owner) <> all (w.names)
order by object
