-- an extension in a schema that the API does not serve
-- needs: api
select
    'extension_in_public' as name,
    'warning' as level,
    'extension ' || quote_ident(e.extname) as object,
    'it is in ' || quote_ident(n.nspname) as detail,
    'Run ALTER EXTENSION ... SET SCHEMA extensions: the API serves its functions else.' as remedy,
    'docs/lints.md#extension_in_public' as link
from pg_extension as e
join pg_namespace as n on n.oid = e.extnamespace
where n.nspname = any (:'exposed_schemas'::text[])
    and n.nspname = any (:'own_schemas'::text[])
    and e.extname = any (:'own_extensions'::text[])
order by object
