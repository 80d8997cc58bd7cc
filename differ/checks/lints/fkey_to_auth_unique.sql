-- a reference to a primary key
-- needs: supabase
select
    'fkey_to_auth_unique' as name,
    'error' as level,
    'foreign key ' || o.identity as object,
    'it relies on ' || i.identity || ', which the platform may drop' as detail,
    'Reference the primary key of the table in auth instead.' as remedy,
    'docs/lints.md#fkey_to_auth_unique' as link
from pg_constraint as c
join pg_namespace as n on n.oid = c.connamespace
join pg_class as r on r.oid = c.confrelid and r.relnamespace = to_regnamespace('auth')
join pg_index as x on x.indexrelid = c.conindid and not x.indisprimary
cross join lateral pg_identify_object('pg_constraint'::regclass, c.oid, 0) as o
cross join lateral pg_identify_object('pg_class'::regclass, c.conindid, 0) as i
where c.contype = 'f'
    and c.conparentid = 0
    and n.nspname = any (:'own_schemas'::text[])
order by object
