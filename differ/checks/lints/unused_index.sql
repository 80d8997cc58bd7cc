-- a query that has used it
select
    'unused_index' as name,
    'off' as level,
    'index ' || o.identity as object,
    format('no scan since the statistics began; %s', pg_size_pretty(pg_relation_size(s.indexrelid))) as detail,
    'Drop it if no replica uses it either and the statistics cover a whole business cycle.' as remedy,
    'docs/lints.md#unused_index' as link
from pg_stat_all_indexes as s
join pg_index as i on i.indexrelid = s.indexrelid
cross join lateral pg_identify_object('pg_class'::regclass, s.indexrelid, 0) as o
where s.schemaname = any (:'own_schemas'::text[])
    and s.idx_scan = 0
    and not i.indisunique
    and not exists (select from pg_constraint as c where c.conindid = i.indexrelid)
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = i.indrelid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
