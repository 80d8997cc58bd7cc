-- a sequence with at least a fifth of its values left
with sequence as (
    select
        s.seqrelid,
        s.seqincrement,
        -- A column that is narrower than its sequence ends first.
        least(
            s.seqmax, case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 end
        ) as top,
        case when s.seqincrement > 0 then s.seqmin else s.seqmax end as first,
        s.seqmin as bottom,
        s.seqcycle,
        case
            when has_sequence_privilege(s.seqrelid, 'usage, select') then pg_sequence_last_value(s.seqrelid)
            -- Nobody knows, and the failing cast says why.
            else ('permission denied for sequence ' || s.seqrelid::regclass::text)::int8
        end as last
    from pg_sequence as s
    join pg_class as q on q.oid = s.seqrelid
    join pg_namespace as n on n.oid = q.relnamespace
    left join pg_depend as d
        on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.objsubid = 0
        and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
    left join pg_attribute as a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where n.nspname = any (:'own_schemas'::text[])
        and not exists (
            select from pg_depend as e
            where e.classid = 'pg_class'::regclass and e.objid = q.oid and e.deptype = 'e'
        )
),
used as (
    select
        *,
        case
            when seqincrement > 0 then (last - first)::numeric / nullif(top - first, 0)
            else (first - last)::numeric / nullif(first - bottom, 0)
        end as share
    from sequence
)
select
    'sequence_near_end' as name,
    'error' as level,
    'sequence ' || o.identity as object,
    format(
        '%s %% are used: it is at %s of %s', floor(u.share * 100), u.last,
        case when u.seqincrement > 0 then u.top else u.bottom end
    ) as detail,
    'Widen the column and the sequence to bigint before it ends; inserts fail then.' as remedy,
    'docs/lints.md#sequence_near_end' as link
from used as u
cross join lateral pg_identify_object('pg_class'::regclass, u.seqrelid, 0) as o
where u.share > 0.8
    and not u.seqcycle
order by object
