-- no other index that begins with its columns
with candidate as (
    select i.*, x.relname
    from pg_index as i
    join pg_class as x on x.oid = i.indexrelid
    join pg_am as m on m.oid = x.relam and m.amname = 'btree'
    join pg_class as t on t.oid = i.indrelid
    join pg_namespace as n on n.oid = t.relnamespace
    where n.nspname = any (:'own_schemas'::text[])
        and t.relkind in ('r', 'p', 'm')
        and not x.relispartition
        and i.indisvalid
        and i.indexprs is null
        and not exists (
            select from pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
        )
)
select
    'redundant_index' as name,
    'warning' as level,
    'index ' || o.identity as object,
    format(
        '%s: %s',
        string_agg(quote_ident(b.relname), ', ' order by b.relname),
        case when bool_or(b.indnkeyatts = a.indnkeyatts) then 'the same columns, unique' else 'the same and more' end
    ) as detail,
    'Drop it: the other index answers the same queries, and every write maintains both.' as remedy,
    'docs/lints.md#redundant_index' as link
from candidate as a
join candidate as b
    on b.indrelid = a.indrelid
    and b.indexrelid <> a.indexrelid
    and b.indnkeyatts >= a.indnkeyatts
    and (b.indnkeyatts > a.indnkeyatts or b.indisunique)
    and (b.indkey::int2[])[0:a.indnkeyatts - 1] = (a.indkey::int2[])[0:a.indnkeyatts - 1]
    and (b.indclass::oid[])[0:a.indnkeyatts - 1] = (a.indclass::oid[])[0:a.indnkeyatts - 1]
    and (b.indcollation::oid[])[0:a.indnkeyatts - 1] = (a.indcollation::oid[])[0:a.indnkeyatts - 1]
    and (b.indoption::int2[])[0:a.indnkeyatts - 1] = (a.indoption::int2[])[0:a.indnkeyatts - 1]
    and pg_get_expr(b.indpred, b.indrelid) is not distinct from pg_get_expr(a.indpred, a.indrelid)
cross join lateral pg_identify_object('pg_class'::regclass, a.indexrelid, 0) as o
where not a.indisunique
    and a.indnkeyatts = a.indnatts
group by o.identity
order by object
