-- a valid index
select
    'invalid_index' as name,
    'error' as level,
    'index ' || o.identity as object,
    case
        when x.relkind = 'I' then 'some partition lacks its part of the index'
        else 'a concurrent build failed; queries do not use it'
    end as detail,
    case
        when x.relkind = 'I' then 'Build the index of each partition and attach it.'
        else 'Drop it concurrently and build it again, or REINDEX INDEX CONCURRENTLY.'
    end as remedy,
    'docs/lints.md#invalid_index' as link
from pg_index as i
join pg_class as x on x.oid = i.indexrelid
join pg_class as t on t.oid = i.indrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, i.indexrelid, 0) as o
where not (i.indisvalid and i.indisready and i.indislive)
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
order by object
