"""ALTER DEFAULT PRIVILEGES: what later objects are born with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.acl import default_acl, known_to, parse_acl
from differ.kinds.base import Kind
from differ.model import Acl, Grant, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, role

_MAINTAIN = re.compile(r'^((?:"(?:[^"]|"")*"|[^"=])*=[A-Za-ln-z*]*)m\*?')  # in an aclitem: grantee=letters/grantor
_WORDS = {"r": "TABLES", "S": "SEQUENCES", "f": "FUNCTIONS", "T": "TYPES", "n": "SCHEMAS", "L": "LARGE OBJECTS"}


@catalog_object
class DefaultPrivilege(Object):
    """`path` is (role, schema or "", letter of the object type); `items` are the aclitems, sorted."""

    items: tuple[str, ...]
    major: int = field(compare=False)

    @property
    def grants(self) -> Acl:
        """The items as values."""
        return parse_acl("\n".join(self.items))

    @property
    def nothing_said(self) -> Acl:
        """What the row starts from: the built-in default, or nothing for a single schema."""
        owner, schema, letter = self.ref.path
        return frozenset() if schema else default_acl(letter, owner, self.major)


class DefaultPrivilegesKind(Kind[DefaultPrivilege], name="default privileges"):
    command = "DEFAULT PRIVILEGES"
    query = """
        select 'pg_default_acl'::regclass::oid, a.oid, 0,
               array[pg_get_userbyid(a.defaclrole)::text, coalesce(n.nspname::text, ''), a.defaclobjtype::text],
               null::text, null::text, null::text,
               coalesce((select array_agg(i::text order by i::text) from unnest(defaclacl) i), '{}'),
               current_setting('server_version_num')::int / 10000
        from pg_default_acl a left join pg_namespace n on n.oid = a.defaclnamespace
    """

    def label(self, object: DefaultPrivilege) -> str:
        owner, schema, letter = object.ref.path
        return f"of {owner} for {_WORDS[letter].lower()}" + (f" in {schema}" if schema else "")

    def known_to(self, object: DefaultPrivilege, major: int) -> DefaultPrivilege:
        items = object.items if major >= 17 else tuple(_MAINTAIN.sub(r"\1", item) for item in object.items)
        return replace(object, items=items, major=major)

    def same(self, live: DefaultPrivilege, desired: DefaultPrivilege) -> bool:
        before, after = _known_to_both(live, desired)
        return before == after

    def create(self, new: DefaultPrivilege, folded: Sequence[Object]) -> list[Step]:
        return _steps(new, new.nothing_said, new.grants)

    def made_in(self, new: DefaultPrivilege, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        major = live.server.major
        statements = change(new, known_to(new.nothing_said, major), known_to(new.grants, major))
        return make._replace(sql=";\n".join(statements))

    def drop(self, old: DefaultPrivilege) -> list[Step]:
        return _steps(old, old.grants, old.nothing_said)

    def alter(self, old: DefaultPrivilege, new: DefaultPrivilege) -> tuple[DefaultPrivilege, list[Step]]:
        return new, _steps(new, *_known_to_both(old, new))

    def needs(self, object: DefaultPrivilege, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if object.ref.path[1]:
            yield Ref("schema", (object.ref.path[1],)), "a"

    def roles(self, object: DefaultPrivilege) -> Iterable[str]:
        return (object.ref.path[0], *(grant.grantee for grant in object.grants))


def change(item: DefaultPrivilege, before: Acl, after: Acl) -> list[str]:
    """The statements from one list of privileges to another."""
    owner, schema, letter = item.ref.path
    head = f"ALTER DEFAULT PRIVILEGES FOR ROLE {ident(owner)}" + (f" IN SCHEMA {ident(schema)}" if schema else "")
    statements = [
        f"{head} REVOKE {', '.join(privileges)} ON {_WORDS[letter]} FROM {role(grantee)}"
        for (grantee, _), privileges in _by_grantee(before - after)
    ]
    for (grantee, grantable), privileges in _by_grantee(after - before):
        option = " WITH GRANT OPTION" if grantable else ""
        statements.append(f"{head} GRANT {', '.join(privileges)} ON {_WORDS[letter]} TO {role(grantee)}{option}")
    return statements


def _known_to_both(live: DefaultPrivilege, desired: DefaultPrivilege) -> tuple[Acl, Acl]:
    older = min(live.major, desired.major)
    return known_to(live.grants, older), known_to(desired.grants, older)


def _steps(item: DefaultPrivilege, before: Acl, after: Acl) -> list[Step]:
    return [Step(sql=";\n".join(change(item, before, after)), last=1)]


def _by_grantee(grants: Iterable[Grant]) -> list[tuple[tuple[str, bool], list[str]]]:
    grouped: dict[tuple[str, bool], list[str]] = {}
    for grant in sorted(grants):
        grouped.setdefault((grant.grantee, grant.grantable), []).append(grant.privilege)
    return list(grouped.items())
