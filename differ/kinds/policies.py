"""Row-level security policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from differ.kinds.base import PATH, ChildKind
from differ.model import Lock, Object, Step, catalog_object
from differ.sql import ident, qualified, role


@catalog_object
class Policy(Object):
    """`roles` holds "" for PUBLIC; `using` and `check` are expressions, or None."""

    permissive: bool
    for_command: str  # ALL, SELECT, INSERT, UPDATE or DELETE
    roles: tuple[str, ...]
    using: str | None
    check: str | None


class Policies(ChildKind[Policy], name="policy"):
    command = "POLICY"
    part = PATH
    expressions = True
    queries = True
    query = """
        select 'pg_policy'::regclass::oid, p.oid, 0, array[n.nspname::text, c.relname::text, p.polname::text],
               null::text, null::text, d.description, p.polpermissive,
               case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE'
                             else 'ALL' end,
               case when p.polroles = '{0}' then array[''] else
               (select array_agg(case r.oid when 0 then '' else pg_get_userbyid(r.oid)::text end
                                 order by case r.oid when 0 then '' else pg_get_userbyid(r.oid)::text end)
                from unnest(p.polroles) r(oid)) end,
               pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
        from pg_policy p
        join pg_class c on c.oid = p.polrelid
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_policy'::regclass and d.objsubid = 0
        where p.oid >= '16384'::oid
    """

    def create(self, new: Policy, folded: Sequence[Object]) -> list[Step]:
        *relation, name = new.ref.path
        sql = f"CREATE POLICY {ident(name)} ON {qualified(*relation)}"
        sql += "" if new.permissive else " AS RESTRICTIVE"
        sql += "" if new.for_command == "ALL" else f" FOR {new.for_command}"
        sql += f"\n    TO {_roles(new)}"
        if new.using is not None:
            sql += f"\n    USING ({new.using})"
        if new.check is not None:
            sql += f"\n    WITH CHECK ({new.check})"
        return [Step(sql=sql, locks=_lock(new))]

    def drop(self, old: Policy) -> list[Step]:
        return [Step(sql=f"DROP {self.title(old)}", locks=_lock(old))]

    def alter(self, old: Policy, new: Policy) -> tuple[Policy, list[Step]]:
        if (old.using is None) != (new.using is None) or (old.check is None) != (new.check is None):
            return old, []
        sql = f"ALTER {self.title(new)}"
        sql += f"\n    TO {_roles(new)}" if old.roles != new.roles else ""
        sql += f"\n    USING ({new.using})" if old.using != new.using else ""
        sql += f"\n    WITH CHECK ({new.check})" if old.check != new.check else ""
        reached = replace(old, roles=new.roles, using=new.using, check=new.check)
        return reached, [Step(sql=sql, locks=_lock(new))] if reached != old else []

    def roles(self, object: Policy) -> Iterable[str]:
        return object.roles


def _roles(policy: Policy) -> str:
    return ", ".join(role(name) for name in policy.roles)


def _lock(policy: Policy) -> tuple[Lock, ...]:
    return (Lock(".".join(policy.ref.path[:2]), "ACCESS EXCLUSIVE"),)
