-- one permissive policy for each role and command
with policy as (
    select p.polrelid, p.polname, p.polroles, c.command
    from pg_policy as p
    join pg_class as t on t.oid = p.polrelid
    join pg_namespace as n on n.oid = t.relnamespace
    cross join lateral unnest(
        case p.polcmd
            when 'r' then array['select']
            when 'a' then array['insert']
            when 'w' then array['update']
            when 'd' then array['delete']
            else array['select', 'insert', 'update', 'delete']
        end
    ) as c (command)
    where p.polpermissive
        and n.nspname = any (:'policy_schemas'::text[])
        and not exists (
            select from pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.objsubid = 0 and d.deptype = 'e'
        )
),
role as (
    select distinct p.polrelid, r.id
    from policy as p
    cross join lateral unnest(p.polroles) as r (id)
),
several as (
    select
        r.polrelid,
        format(
            '%s for %s: %s', p.command, case r.id when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(r.id)) end,
            string_agg(quote_ident(p.polname), ', ' order by p.polname)
        ) as text
    from role as r
    -- A policy for PUBLIC holds for every role.
    join policy as p on p.polrelid = r.polrelid and (r.id = any (p.polroles) or 0 = any (p.polroles))
    group by r.polrelid, r.id, p.command
    having count(*) > 1
)
select
    'multiple_permissive_policies' as name,
    'warning' as level,
    o.type || ' ' || o.identity as object,
    string_agg(s.text, '; ' order by s.text) as detail,
    'Join them with OR into one: each of them runs for every row.' as remedy,
    'docs/lints.md#multiple_permissive_policies' as link
from several as s
cross join lateral pg_identify_object('pg_class'::regclass, s.polrelid, 0) as o
group by o.type, o.identity
order by object
