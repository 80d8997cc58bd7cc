"""`grants:` what roles may do, by what is granted to them and to PUBLIC. Memberships are not followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.acl import default_acl
from differ.checks.base import Assertion, AssertionKind
from differ.checks.lookup import members
from differ.errors import SchemaError
from differ.kinds import kind_of

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.model import Acl, Object, Snapshot
    from differ.strict_yaml import Node

PUBLIC = "public"
_PRIVILEGES = ("select insert update delete truncate references trigger maintain execute usage create all").split()
_PRIVILEGE = re.compile(rf"(?P<name>{'|'.join(_PRIVILEGES)})\s*(?:\((?P<columns>[^()]*)\))?", re.IGNORECASE)
_LONGEST = 100
_API_ROLES = ("anon", "authenticated")

Privilege = tuple[str, str]  # name and column, "" for the whole object


@dataclass(frozen=True, slots=True)
class GrantAssertion(Assertion):
    """That a role may do exactly this."""

    owner: Owner
    role: str
    privileges: tuple[Privilege, ...]

    def evaluate(self, state: State) -> Finding:
        snapshot = state.snapshot
        item = self.owner.kind.find(self.owner.path, snapshot)
        if item is None:
            reason = self.owner.missing(snapshot)
            return self.place.finding("fail", expected=_shown(self.privileges), found="missing", reason=reason)
        if self.role != PUBLIC and self.role not in snapshot.server.roles:
            return self.place.finding("fail", expected=_shown(self.privileges), found=f"no role {self.role}")
        expected = _expanded(self.privileges, item, snapshot)
        found = _granted(self.role, item, snapshot)
        if expected == found:
            return self.place.finding("hold")
        more, less = found - expected, expected - found
        parts = [f"also {_shown(more)}" if expected else _shown(more)] * bool(more) + [f"lacks {_shown(less)}"] * bool(
            less
        )
        text = _shown(self.privileges)
        # Long lists of columns are in the file; what differs from them says it all.
        text = text if len(text) <= _LONGEST else "the privileges of the file"
        return self.place.finding("fail", expected=text, found=", ".join(parts))


class Grants(AssertionKind, name="grants", within=("tables", "views", "schemas", "functions"), order=15):
    description = "What each role may do, itself and through `public`: [select, update(name, email)], [all], []."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        if owner is None:
            return
        for key, value in strict_yaml.mapping(node).entries:
            items = value.items if isinstance(value, strict_yaml.Sequence) else (value,)
            privileges = tuple(privilege for item in items for privilege in _read(item))
            yield GrantAssertion(owner.place.under(f"grants to {key.text}", key.where), owner, key.text, privileges)

    def json_schema(self) -> JsonSchema:
        item = {"type": "string", "pattern": rf"^({'|'.join(_PRIVILEGES)})( *\(.*\))?$"}
        lists: JsonSchema = {"anyOf": [item, {"type": "array", "items": item}]}
        return {"description": self.description, "type": "object", "additionalProperties": lists}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        """For the roles of an API, and for those that somebody granted something to."""
        item = owner.kind.find(owner.path, snapshot) if owner else None
        if item is None:
            return None
        named = {grant.grantee or PUBLIC for acl in _acls(item, snapshot) for grant in acl} - {item.owner}
        roles = [role for role in _API_ROLES if role in snapshot.server.roles]
        roles += sorted(role for role in named if role not in roles)
        return {role: _written(_granted(role, item, snapshot), item, snapshot) for role in roles} or None


def _read(node: Node) -> Iterator[Privilege]:
    text = strict_yaml.string(node)
    match = _PRIVILEGE.fullmatch(text.strip())
    if match is None:
        remedy = strict_yaml.did_you_mean(text, _PRIVILEGES)
        raise SchemaError(f'"{text}" is not a privilege', remedy=remedy, where=node.where)
    for column in (match["columns"] or "").split(","):
        yield match["name"].lower(), column.strip()


def _acls(item: Object, snapshot: Snapshot) -> Iterator[Acl]:
    if item.acl is not None:
        yield item.acl
    for column in members(snapshot, "column", item.ref.path).values():
        if column.acl is not None:
            yield column.acl


def _granted(role: str, item: Object, snapshot: Snapshot) -> frozenset[Privilege]:
    """What the role and PUBLIC hold; privileges of a column count where the whole object's are missing."""
    acl = item.acl
    if acl is None:
        acl = default_acl(kind_of(item.ref).acl_type, item.owner or "", snapshot.server.major)
    grantees = {"" if role == PUBLIC else role, ""}
    whole = {grant.privilege.lower() for grant in acl if grant.grantee in grantees}
    found = {(name, "") for name in whole}
    for name, column in members(snapshot, "column", item.ref.path).items():
        for grant in column.acl or ():
            if grant.grantee in grantees and grant.privilege.lower() not in whole:
                found.add((grant.privilege.lower(), name))
    return frozenset(found)


def _expanded(privileges: Iterable[Privilege], item: Object, snapshot: Snapshot) -> frozenset[Privilege]:
    expected = set(privileges)
    if ("all", "") in expected:
        expected.remove(("all", ""))
        expected |= _all(item, snapshot)
    return frozenset(expected)


def _all(item: Object, snapshot: Snapshot) -> set[Privilege]:
    owner = "owner"
    acl = default_acl(kind_of(item.ref).acl_type, owner, snapshot.server.major)
    return {(grant.privilege.lower(), "") for grant in acl if grant.grantee == owner}


def _texts(privileges: Iterable[Privilege], columns: Iterable[str] = ()) -> list[str]:
    """As they are written, `columns` giving the order of columns."""
    order = {column: position for position, column in enumerate(columns)}
    found: dict[str, list[str]] = {}
    for name, column in sorted(privileges, key=lambda p: (_PRIVILEGES.index(p[0]), order.get(p[1], -1), p[1])):
        found.setdefault(name, []).append(column)
    return [f"{name}({', '.join(of)})" if of != [""] else name for name, of in found.items()]


def _shown(privileges: Iterable[Privilege]) -> str:
    return ", ".join(_texts(privileges)) or "nothing"


def _written(privileges: frozenset[Privilege], item: Object, snapshot: Snapshot) -> list[str]:
    if privileges and privileges == _all(item, snapshot):
        return ["all"]
    return _texts(privileges, members(snapshot, "column", item.ref.path))
