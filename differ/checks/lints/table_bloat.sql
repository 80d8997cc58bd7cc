-- at most half of its pages empty
with width as (
    select s.schemaname, s.tablename, sum((1 - s.null_frac) * s.avg_width) as bytes
    from pg_stats as s
    where not s.inherited
    group by s.schemaname, s.tablename
),
size as (
    select
        t.oid,
        pg_relation_size(t.oid) as found,
        -- 24 bytes of header and 4 of line pointer a row; 24 bytes of header a page.
        ceil(t.reltuples * (w.bytes + 28) * 100 / 8168 / coalesce(o.fillfactor, 100)) * 8192 as needed
    from pg_class as t
    join pg_namespace as n on n.oid = t.relnamespace
    join width as w on w.schemaname = n.nspname and w.tablename = t.relname
    left join lateral (
        select x.option_value::int as fillfactor from pg_options_to_table(t.reloptions) as x
        where x.option_name = 'fillfactor'
    ) as o on true
    where t.relkind in ('r', 'm')
        and t.reltuples >= 0
        and n.nspname = any (:'own_schemas'::text[])
        and not exists (
            select from pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
        )
)
select
    'table_bloat' as name,
    'off' as level,
    o.type || ' ' || o.identity as object,
    format('%s, of which about %s are rows', pg_size_pretty(s.found), pg_size_pretty(s.needed::int8)) as detail,
    'See that autovacuum keeps up; VACUUM FULL or pg_repack gives the space back.' as remedy,
    'docs/lints.md#table_bloat' as link
from size as s
cross join lateral pg_identify_object('pg_class'::regclass, s.oid, 0) as o
where s.found > 2 * s.needed
    and s.found - s.needed > 10 * 1024 * 1024
order by object
