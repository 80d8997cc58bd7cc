"""In which order the rows of several tables change, so that their keys hold after every statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from differ.errors import SchemaError
from differ.seeds.values import ForeignKey, Row, RowUpdate, SeedChange, UniqueKey
from differ.sql import qualified

Operation = Literal["insert", "update", "delete"]
_OPERATIONS: tuple[Operation, ...] = ("insert", "update", "delete")

_PUTS: tuple[Operation, ...] = ("insert", "update")
_TAKES_OUT: tuple[Operation, ...] = ("update", "delete")
_FREES_FOR: tuple[tuple[Operation, Operation], ...] = (("delete", "update"), ("delete", "insert"), ("update", "insert"))
_EXCHANGE: tuple[Operation, Operation] = ("update", "update")


class Part(NamedTuple):
    """All inserts, all updates or all deletes of one table."""

    operation: Operation
    change: int


class Aside(NamedTuple):
    """Rows that let go of a unique value before all else, since the others cannot wait until they go or change."""

    holders: Part
    takers: Part
    unique: UniqueKey


class Order(NamedTuple):
    """The parts in order, what steps aside before them, and the quoted names of the constraints to defer first."""

    parts: list[Part]
    aside: list[Aside]
    deferred: list[str]


def ordered(changes: Sequence[SeedChange], can_step_aside: Callable[[Aside], bool]) -> Order:
    """Parents before children, what frees a unique value before what takes it.

    Only values that the rows really hold count. Raises SchemaError, naming the tables and their constraints, where
    the rows need each other and none that holds a unique value can step aside.
    """
    edges = _Edges(changes)
    asides: list[Aside] = []
    while True:
        order, circle = _sorted(changes, edges)
        if not circle:
            return Order(order, asides, list(edges.deferred))
        pairs = [pair for pair in pairwise(circle) if pair in edges.unique and pair not in edges.foreign]
        opened = next((pair for pair in pairs if all(map(can_step_aside, edges.unique[pair]))), None)
        if opened is None:
            raise _cycle(changes, edges, circle)
        asides += edges.unique.pop(opened)


class _Edges:
    """Which part comes before which, for the sake of which constraints; deferrable ones are deferred instead."""

    def __init__(self, changes: Sequence[SeedChange]) -> None:
        self.foreign: dict[tuple[Part, Part], str] = {}
        self.unique: dict[tuple[Part, Part], list[Aside]] = {}
        self.deferred: dict[str, None] = {}
        tables = {change.table: i for i, change in enumerate(changes)}
        for i, change in enumerate(changes):
            for key in change.keys.foreign:
                if key.references in tables:
                    self._foreign(changes, i, tables[key.references], key)
            for unique in change.keys.unique:
                self._unique(change, i, unique)

    def before(self, part: Part) -> list[Part]:
        """The parts that come before a part."""
        return [first for first, second in (*self.foreign, *self.unique) if second == part]

    def constraint(self, pair: tuple[Part, Part]) -> str:
        return self.foreign.get(pair) or self.unique[pair][0].unique.name

    def _foreign(self, changes: Sequence[SeedChange], i: int, j: int, key: ForeignKey) -> None:
        child, parent = changes[i], changes[j]
        name = qualified(child.table[0], key.name)
        pairs = [
            (Part(made, j), Part(used, i))
            for made in _PUTS
            for used in _PUTS
            if _taken(parent, made, key.referenced) & _taken(child, used, key.columns)
        ]
        gone = _freed(parent, "delete", key.referenced)
        pairs += [(Part(left, i), Part("delete", j)) for left in _TAKES_OUT if gone & _freed(child, left, key.columns)]
        for first, second in pairs:
            if key.deferrable:
                self.deferred[name] = None
            elif first != second:
                self.foreign.setdefault((first, second), key.name)

    def _unique(self, change: SeedChange, i: int, key: UniqueKey) -> None:
        name = qualified(change.table[0], key.name)
        for frees, takes in (*_FREES_FOR, _EXCHANGE):
            if not _freed(change, frees, key.columns) & _taken(change, takes, key.columns):
                continue
            if key.deferrable:
                self.deferred[name] = None
            elif frees != takes:
                aside = Aside(Part(frees, i), Part(takes, i), key)
                self.unique.setdefault((aside.holders, aside.takers), []).append(aside)


def in_the_way(change: SeedChange, aside: Aside) -> list[Row]:
    """The live rows that hold the values in question."""
    values = _taken(change, aside.takers.operation, aside.unique.columns)
    rows: Iterable[Row] = change.deletes
    if aside.holders.operation == "update":
        rows = (update.before for update in change.updates if _touches(update, aside.unique.columns))
    return [row for row in rows if _values((row,), aside.unique.columns) & values]


def _taken(change: SeedChange, operation: Operation, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The values that inserts or updates put into the columns."""
    if operation == "insert":
        return _values(change.inserts, columns)
    return put(change.updates, columns)


def _freed(change: SeedChange, operation: Operation, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The values that updates or deletes take out of the columns."""
    return _values(change.deletes, columns) if operation == "delete" else held(change.updates, columns)


def put(updates: Iterable[RowUpdate], columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The values that updates put into the columns."""
    return _values((update.after for update in updates if _touches(update, columns)), columns)


def held(updates: Iterable[RowUpdate], columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The values that updates take out of the columns."""
    return _values((update.before for update in updates if _touches(update, columns)), columns)


def _touches(update: RowUpdate, columns: tuple[str, ...]) -> bool:
    return any(name in update.columns for name in columns)


def _values(rows: Iterable[Row], columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Without those that hold a null, or that the row leaves to a default: they are nobody's."""
    found = set()
    for row in rows:
        value = tuple(text for name in columns if (text := row.get(name)) is not None)
        if len(value) == len(columns):
            found.add(value)
    return found


def _sorted(changes: Sequence[SeedChange], edges: _Edges) -> tuple[list[Part], list[Part]]:
    """The parts in order, and a cycle that bars the rest from it: its first part again at the end."""
    waiting = [Part(operation, i) for operation in _OPERATIONS for i, c in enumerate(changes) if _rows(c, operation)]
    order: list[Part] = []
    while waiting:
        free = next((part for part in waiting if not any(first in waiting for first in edges.before(part))), None)
        if free is None:
            return order, _circle(edges, waiting)
        waiting.remove(free)
        order.append(free)
    return order, []


def _circle(edges: _Edges, waiting: list[Part]) -> list[Part]:
    """Every waiting part has one before it: going back from one of them leads round a cycle."""
    path = [waiting[0]]
    while path.count(path[-1]) < 2:
        path.append(next(first for first in edges.before(path[-1]) if first in waiting))
    return path[path.index(path[-1]) :][::-1]


def _rows(change: SeedChange, operation: Operation) -> Sequence[object]:
    return {"insert": change.inserts, "update": change.updates, "delete": change.deletes}[operation]


def _cycle(changes: Sequence[SeedChange], edges: _Edges, circle: list[Part]) -> SchemaError:
    verbs = {"insert": "insert into", "update": "update of", "delete": "delete from"}
    words = [f"{verbs[part.operation]} {changes[part.change].name}" for part in circle]
    constraints = dict.fromkeys(edges.constraint(pair) for pair in pairwise(circle))
    return SchemaError(
        f"the rows need each other: {' → '.join(words)} ({', '.join(constraints)})",
        remedy="Make one of these constraints DEFERRABLE in the schema, or change the rows in two steps.",
        where=changes[circle[0].change].where,
    )
