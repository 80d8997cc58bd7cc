-- no other index that is the same
with candidate as (
    select
        i.indexrelid,
        i.indrelid,
        (
            x.relam, i.indnkeyatts, i.indkey::text, i.indclass::text, i.indcollation::text, i.indoption::text,
            i.indisunique, i.indnullsnotdistinct, coalesce(pg_get_expr(i.indexprs, i.indrelid), ''),
            coalesce(pg_get_expr(i.indpred, i.indrelid), '')
        )::text as shape,
        not exists (
            select from pg_constraint as c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
        ) as droppable
    from pg_index as i
    join pg_class as x on x.oid = i.indexrelid
    join pg_class as t on t.oid = i.indrelid
    join pg_namespace as n on n.oid = t.relnamespace
    where n.nspname = any (:'own_schemas'::text[])
        and t.relkind in ('r', 'p', 'm')
        and not x.relispartition
        and i.indisvalid
        and not exists (
            select from pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
        )
),
ranked as (
    select
        *,
        -- An index behind a constraint stays, then the oldest one.
        first_value(indexrelid) over (partition by indrelid, shape order by droppable, indexrelid) as kept
    from candidate
)
select
    'duplicate_index' as name,
    'warning' as level,
    'index ' || o.identity as object,
    'it is the same as ' || kept.identity as detail,
    'Drop it: every write maintains both, and one serves every query.' as remedy,
    'docs/lints.md#duplicate_index' as link
from ranked as r
cross join lateral pg_identify_object('pg_class'::regclass, r.indexrelid, 0) as o
cross join lateral pg_identify_object('pg_class'::regclass, r.kept, 0) as kept
where r.indexrelid <> r.kept
order by object
