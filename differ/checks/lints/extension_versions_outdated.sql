-- the version that the server has
select
    'extension_versions_outdated' as name,
    'warning' as level,
    'extension ' || quote_ident(e.extname) as object,
    format('%s; the server has %s', e.extversion, a.default_version) as detail,
    'Run ALTER EXTENSION ... UPDATE.' as remedy,
    'docs/lints.md#extension_versions_outdated' as link
from pg_extension as e
join pg_available_extensions as a on a.name = e.extname
where e.extversion <> a.default_version
    and e.extname = any (:'own_extensions'::text[])
order by object
