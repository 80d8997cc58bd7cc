"""Who may SET, or ALTER SYSTEM SET, parameters that are otherwise for superusers."""

from __future__ import annotations

from differ.kinds.base import Kind
from differ.kinds.given_privileges import GivenPrivileges, GivenPrivilegesKind
from differ.sql import qualified


class ParameterPrivileges(GivenPrivilegesKind, Kind[GivenPrivileges], name="parameter privileges"):
    scope = "roles"
    query = """
        select 'pg_parameter_acl'::regclass::oid, p.oid, 0, array[p.parname, 'PARAMETER'], null::text, null::text,
               null::text, array(select i::text from unnest(p.paracl) i order by 1),
               array(select i::text from unnest(acldefault('p', 10)) i order by 1),
               pg_get_userbyid(10)::text, null::text
        from pg_parameter_acl p
    """

    def about(self, object: GivenPrivileges) -> tuple[str, ...]:
        return tuple({*self.roles(object)} - {object.holder})

    def reference(self, object: GivenPrivileges) -> str:
        return qualified(*object.ref.path[0].split("."))
