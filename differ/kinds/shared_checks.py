"""Checks that tables have from their parents, where these say less than all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, LiteralString

from differ.kinds.constraint_parts import judged
from differ.kinds.parents import all_heirs_of, heirs_of, parents_of
from differ.kinds.taken_over import pairs
from differ.model import Lock, Object, Ref, Snapshot, Step, once
from differ.sql import qualified

if TYPE_CHECKING:
    from differ.kinds.columns import Column
    from differ.kinds.constraints import Constraint

# Whether a parent's of the same name is not valid.
PARENT_NOT_VALID: LiteralString = """exists (
                   select from pg_inherits i join pg_constraint p on p.conrelid = i.inhparent
                   where i.inhrelid = c.oid and p.conname = k.conname and p.contype = 'c' and not p.convalidated)"""


def can_be_let_go(old: Constraint, new: Constraint) -> bool:
    """Whether the parents that have the check now, and stay, can take over one that was the table's own as well."""
    if not old.own or new.own or (old.validated and not new.validated):
        return False
    return old.type == "c" and old.inherited and set(pairs(old.parents or ())) <= set(pairs(new.parents or ()))


def gives_way(old: Constraint, new: Constraint) -> bool:
    """Whether the table's own goes, and the parents', which is no longer valid, brings it again."""
    checks = old.type == "c" and old.inherited and new.inherited
    return checks and old.own and not new.own and old.validated and not new.validated


def loses_validity(old: Constraint, new: Constraint) -> bool:
    """Whether it was valid, and is not to be, while the parents' is neither before nor after."""
    return old.ahead and new.inherited and not new.validated and old.definition == new.definition


def changes_validity(old: Object | None, new: Object) -> bool:
    """Whether it is a check that is valid before or after alone."""
    if old is None or getattr(new, "type", None) != "c":
        return False
    return bool(getattr(old, "validated", True) != getattr(new, "validated", True))


def follow(check: Constraint) -> tuple[Ref, ...]:
    """The parents' checks that come after a child's own which is not valid: a new child would have it valid."""
    if check.validated or not (check.parents and check.local):
        return ()
    return tuple(Ref("constraint", (*parent, check.ref.path[2])) for parent in pairs(check.parents))


def taking_over_valid(check: Constraint, make: Step, live: Snapshot, desired: Snapshot) -> Step:
    """The step that makes a valid check, after heirs' own of its name, which it takes over, are valid, too."""
    if check.type != "c" or not check.validated or is_kept(check) or not make.sql:
        return make
    refs = [Ref("constraint", (*heir, check.ref.path[2])) for heir in all_heirs_of(desired, check.ref.path[:2])]
    owns = [live.objects[ref] for ref in refs if ref in live.objects and ref in desired.objects]
    own_alone = [own for own in owns if not (getattr(own, "validated", True) or getattr(own, "inherited", True))]
    names = [qualified(*own.ref.path[:2]) for own in own_alone]
    looks = [f"ALTER TABLE {name} VALIDATE CONSTRAINT {check.name}" for name in names]
    return make._replace(sql=";\n".join((*looks, make.sql))) if looks else make


def lost_with_type(old: Column, new: Column, live: Snapshot) -> Iterator[Ref]:
    """The checks of a column's table that are not valid while an heir's own of the name is: when the column comes to be
    of another type, PostgreSQL makes the first ones again, and would have the heir's be as they are."""
    if not old.has_heirs or (old.type, old.collation) == (new.type, new.collation):
        return
    table = old.ref.path[:2]
    for ref in _not_valid_at(live).get(table, ()):
        heirs = (live.objects.get(Ref("constraint", (*heir, ref.path[2]))) for heir in all_heirs_of(live, table))
        own = (heir for heir in heirs if getattr(heir, "own", False))
        if old.ref in live.needs.get(ref, ()) and any(getattr(heir, "validated", False) for heir in own):
            yield ref


def unfit(check: Constraint, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
    """What is made anew when a check is that its heirs are to have otherwise."""
    if check.ref not in live.objects or getattr(live.objects[check.ref], "ahead", False):
        yield from follow(check)
    table, name = check.ref.path[:2], check.ref.path[2]
    if check.comes_later:  # after its table's parents, whose own is to bring it then
        yield from (Ref("constraint", (*parent, name)) for parent in parents_of(desired, table))
    for heir in heirs_of(desired).get(table, ()) if check.definition.endswith(" NOT ENFORCED") else ():
        own = desired.objects.get(Ref("constraint", (*heir, name)))
        if getattr(own, "ahead", False) and getattr(own, "parents", None) is None:
            # An attached partition that enforces it would lose it with the parent's, and get that one's.
            yield Ref("inheritance", (*heir, *table))


def is_kept(item: Object | None) -> bool:
    """Whether no heir has the check from its table."""
    return getattr(item, "type", None) == "c" and getattr(item, "definition", "").endswith(" NO INHERIT")


@once
def kept_at(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The checks that no heir has from its table, by table."""
    found: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("constraint").items():
        if is_kept(item):
            found.setdefault(ref.path[:2], []).append(ref)
    return found


@once
def _not_valid_at(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The checks that are not valid, by table."""
    found: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("constraint").items():
        if getattr(item, "type", None) == "c" and not getattr(item, "validated", True):
            found.setdefault(ref.path[:2], []).append(ref)
    return found


def in_the_way(child: tuple[str, ...], parent: tuple[str, ...], snapshot: Snapshot) -> list[Ref]:
    """The checks that a parent keeps from its heirs, and the table has by the same name: PostgreSQL takes its own for
    one that it has from the parent, and fails, where it leaves that."""
    kept = kept_at(snapshot).get(parent, ())
    return [ref for ref in kept if Ref("constraint", (*child, ref.path[2])) in snapshot.objects]


def along_the_tree(check: Constraint, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
    """What an inherited one needs of each parent, but for those that keep theirs; and one that is to bring those of
    heirs, which are not valid either, the ties of these."""
    table, name = check.ref.path[:2], check.ref.path[2]
    tables = [] if check.validated or check.comes_later else [table]
    for one in tables:
        for heir in heirs_of(snapshot).get(one, ()):
            if getattr(snapshot.objects.get(Ref("constraint", (*heir, name))), "comes_later", False):
                yield Ref("inheritance", (*heir, *one)), "c"
                tables.append(heir)
    for parent in parents_of(snapshot, table) if check.inherited else ():
        if is_kept(snapshot.objects.get(Ref("constraint", (*parent, name)))):
            continue
        yield Ref("constraint", (*parent, name)), "P"
        if check.comes_later:
            yield Ref("inheritance", (*table, *parent)), "c"


def ties(constraint: Constraint, parents: list[tuple[str, ...]]) -> list[Ref]:
    """What it comes over from its table's parents."""
    return [Ref("inheritance", (*constraint.ref.path[:2], *parent)) for parent in parents]


def validated(constraint: Constraint) -> Step:
    """Look whether all rows fit."""
    table = constraint.ref.path[:2]
    return Step(
        sql=f"ALTER TABLE {constraint.table} VALIDATE CONSTRAINT {constraint.name}",
        locks=(Lock(".".join(table), "SHARE UPDATE EXCLUSIVE"),),
        judges=judged(constraint),
    )
