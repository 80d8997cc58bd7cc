"""In which order the rows of several tables change, so that their keys hold after every statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from differ.errors import SchemaError
from differ.seeds.values import Row, RowUpdate, SeedChange
from differ.sql import qualified

Operation = Literal["insert", "update", "delete"]
_OPERATIONS: tuple[Operation, ...] = ("insert", "update", "delete")

_PUTS: tuple[Operation, ...] = ("insert", "update")
_TAKES_OUT: tuple[Operation, ...] = ("update", "delete")
_FREES_FOR: tuple[tuple[Operation, Operation], ...] = (("delete", "update"), ("delete", "insert"), ("update", "insert"))


class Part(NamedTuple):
    """All inserts, all updates or all deletes of one table."""

    operation: Operation
    change: int


class Order(NamedTuple):
    """The parts in order, and the quoted names of the constraints to defer before them."""

    parts: list[Part]
    deferred: list[str]


def ordered(changes: Sequence[SeedChange]) -> Order:
    """Parents before children, what frees a unique value before what takes it.

    Only values that the rows really hold count. Raises SchemaError, naming the tables and their constraints, where
    the rows need each other.
    """
    edges: dict[Part, dict[Part, str]] = {}
    deferred: dict[str, None] = {}
    tables = {change.table: i for i, change in enumerate(changes)}

    def before(first: Operation, i: int, second: Operation, j: int, constraint: str, deferrable: bool) -> None:
        if deferrable:
            deferred[constraint] = None
        elif (first, i) != (second, j):
            edges.setdefault(Part(first, i), {}).setdefault(Part(second, j), constraint)

    for i, change in enumerate(changes):
        for foreign in change.keys.foreign:
            if foreign.references not in tables:
                continue
            j = tables[foreign.references]
            name = qualified(change.table[0], foreign.name)
            parent = changes[j]
            for made in _PUTS:
                values = _taken(parent, made, foreign.referenced)
                for used in _PUTS:
                    if values & _taken(change, used, foreign.columns):
                        before(made, j, used, i, name, foreign.deferrable)
            values = _freed(parent, "delete", foreign.referenced)
            for left in _TAKES_OUT:
                if values & _freed(change, left, foreign.columns):
                    before(left, i, "delete", j, name, foreign.deferrable)
        for unique in change.keys.unique:
            name = qualified(change.table[0], unique.name)
            for frees, takes in _FREES_FOR:
                if _freed(change, frees, unique.columns) & _taken(change, takes, unique.columns):
                    before(frees, i, takes, i, name, unique.deferrable)
            if unique.deferrable and held(change.updates, unique.columns) & _taken(change, "update", unique.columns):
                deferred[name] = None
    return Order(_sorted(changes, edges), list(deferred))


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


def _sorted(changes: Sequence[SeedChange], edges: Mapping[Part, Mapping[Part, str]]) -> list[Part]:
    waiting = [Part(operation, i) for operation in _OPERATIONS for i, c in enumerate(changes) if _rows(c, operation)]
    order: list[Part] = []
    while waiting:
        blocked = {part for first in waiting for part in edges.get(first, ())}
        free = next((part for part in waiting if part not in blocked), None)
        if free is None:
            raise _cycle(changes, edges, waiting)
        waiting.remove(free)
        order.append(free)
    return order


def _rows(change: SeedChange, operation: Operation) -> Sequence[object]:
    return {"insert": change.inserts, "update": change.updates, "delete": change.deletes}[operation]


def _cycle(changes: Sequence[SeedChange], edges: Mapping[Part, Mapping[Part, str]], waiting: list[Part]) -> SchemaError:
    """Every waiting part has one before it: going back from one of them leads round the cycle."""
    path = [waiting[0]]
    while path.count(path[-1]) < 2:
        path.append(next(first for first in waiting if path[-1] in edges.get(first, ())))
    circle = path[path.index(path[-1]) :][::-1]
    steps = [f"{part.operation} into {changes[part.change].name}" for part in circle]
    words = [step.replace("update into", "update of").replace("delete into", "delete from") for step in steps]
    constraints = [edges[first][second] for first, second in pairwise(circle)]
    return SchemaError(
        f"the rows need each other: {' → '.join(words)} ({', '.join(dict.fromkeys(constraints))})",
        remedy="Make one of these constraints DEFERRABLE in the schema, or change the rows in two steps.",
        where=changes[circle[0].change].where,
    )
