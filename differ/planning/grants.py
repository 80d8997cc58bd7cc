"""REVOKE what is too much, then GRANT what is missing: by whom, in which order, and with the schema let in for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from differ.acl import default_acl, in_order, known_to
from differ.kinds import discover, kind_of
from differ.model import Acl, Grant, Object, ServerFacts, Snapshot, Step, once
from differ.sql import ident, role


def with_privileges(letter: str) -> list[str]:
    """The kinds whose privileges are of this type."""
    return [name for name, kind in discover().items() if kind.acl_type == letter]


@once
def relations(snapshot: Snapshot) -> dict[tuple[str, ...], Object]:
    """Tables, views and what else has columns with privileges, by path."""
    return {ref.path: item for ref, item in snapshot.found.of_kinds(*with_privileges("r"))}


def holder_of(item: Object, snapshot: Snapshot) -> str:
    """Whose the object is: its owner, or that of the relation which the column is in."""
    relation = relations(snapshot).get(item.ref.path[:-1]) if kind_of(item.ref).acl_type == "c" else None
    return (relation.owner if relation else item.owner) or ""


def acl_of(item: Object, server: ServerFacts) -> Acl:
    """Its privileges, be they what every such object is born with."""
    if item.acl is not None:
        return item.acl
    return default_acl(kind_of(item.ref).acl_type, item.owner or "", server.major)


Key = tuple[str, str, str]  # grantee, privilege, grantor


class Compared(NamedTuple):
    """The grants before and after, and what is to be done about them."""

    known: dict[Key, Grant]
    strongest: dict[Key, Grant]
    revoked: list[Grant]
    weakened: list[Grant]  # only the option to grant it on goes
    granted: list[Grant]


def key_of(grant: Grant) -> Key:
    """What there is one of in an object's privileges."""
    return grant.grantee, grant.privilege, grant.grantor


def compared(before: Acl, after: Acl, holder: str, live: Snapshot, desired: Snapshot) -> Compared:
    """Which grants go, which are weakened and which come; those that lose their ground go and come again."""
    older = min(live.server.major, desired.server.major)
    strongest = {key_of(grant): grant for grant in known_to(after, older)}
    known = {key_of(grant): grant for grant in known_to(before, older)}
    again = _without_ground(known, strongest, holder)
    revoked = [g for key, g in known.items() if key not in strongest or key in again]
    weakened = [g for key, g in known.items() if g.grantable and key in strongest and not strongest[key].grantable]
    weakened = [g for g in weakened if g not in revoked]
    unknown = (key for key, g in strongest.items() if key not in known or (g.grantable and not known[key].grantable))
    granted = [strongest[key] for key in dict.fromkeys((*unknown, *again))]
    return Compared(known, strongest, revoked, weakened, granted)


def privileges(new: Object, before: Acl, after: Acl, holder: str, live: Snapshot, desired: Snapshot) -> list[Step]:
    """REVOKE what is too much, then GRANT what is missing; a grant option alone is revoked alone."""
    if before == after:
        return []
    server = live.server

    def said(grantor: str, sql: str) -> Step:
        if grantor in (holder, "", server.role) or not holder:
            return Step(sql=sql)  # the owner's grants are made by whoever acts for the owner
        return _in_name_of(grantor, sql, new, desired)

    known, strongest, revoked, weakened, granted = compared(before, after, holder, live, desired)
    columns, target = kind_of(new.ref).privilege_target(new)
    steps = []
    for together in reversed(_in_turn(revoked, set(known.values()) - set(revoked), holder)):
        plain = [grant._replace(grantable=False) for grant in together]
        for (grantor, grantee), _, words in _grouped(plain, columns, before):
            steps.append(said(grantor, f"REVOKE {words} ON {target} FROM {role(grantee)}"))
    for (grantor, grantee), _, words in _grouped(weakened, columns, before):
        steps.append(said(grantor, f"REVOKE GRANT OPTION FOR {words} ON {target} FROM {role(grantee)}"))
    for together in _in_turn(granted, set(strongest.values()) - set(granted), holder):
        for (grantor, grantee), option, words in _grouped(together, columns, after):
            suffix = " WITH GRANT OPTION" if option else ""
            steps.append(said(grantor, f"GRANT {words} ON {target} TO {role(grantee)}{suffix}"))
    return steps


def _without_ground(known: Mapping[Key, Grant], strongest: Mapping[Key, Grant], holder: str) -> list[Key]:
    """Grants that stay, of those who may grant because of grants that go: they are revoked first, and made again."""
    kept = [known[key] for key, grant in strongest.items() if key in known and known[key].grantable <= grant.grantable]
    lost = _may_grant(known.values(), holder) - _may_grant(kept, holder)  # but the holder may at any time
    return [key for key in strongest if key in known and key[2] != holder and (key[2], key[1]) in lost]


def _may_grant(grants: Iterable[Grant], holder: str) -> set[tuple[str, str]]:
    """Who may grant which privilege by the owner's grants, and by those that come of them."""
    options = [grant for grant in grants if grant.grantable]
    found: set[tuple[str, str]] = set()
    while True:
        more = {(g.grantee, g.privilege) for g in options if g.grantor == holder or (g.grantor, g.privilege) in found}
        if more <= found:
            return found
        found |= more


def _in_turn(grants: Iterable[Grant], others: Iterable[Grant], holder: str) -> list[list[Grant]]:
    """Grants in groups, each after those that let its grantors grant; `others` are there before all of them, and
    `holder` needs no leave."""
    waiting, groups = list(grants), []
    holders = {(grant.grantee, grant.privilege) for grant in others if grant.grantable}
    while waiting:
        options = {(grant.grantee, grant.privilege) for grant in waiting if grant.grantable}
        unmade = {one for one in options - holders if one[0] != holder}
        ready = [grant for grant in waiting if (grant.grantor, grant.privilege) not in unmade] or waiting
        groups.append(ready)
        holders |= {(grant.grantee, grant.privilege) for grant in ready if grant.grantable}
        waiting = [grant for grant in waiting if grant not in ready]
    return groups


def _in_name_of(grantor: str, sql: str, new: Object, desired: Snapshot) -> Step:
    """Anybody else's grants are made in their own name, and the schema has to let them in for that."""
    sql = f"SET SESSION AUTHORIZATION {ident(grantor)};\n{sql};\nRESET SESSION AUTHORIZATION"
    schema = _schemas(desired).get(kind_of(new.ref).schema(new))
    if schema is None:
        return Step(sql=sql)
    may = {grant.grantee for grant in acl_of(schema, desired.server) if grant.privilege == "USAGE"}
    if not may & {grantor, ""}:
        target = kind_of(schema.ref).title(schema)
        enter = f"GRANT USAGE ON {target} TO {ident(grantor)}"
        sql = f"{enter};\n{sql};\nREVOKE USAGE ON {target} FROM {ident(grantor)}"
    return Step(sql=sql, needs=(schema.ref,))


@once
def _schemas(snapshot: Snapshot) -> dict[str, Object]:
    """What lets roles get at the objects in it, by name."""
    return {ref.path[0]: item for ref, item in snapshot.found.of_kinds(*with_privileges("n"))}


def _grouped(grants: Iterable[Grant], columns: str, like: Acl) -> list[tuple[tuple[str, str], bool, str]]:
    """Grantor and grantee, whether with grant option, and the privileges; as they stand in another list."""
    grouped: dict[tuple[str, str], dict[bool, list[str]]] = {}
    for grant in in_order(grants, like):
        words = grouped.setdefault((grant.grantor, grant.grantee), {False: [], True: []})
        words[grant.grantable].append(f"{grant.privilege}{columns}")
    return [(key, option, ", ".join(words)) for key, both in grouped.items() for option, words in both.items() if words]
