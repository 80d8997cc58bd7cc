-- a trigger that fires
select
    'disabled_trigger' as name,
    'error' as level,
    case when g.tgisinternal then 'foreign key ' || k.identity else 'trigger ' || o.identity end as object,
    case
        when g.tgisinternal then 'it is not enforced, for its triggers are disabled'
        when g.tgenabled = 'R' then 'it fires on replicas alone'
        else 'it is disabled'
    end as detail,
    'Run ALTER TABLE ... ENABLE TRIGGER, or drop it.' as remedy,
    'docs/lints.md#disabled_trigger' as link
from pg_trigger as g
join pg_class as t on t.oid = g.tgrelid
join pg_namespace as n on n.oid = t.relnamespace
join pg_proc as p on p.oid = g.tgfoid
join pg_namespace as f on f.oid = p.pronamespace
cross join lateral pg_identify_object('pg_trigger'::regclass, g.oid, 0) as o
left join lateral pg_identify_object('pg_constraint'::regclass, nullif(g.tgconstraint, 0), 0) as k on g.tgisinternal
where g.tgenabled in ('D', 'R')
    -- On a platform's table a trigger of the user's own functions counts.
    and (n.nspname = any (:'own_schemas'::text[]) or f.nspname = any (:'own_schemas'::text[]))
    and not exists (
        select from pg_depend as d
        where d.deptype = 'e'
            and (d.classid, d.objid) in (('pg_class'::regclass, t.oid), ('pg_trigger'::regclass, g.oid))
    )
group by object, detail
union all
select
    'disabled_trigger',
    'error',
    'event trigger ' || quote_ident(e.evtname),
    case e.evtenabled when 'R' then 'it fires on replicas alone' else 'it is disabled' end,
    'Run ALTER EVENT TRIGGER ... ENABLE, or drop it.',
    'docs/lints.md#disabled_trigger'
from pg_event_trigger as e
join pg_proc as p on p.oid = e.evtfoid
join pg_namespace as f on f.oid = p.pronamespace
where e.evtenabled in ('D', 'R')
    and f.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_event_trigger'::regclass and d.objid = e.oid and d.deptype = 'e'
    )
order by object
