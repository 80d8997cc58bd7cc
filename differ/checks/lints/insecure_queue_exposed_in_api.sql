-- row-level security, for the API serves queues
-- needs: supabase
-- needs: api
select
    'insecure_queue_exposed_in_api' as name,
    'error' as level,
    'table ' || o.identity as object,
    'none, so that any client may read and send messages' as detail,
    'Run ALTER TABLE ... ENABLE ROW LEVEL SECURITY and add policies.' as remedy,
    'docs/lints.md#insecure_queue_exposed_in_api' as link
from pg_class as t
join pg_namespace as n on n.oid = t.relnamespace
cross join lateral pg_identify_object('pg_class'::regclass, t.oid, 0) as o
where n.nspname = 'pgmq'
    and t.relkind in ('r', 'p')
    and t.relname like 'q\_%'
    and not t.relrowsecurity
    and :'exposed_schemas'::text[] && array['pgmq', 'pgmq_public']
order by object
