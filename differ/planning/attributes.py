"""Owner, privileges and comment: the steps are the same for all kinds that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from differ.acl import birth_acl, default_acl, in_order, known_to, with_owner
from differ.kinds import discover, kind_of
from differ.model import Acl, Grant, Object, Ref, ServerFacts, Snapshot, Step, once
from differ.sql import ident, literal, role


def after_create(new: Object, live: Snapshot, desired: Snapshot) -> list[Step]:
    """The steps from what a new object is born with, when the live role creates it, to what it is to be."""
    kind = kind_of(new.ref)
    steps: list[Step] = []
    if new.owner is None and new.acl is None and new.comment is None and kind.acl_type in ("", "c"):
        return steps
    owner = live.server.role
    if new.owner is not None and new.owner != owner and not kind.owner_follows(None, new):
        steps.append(_owner(new))
    if kind.acl_type == "c":
        if new.acl is not None:
            changes = _privileges(new, frozenset(), new.acl, _holder(new, desired), live, desired)
            steps += _after_relation(new, changes, desired)
    elif kind.acl_type:
        holder = _holder(new, desired)
        born = birth_acl(kind.acl_type, owner, kind.schema(new), live.default_privileges, live.server.major)
        changes = _privileges(new, with_owner(born, owner, holder), _acl(new, live.server), holder, live, desired)
        steps += _after_relation(new, changes, desired)
    if new.comment is not None:
        comment, hosts = _comment(new), kind.goes_with(new, desired)
        # What it goes with it also comes with, and that does not wait for the comment.
        steps.append(comment._replace(needs=hosts, precedes=()) if hosts else comment)
    return steps


def between(old: Object, new: Object, live: Snapshot, desired: Snapshot) -> list[Step]:
    """The steps from the live owner, privileges and comment to the desired ones."""
    steps: list[Step] = []
    kind = kind_of(new.ref)
    if new.owner is not None and old.owner != new.owner and not kind.owner_follows(old, new):
        for item in _owned_along(live).get(new.ref.path, ()):
            steps += [step._replace(spares=(item.ref,)) for step in _without_grants_of_others(item, live)[1]]
        old, own = _without_grants_of_others(old, live)
        steps += [*own, _owner(new)]
    elif kind.acl_type and _holder(old, live) != _holder(new, desired):
        old, _ = _without_grants_of_others(old, live)
    if kind.acl_type:
        holder = _holder(new, desired)
        before = with_owner(_acl(old, live.server), _holder(old, live), holder)
        if old.acl != new.acl and kind.acl_type == "r":
            steps += _column_grants_of_others(new, live, desired)
        if kind.acl_type == "c" and _relation_changes(new, live, desired):
            before -= _given_by_others(before, _acl(new, live.server), holder)
        changes = _privileges(new, before, _acl(new, live.server), holder, live, desired)
        steps += _after_relation(new, changes, desired)
        steps += _granted_again(old, new, live, desired)
    if old.comment != new.comment:
        steps.append(_comment(new))
    return steps


def _without_grants_of_others(old: Object, live: Snapshot) -> tuple[Object, list[Step]]:
    """The object, before it gets another owner, without what others granted by leave of the one that it has: as the new
    owner's, such grants could stand on one another."""
    owner = _holder(old, live)
    owned = frozenset(grant for grant in old.acl or () if grant.grantor == owner)
    if old.acl is None or len(owned) == len(old.acl):
        return old, []
    plain = frozenset(grant._replace(grantable=False) if grant.grantee != owner else grant for grant in owned)
    return replace(old, acl=plain), _privileges(old, old.acl, plain, owner, live, live)


def _holder(item: Object, snapshot: Snapshot) -> str:
    """Whose the object is: its owner, or that of the relation which the column is in."""
    relation = _relations(snapshot).get(item.ref.path[:-1]) if kind_of(item.ref).acl_type == "c" else None
    return (relation.owner if relation else item.owner) or ""


def _with_privileges(letter: str) -> list[str]:
    """The kinds whose privileges are of this type."""
    return [name for name, kind in discover().items() if kind.acl_type == letter]


@once
def _relations(snapshot: Snapshot) -> dict[tuple[str, ...], Object]:
    """Tables, views and what else has columns with privileges, by path."""
    return {ref.path: item for ref, item in snapshot.found.of_kinds(*_with_privileges("r"))}


def _relation_changes(column: Object, live: Snapshot, desired: Snapshot) -> bool:
    path = column.ref.path[:-1]
    old, new = _relations(live).get(path), _relations(desired).get(path)
    return old is not None and new is not None and old.ref == new.ref and old.acl != new.acl


def _given_by_others(before: Acl, after: Acl, holder: str) -> Acl:
    """Grants that go and that somebody made who is not the owner."""
    kept = {(g.grantee, g.privilege, g.grantor) for g in after}
    return frozenset(g for g in before if g.grantor != holder and (g.grantee, g.privilege, g.grantor) not in kept)


def _column_grants_of_others(new: Object, live: Snapshot, desired: Snapshot) -> list[Step]:
    """Revoke grants on columns while those who made them may still do so: that may come from the table's grants."""
    steps: list[Step] = []
    holder = _holder(new, desired)
    for column in _columns(live).get(new.ref.path, ()):
        after = desired.objects.get(column.ref)
        if after is not None:
            before = with_owner(_acl(column, live.server), _holder(column, live), holder)
            going = _given_by_others(before, _acl(after, live.server), holder)
            steps += _privileges(column, before, before - going, holder, live, desired)
    return steps


def _after_relation(new: Object, steps: list[Step], desired: Snapshot) -> list[Step]:
    """Grants on a column, or on a sequence that has its table's owner, come after owner and grants of the table."""
    if not steps:
        return steps
    relations = _relations(desired)
    columns = [new.ref] if kind_of(new.ref).acl_type == "c" else []
    if kind_of(new.ref).owner_follows(new, new):
        columns = _columns_used(new, desired)
    hosts = tuple(relations[ref.path[:-1]].ref for ref in columns if ref.path[:-1] in relations)
    return [step._replace(needs=(*step.needs, *hosts)) for step in steps] if hosts else steps


def _granted_again(old: Object, new: Object, live: Snapshot, desired: Snapshot) -> list[Step]:
    """Grants on columns that stay, and that REVOKE on their table takes away with the table's own."""
    if old.acl == new.acl:
        return []
    kept = {(g.grantee, g.privilege) for g in _acl(new, live.server)}
    revoked = {(g.grantee, g.privilege) for g in _acl(old, live.server)} - kept
    steps: list[Step] = []
    for column in _columns(desired).get(new.ref.path, ()) if revoked else ():
        before = live.objects.get(column.ref)
        holder = _holder(column, desired)
        there = with_owner((before.acl if before else None) or frozenset(), _holder(before or column, live), holder)
        again = frozenset(g for g in (column.acl or frozenset()) & there if (g.grantee, g.privilege) in revoked)
        steps += _privileges(column, frozenset(), again, holder, live, desired)
    return steps


@once
def _owned_along(snapshot: Snapshot) -> dict[tuple[str, ...], list[Object]]:
    """What has privileges of its own and a table's owner, its columns and their sequences, by the table's path."""
    found = {path: [*items] for path, items in _columns(snapshot).items()}
    for ref, item in snapshot.objects.items():
        if item.acl is not None and kind_of(ref).owner_follows(item, item):
            for path in {column.path[:-1] for column in _columns_used(item, snapshot)}:
                found.setdefault(path, []).append(item)
    return found


def _columns_used(item: Object, snapshot: Snapshot) -> list[Ref]:
    return [ref for ref in snapshot.needs.get(item.ref, {}) if kind_of(ref).acl_type == "c"]


@once
def _columns(snapshot: Snapshot) -> dict[tuple[str, ...], list[Object]]:
    """What has privileges of its own inside a table, by the table's path."""
    found: dict[tuple[str, ...], list[Object]] = {}
    for ref, item in snapshot.found.of_kinds(*_with_privileges("c")):
        if item.acl is not None:
            found.setdefault(ref.path[:-1], []).append(item)
    return found


def _acl(item: Object, server: ServerFacts) -> Acl:
    if item.acl is not None:
        return item.acl
    return default_acl(kind_of(item.ref).acl_type, item.owner or "", server.major)


def _owner(new: Object) -> Step:
    return Step(sql=f"ALTER {kind_of(new.ref).title(new)} OWNER TO {ident(new.owner or '')}")


def _comment(new: Object) -> Step:
    text = "NULL" if new.comment is None else literal(new.comment).lstrip()
    return Step(sql=f"COMMENT ON {kind_of(new.ref).title(new)} IS {text}")


def _privileges(new: Object, before: Acl, after: Acl, holder: str, live: Snapshot, desired: Snapshot) -> list[Step]:
    """REVOKE what is too much, then GRANT what is missing; a grant option alone is revoked alone."""

    if before == after:
        return []
    server = live.server

    def said(grantor: str, sql: str) -> Step:
        if grantor in (holder, "", server.role) or not holder:
            return Step(sql=sql)  # the owner's grants are made by whoever acts for the owner
        return _in_name_of(grantor, sql, new, desired)

    older = min(server.major, desired.server.major)
    strongest = {(g.grantee, g.privilege, g.grantor): g for g in known_to(after, older)}
    known = {(g.grantee, g.privilege, g.grantor): g for g in known_to(before, older)}
    again = _without_ground(known, strongest, holder)
    revoked = [g for key, g in known.items() if key not in strongest or key in again]
    weakened = [g for key, g in known.items() if g.grantable and key in strongest and not strongest[key].grantable]
    weakened = [g for g in weakened if g not in revoked]
    unknown = (key for key, g in strongest.items() if key not in known or (g.grantable and not known[key].grantable))
    granted = [strongest[key] for key in dict.fromkeys((*unknown, *again))]
    columns, target = kind_of(new.ref).privilege_target(new)
    steps = []
    for together in reversed(_in_turn(revoked, set(known.values()) - set(revoked))):
        plain = [grant._replace(grantable=False) for grant in together]
        for (grantor, grantee), _, words in _grouped(plain, columns, before):
            steps.append(said(grantor, f"REVOKE {words} ON {target} FROM {role(grantee)}"))
    for (grantor, grantee), _, words in _grouped(weakened, columns, before):
        steps.append(said(grantor, f"REVOKE GRANT OPTION FOR {words} ON {target} FROM {role(grantee)}"))
    for together in _in_turn(granted, set(strongest.values()) - set(granted)):
        for (grantor, grantee), option, words in _grouped(together, columns, after):
            suffix = " WITH GRANT OPTION" if option else ""
            steps.append(said(grantor, f"GRANT {words} ON {target} TO {role(grantee)}{suffix}"))
    return steps


_Key = tuple[str, str, str]  # grantee, privilege, grantor


def _without_ground(known: Mapping[_Key, Grant], strongest: Mapping[_Key, Grant], holder: str) -> list[_Key]:
    """Grants that stay, of those who may grant because of grants that go: they are revoked first, and made again."""
    kept = [known[key] for key, grant in strongest.items() if key in known and known[key].grantable <= grant.grantable]
    lost = _may_grant(known.values(), holder) - _may_grant(kept, holder)
    return [key for key in strongest if key in known and (key[2], key[1]) in lost]


def _may_grant(grants: Iterable[Grant], holder: str) -> set[tuple[str, str]]:
    """Who may grant which privilege by the owner's grants, and by those that come of them."""
    options = [grant for grant in grants if grant.grantable]
    found: set[tuple[str, str]] = set()
    while True:
        more = {(g.grantee, g.privilege) for g in options if g.grantor == holder or (g.grantor, g.privilege) in found}
        if more <= found:
            return found
        found |= more


def _in_turn(grants: Iterable[Grant], others: Iterable[Grant]) -> list[list[Grant]]:
    """Grants in groups, each after those that let its grantors grant; `others` are there before all of them."""
    waiting, groups = list(grants), []
    holders = {(grant.grantee, grant.privilege) for grant in others if grant.grantable}
    while waiting:
        unmade = {(grant.grantee, grant.privilege) for grant in waiting if grant.grantable} - holders
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
    may = {grant.grantee for grant in _acl(schema, desired.server) if grant.privilege == "USAGE"}
    if not may & {grantor, ""}:
        target = kind_of(schema.ref).title(schema)
        enter = f"GRANT USAGE ON {target} TO {ident(grantor)}"
        sql = f"{enter};\n{sql};\nREVOKE USAGE ON {target} FROM {ident(grantor)}"
    return Step(sql=sql, needs=(schema.ref,))


@once
def _schemas(snapshot: Snapshot) -> dict[str, Object]:
    """What lets roles get at the objects in it, by name."""
    return {ref.path[0]: item for ref, item in snapshot.found.of_kinds(*_with_privileges("n"))}


def _grouped(grants: Iterable[Grant], columns: str, like: Acl) -> list[tuple[tuple[str, str], bool, str]]:
    """Grantor and grantee, whether with grant option, and the privileges; as they stand in another list."""
    grouped: dict[tuple[str, str], dict[bool, list[str]]] = {}
    for grant in in_order(grants, like):
        words = grouped.setdefault((grant.grantor, grant.grantee), {False: [], True: []})
        words[grant.grantable].append(f"{grant.privilege}{columns}")
    return [(key, option, ", ".join(words)) for key, both in grouped.items() for option, words in both.items() if words]
