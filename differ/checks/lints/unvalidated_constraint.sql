-- a constraint that all rows were checked against
select
    'unvalidated_constraint' as name,
    'warning' as level,
    'constraint ' || o.identity as object,
    'rows that were there before it may break it' as detail,
    'Run ALTER TABLE ... VALIDATE CONSTRAINT (or ALTER DOMAIN); it does not block reads or writes.' as remedy,
    'docs/lints.md#unvalidated_constraint' as link
from pg_constraint as c
join pg_namespace as n on n.oid = c.connamespace
cross join lateral pg_identify_object('pg_constraint'::regclass, c.oid, 0) as o
where not c.convalidated
    and c.conparentid = 0
    and n.nspname = any (:'own_schemas'::text[])
    and not exists (
        select from pg_depend as d
        where d.deptype = 'e'
            and (d.classid, d.objid) in (('pg_class'::regclass, c.conrelid), ('pg_type'::regclass, c.contypid))
    )
order by object
