"""Owner, privileges and comment: the steps are the same for all kinds that have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from differ.acl import birth_acl, with_owner
from differ.kinds import kind_of
from differ.model import Acl, Grant, Object, Ref, Snapshot, Step, once
from differ.planning.grants import (
    acl_of,
    compared,
    holder_of,
    key_of,
    privileges,
    relations,
    with_privileges,
)
from differ.sql import ident, literal


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
            changes = privileges(new, frozenset(), new.acl, holder_of(new, desired), live, desired)
            steps += _after_relation(new, changes, desired)
    elif kind.acl_type:
        holder = holder_of(new, desired)
        may_have, has = _born_with(new, holder, live)
        wanted, changes = acl_of(new, live.server), list[Step]()
        if may_have != has:  # then what is too much goes first, be it there or not
            changes = privileges(new, may_have, wanted & may_have, holder, live, desired)
            has &= wanted
        changes += privileges(new, has, wanted, holder, live, desired)
        steps += _after_relation(new, changes, desired)
    if new.comment is not None:
        comment, hosts = _comment(new), kind.goes_with(new, desired)
        # What it goes with it also comes with, and that does not wait for the comment.
        steps.append(comment._replace(needs=hosts, precedes=()) if hosts else comment)
    return steps


def _born_with(new: Object, holder: str, live: Snapshot) -> tuple[Acl, Acl]:
    """The privileges that a new object may have, and those that it has in any case, when it is the holder's.

    One that comes to a table which is there already is born as its owner's, be that the former or the later one.
    """
    kind, makers = kind_of(new.ref), {live.server.role}
    table = relations(live).get(new.ref.path[:-1]) if kind.owner_follows(None, new) else None
    if table is not None:
        makers |= {table.owner or "", holder}
    schema, defaults, major = kind.schema(new), live.default_privileges, live.server.major
    births = [with_owner(birth_acl(kind.acl_type, one, schema, defaults, major), one, holder) for one in makers]
    return frozenset().union(*births), frozenset.intersection(*births)


def between(old: Object, new: Object, live: Snapshot, desired: Snapshot, *, let_go: bool = False) -> list[Step]:
    """The steps from the live owner, privileges and comment to the desired ones; `let_go`: no other object decides on
    the owner by then."""
    steps: list[Step] = []
    kind = kind_of(new.ref)
    if new.owner is not None and old.owner != new.owner and (let_go or not kind.owner_follows(old, new)):
        for item in _owned_along(live).get(new.ref.path, ()):
            steps += [step._replace(spares=(item.ref,)) for step in _without_grants_of_others(item, live, desired)[1]]
        old, own = _without_grants_of_others(old, live, desired)
        steps += [*own, _owner(new)]
    elif kind.acl_type and holder_of(old, live) != holder_of(new, desired):
        old, _ = _without_grants_of_others(old, live, desired)
    if kind.acl_type:
        holder = holder_of(new, desired)
        before = with_owner(acl_of(old, live.server), holder_of(old, live), holder)
        wanted = acl_of(new, live.server)
        first, again = _on_columns(old, new, before, live, desired)
        if kind.acl_type == "c" and _relation_changes(new, live, desired):
            before -= _given_by_others(before, wanted, holder)
        changes = privileges(new, before, wanted, holder, live, desired)
        steps += [*first, *_after_relation(new, changes, desired), *again]
    if old.comment != new.comment:
        steps.append(_comment(new))
    return steps


def _without_grants_of_others(old: Object, live: Snapshot, desired: Snapshot) -> tuple[Object, list[Step]]:
    """The object, before it gets another owner, without what others granted by leave of the one that it has: as the new
    owner's, such grants could stand on one another."""
    owner = holder_of(old, live)
    owned = frozenset(grant for grant in old.acl or () if grant.grantor == owner)
    if old.acl is None or len(owned) == len(old.acl):
        return old, []
    plain = frozenset(grant._replace(grantable=False) if grant.grantee != owner else grant for grant in owned)
    return replace(old, acl=plain), privileges(old, old.acl, plain, owner, live, desired)


def _relation_changes(column: Object, live: Snapshot, desired: Snapshot) -> bool:
    path = column.ref.path[:-1]
    old, new = relations(live).get(path), relations(desired).get(path)
    return old is not None and new is not None and old.ref == new.ref and old.acl != new.acl


def _given_by_others(before: Acl, after: Acl, holder: str) -> Acl:
    """Grants that go and that somebody made who is not the owner."""
    kept = set(map(key_of, after))
    return frozenset(g for g in before if g.grantor != holder and key_of(g) not in kept)


def _on_columns(
    old: Object, new: Object, granted: Acl, live: Snapshot, desired: Snapshot
) -> tuple[list[Step], list[Step]]:
    """What comes before and after the REVOKEs of a table, which are of its columns, too: grants on these that go while
    those who made them may still revoke them, and what is not to go with the table's, or stands on such; it comes
    again."""
    first: list[Step] = []
    again: list[Step] = []
    if kind_of(new.ref).acl_type != "r" or old.acl == new.acl:
        return first, again
    holder = holder_of(new, desired)
    changed = compared(granted, acl_of(new, live.server), holder, live, desired)
    revoked, weakened = ({key_of(grant) for grant in grants} for grants in (changed.revoked, changed.weakened))
    for column in _columns(live).get(new.ref.path, ()):
        item = desired.objects.get(column.ref)
        before = with_owner(acl_of(column, live.server), holder_of(column, live), holder)
        after = frozenset() if item is None else acl_of(item, live.server)
        taken = {g for g in before if key_of(g) in revoked or (g.grantable and key_of(g) in weakened)}
        on_those = _standing_on(taken, before)
        going = _given_by_others(before, after, holder) if item is not None else frozenset()
        steps = privileges(column, before, before - going - on_those, holder, live, desired)
        first += [step._replace(spares=(column.ref,)) for step in steps]
        known = {g._replace(grantable=option) for g in taken | on_those for option in {g.grantable, False}}
        again += privileges(column, frozenset(), after & known, holder, live, desired)
    return first, again


def _standing_on(taken: Iterable[Grant], grants: Acl) -> set[Grant]:
    """What those granted who had it from the grants that are taken, and what others granted by leave of these."""
    found: set[Grant] = set()
    queue = list(taken)
    for above in queue:
        more = {g for g in grants - found if (g.grantor, g.privilege) == (above.grantee, above.privilege)}
        found |= more
        queue += more
    return found


def _after_relation(new: Object, steps: list[Step], desired: Snapshot) -> list[Step]:
    """Grants on a column, or on a sequence that has its table's owner, come after owner and grants of the table."""
    if not steps:
        return steps
    known = relations(desired)
    columns = [new.ref] if kind_of(new.ref).acl_type == "c" else []
    if kind_of(new.ref).owner_follows(new, new):
        columns = _columns_used(new, desired)
    hosts = tuple(known[ref.path[:-1]].ref for ref in columns if ref.path[:-1] in known)
    return [step._replace(needs=(*step.needs, *hosts)) for step in steps] if hosts else steps


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
    for ref, item in snapshot.found.of_kinds(*with_privileges("c")):
        if item.acl is not None:
            found.setdefault(ref.path[:-1], []).append(item)
    return found


def _owner(new: Object) -> Step:
    return Step(sql=f"ALTER {kind_of(new.ref).title(new)} OWNER TO {ident(new.owner or '')}")


def _comment(new: Object) -> Step:
    text = "NULL" if new.comment is None else literal(new.comment).lstrip()
    return Step(sql=f"COMMENT ON {kind_of(new.ref).title(new)} IS {text}")
