"""Columns and checks that were a table's own and are to be there as its parents' alone.

No command lets go of them to the parents. While the table inherits from a stand-in alone, columns are renamed aside,
come again from that, and get their values there: ALTER COLUMN ... TYPE fires no triggers, as UPDATE would.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ.kinds.base import Kind, T, kind_of
from differ.kinds.parents import apart_from_parents, heirs_of, names_of_parents, stand_in
from differ.model import Lock, Object, Ref, Snapshot, Step
from differ.sql import aside_name, ident, qualified

if TYPE_CHECKING:
    from differ.kinds.columns import Column


@dataclass(frozen=True, slots=True)
class TakenColumn:
    """What is said of a column: its quoted type, its definition for ADD COLUMN, and what makes it not null."""

    name: str
    type: str
    definition: str
    computed: bool  # it has no values to be moved
    foreign: bool
    own: bool  # it is to be the table's own as well
    not_null: tuple[str, ...]
    settings: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TakenCheck:
    """A check: its quoted name, its definition for ADD, and whether it is to be the table's own as well, or comes to
    it later with a parent's."""

    name: str
    definition: str
    own: bool
    later: bool


Taken = TakenColumn | TakenCheck


class SharedKind(Kind[T]):
    """A kind whose objects a table can have from its parents."""

    @abstractmethod
    def taken(self, new: T) -> Taken:
        """What is to be said of an object that parents take over."""

    def is_computed(self, old: T, new: T) -> bool:
        """Whether it holds no values but what is computed, before and after."""
        return False

    def computed_apart(self, new: T, parents: Sequence[str]) -> Step:
        """A generated column that parents have brought, made again with the table's own expression beside theirs."""
        return _take_over(new.ref.path[:2], parents, [self.taken(new)], [])

    def take_over(
        self, together: Sequence[Object], beside: Sequence[Object], host: Ref, made: Container[Ref], desired: Snapshot
    ) -> list[Step]:
        table = together[0].ref.path[:2]
        parents = next(parents for item in together if (parents := getattr(item, "parents", None)))
        kinds = [(item, kind_of(item.ref)) for item in together]
        taken = [kind.taken(item) for item, kind in kinds if isinstance(kind, SharedKind)]
        # A check or generated column that the same step has brought would go with the column that is renamed aside.
        kinds = [(item, kind_of(item.ref)) for item in beside if item.ref.path[:2] == table]
        others = [kind.taken(item) for item, kind in kinds if isinstance(kind, SharedKind)]
        taken += [item for item in others if (not item.later if isinstance(item, TakenCheck) else item.computed)]
        settings = [step for item in taken if isinstance(item, TakenColumn) for step in item.settings]
        there = _by_then(table, parents, host, made)
        above = ((heir, names_of_parents(desired, heir)) for heir in heirs_of(desired).get(table, ()))
        heirs = [(heir, _by_then(heir, names, host, made)) for heir, names in above]
        first = _take_over(table, there, taken, heirs)
        needs = tuple(Ref(item.ref.kind, (*parent, item.ref.path[2])) for parent in pairs(there) for item in together)
        return [first._replace(needs=needs), *settings]


def _take_over(
    table: tuple[str, ...],
    parents: Sequence[str],
    taken: Sequence[Taken],
    heirs: Iterable[tuple[tuple[str, ...], Sequence[str]]],
) -> Step:
    """The columns and checks of a table as `parents` have them, with the values that were there before; `heirs`, which
    come with their own parents, keep theirs."""
    columns = [item for item in taken if isinstance(item, TakenColumn)]
    foreign = any(column.foreign for column in columns)
    child = f"ALTER {'FOREIGN ' if foreign else ''}TABLE {qualified(*table)}"
    parent = f"ALTER TABLE {stand_in(table[0])}"
    checks = [item for item in taken if isinstance(item, TakenCheck)]
    moved = [item for item in columns if not item.computed]
    gone = {item.name: ident(aside_name(item.name)) if item in moved else ident(item.name) for item in columns}
    values = [f"ALTER COLUMN {ident(item.name)} TYPE {item.type} USING {gone[item.name]}" for item in moved]
    between = [f"{way} DROP CONSTRAINT IF EXISTS {item.name}" for item in checks for way in (parent, child)]
    between += [f"{parent} RENAME COLUMN {ident(item.name)} TO {gone[item.name]}" for item in moved]
    computed = [item for item in columns if item.computed]
    between += [f"{way} DROP COLUMN IF EXISTS {ident(item.name)}" for item in computed for way in (parent, child)]
    between += [statement for item in moved for statement in _added(item, parent, child)]
    between += [f"{parent} {', '.join(values)}"] if values and not foreign else []
    for item in moved:  # in the child it goes along where it has not been the child's own
        between += [f"{parent} DROP COLUMN {gone[item.name]}", f"{child} DROP COLUMN IF EXISTS {gone[item.name]}"]
    between += [statement for item in computed for statement in _added(item, parent, child)]
    between += [statement for item in columns for statement in item.not_null]
    between += [f"{child if item.own else parent} ADD {item.definition}" for item in checks]
    apart = apart_from_parents(table, parents, between)
    for number, (heir, above) in enumerate(heirs, 1):
        if table in pairs(above):
            apart = apart_from_parents(heir, above, [apart], number=number)
    name = ".".join(table)
    rewrites = (name,) if values and not foreign else ()
    return Step(sql=apart, rewrites=rewrites, locks=(Lock(name, "ACCESS EXCLUSIVE"),))


def _added(column: TakenColumn, parent: str, child: str) -> list[str]:
    return [f"{way} ADD COLUMN {column.definition}" for way in ((child, parent) if column.own else (parent,))]


def _by_then(child: tuple[str, ...], parents: Sequence[str], host: Ref, made: Container[Ref]) -> list[str]:
    """The parents that are there after the step of `host`; ties are made in their order, as far as one that is it."""
    ties = [Ref("inheritance", (*child, *pair)) for pair in pairs(parents)]
    last = ties.index(host) if host in ties else -1
    there = (tie.path[2:] for i, tie in enumerate(ties) if i <= last or tie not in made)
    return [name for pair in there for name in pair]


def pairs(parents: Sequence[str]) -> list[tuple[str, str]]:
    """Schema and name of each parent."""
    return list(zip(parents[::2], parents[1::2], strict=True))


def can_be_let_go(old: Column, new: Column) -> bool:
    """Whether parents can take the column over: those that have it now stay, and it is made of what can move."""
    if not old.own or new.own or not new.parents:
        return False
    return _stay(old, new) and _can_be_computed_so(old, new)


def _can_be_computed_so(old: Column, new: Column) -> bool:
    becomes_plain = old.generated == "s" and not new.generated  # parents' does so, too, or there were none
    return becomes_plain or bool(old.generated) == bool(new.generated)


def becomes_own(old: Column, new: Column) -> bool:
    """Whether the column can be made the table's own beside its parents'."""
    if not new.own or old.own or new.parents is None:
        return False
    return _stay(new, old)


def is_held(old: Column, new: Column) -> bool:
    """Whether a generated column that parents have as well reads it, and goes and comes with it."""
    return bool(old.read or new.read)


def comes_again(old: Column, new: Column) -> bool:
    """Whether a column that parents have before and after can be made anew beside theirs."""
    if not (old.parents and new.parents) or not _can_be_computed_so(old, new):
        return False
    return _stay(old, new) or _stay(new, old)


def _stay(some: Column, others: Column) -> bool:
    """Whether all parents of the one are parents of the other."""
    return set(pairs(some.parents or ())) <= set(pairs(others.parents or ()))
