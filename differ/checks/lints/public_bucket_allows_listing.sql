-- a public bucket whose files nobody can list
-- needs: supabase
select
    'public_bucket_allows_listing' as name,
    'warning' as level,
    'bucket ' || quote_ident(b.id) as object,
    'these policies list it: ' || string_agg(quote_ident(p.polname), ', ' order by p.polname) as detail,
    'Drop the policy: files of a public bucket are served by their address without it.' as remedy,
    'docs/lints.md#public_bucket_allows_listing' as link
from storage.buckets as b
join pg_policy as p on p.polrelid = to_regclass('storage.objects') and p.polcmd in ('r', '*') and p.polpermissive
cross join lateral (select pg_get_expr(p.polqual, p.polrelid) as condition) as e
where b.public
    and (
        0 = any (p.polroles)
        or exists (select from pg_roles as r where r.oid = any (p.polroles) and r.rolname in ('anon', 'authenticated'))
    )
    and (e.condition = 'true' or e.condition = format('(bucket_id = %L::text)', b.id))
group by b.id
order by object
