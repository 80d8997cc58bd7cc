-- an index that begins with its columns
select
    'unindexed_foreign_keys' as name,
    'warning' as level,
    'foreign key ' || o.identity as object,
    format(
        'none begins with (%s)',
        (
            select string_agg(quote_ident(a.attname), ', ' order by k.position)
            from unnest(c.conkey) with ordinality as k (number, position)
            join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.number
        )
    ) as detail,
    'Create an index on these columns: without it every delete or key change in the referenced table scans this one.'
        as remedy,
    'docs/lints.md#unindexed_foreign_keys' as link
from pg_constraint as c
join pg_class as t on t.oid = c.conrelid
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_constraint'::regclass, c.oid, 0) as o
where c.contype = 'f'
    and c.conparentid = 0
    and t.relkind in ('r', 'p')
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
    )
    and not exists (
        select from pg_index as i
        join pg_class as x on x.oid = i.indexrelid
        join pg_am as m on m.oid = x.relam and m.amname in ('btree', 'hash')
        where i.indrelid = c.conrelid
            and i.indpred is null
            and i.indnkeyatts >= cardinality(c.conkey)
            and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
    )
order by object
