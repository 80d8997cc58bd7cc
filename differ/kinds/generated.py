"""Another expression of a stored generated column, among what inherits the column: PostgreSQL makes indexes and
constraints that tables share anew only where one ALTER TABLE reaches all of these, and gives them all one expression.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, cast

from differ.kinds.column_changes import altered, takes_expression
from differ.kinds.constraints import Constraint
from differ.kinds.parents import heirs_of, parents_of
from differ.model import Object, Ref, Snapshot, Step, once

if TYPE_CHECKING:
    from differ.kinds.columns import Column

CHANGE = "SET EXPRESSION AS "


def expressed(column: Column) -> Step:
    """The step that gives the column and what inherits it the expression; a virtual one changes for itself."""
    stored = column.generated == "s"
    step = altered(column, f"{CHANGE}({column.expression})", only=column.has_heirs and not stored, rewritten=stored)
    return step._replace(frees=(column.host,))


def past_own_expressions(new: Column, step: Step, live: Snapshot, desired: Snapshot, gone: Container[Ref]) -> Step:
    """The step, which gives a column its expression, so that heirs have theirs: nothing where a parent's brings it."""
    if CHANGE not in step.sql or new.generated != "s":
        return step
    above = [one for one in _parents(new.ref, live, gone) if _changes(one, live, desired) and one not in gone]
    if above and all(_expression(one, desired) == new.expression for one in above):
        return Step(sql="", frees=step.frees)
    kept = [
        heir
        for heir in _heirs(new.ref, live, gone)
        if heir not in gone
        and (own := _expression(heir, desired)) not in (None, new.expression)
        and own == _expression(heir, live)
    ]
    again = [expressed(_column(heir, desired)).sql.replace("TABLE ", "TABLE ONLY ", 1) for heir in kept]
    return step._replace(sql=";\n".join([step.sql, *again]))


def in_the_way(old: Column, new: Column, live: Snapshot, desired: Snapshot) -> Iterator[Ref]:
    """What is not there while the expression changes or goes: ties of partitions to a parent that has another one, and
    checks that an heir has from a parent and that would not be made anew in all of these."""
    for ref in (new.ref, *_heirs(new.ref, live, ())) if old.generated == "s" and not new.generated else ():
        ties = (Ref("inheritance", (*ref.path[:2], *one)) for one in parents_of(live, ref.path[:2]))
        # DROP EXPRESSION reaches heirs, but not those of heirs; and what is no heir any more loses its own.
        below = _column(ref, live).partition and _column(ref, live).has_heirs
        yield from (tie for tie in ties if below or tie not in desired.objects)
    if not _changes(new.ref, live, desired):
        return
    for heir in (new.ref, *_heirs(new.ref, live, ())):
        parents = list(_parents(heir, live, ()))
        if not parents or _expression(heir, desired) is None:
            continue
        alone = any(
            not _changes(one, live, desired) or _expression(one, desired) != _expression(heir, desired)
            for one in parents
        )
        if _column(heir, live).partition:
            yield from (Ref("inheritance", (*heir.path[:2], *one.path[:2])) for one in parents if alone)
        elif alone or len(parents) > 1:
            yield from _shared_checks(heir, live)


def comes_along(column: Column, snapshot: Snapshot) -> bool:
    """Whether the table has it from parents alone, or computes it from what it has so."""
    if not column.inherited or not (column.local and column.generated):
        return column.inherited and not column.local
    table = column.ref.path[:2]
    read = (ref for ref in snapshot.needs.get(column.ref, ()) if ref.kind == "column" and ref.path[:2] == table)
    return any(not _column(ref, snapshot).local for ref in read)


def _changes(ref: Ref, live: Snapshot, desired: Snapshot) -> bool:
    if ref not in live.objects or ref not in desired.objects:
        return False
    old, new = _column(ref, live), _column(ref, desired)
    stored = old.generated == new.generated == "s"
    return stored and old.expression != new.expression and takes_expression(old, new)


def _column(ref: Ref, snapshot: Snapshot) -> Column:
    return cast("Column", snapshot.objects[ref])


def _expression(ref: Ref, snapshot: Snapshot) -> str | None:
    return _column(ref, snapshot).expression if ref in snapshot.objects else None


def _parents(ref: Ref, snapshot: Snapshot, gone: Container[Ref]) -> Iterator[Ref]:
    """The column in the tables that its own is tied to."""
    table = ref.path[:2]
    for parent in parents_of(snapshot, table):
        shared = Ref("column", (*parent, ref.path[2]))
        if shared in snapshot.objects and Ref("inheritance", (*table, *parent)) not in gone:
            yield shared


def _heirs(ref: Ref, snapshot: Snapshot, gone: Container[Ref]) -> list[Ref]:
    """The column in the tables that inherit it, directly or through others."""
    queue = [ref]
    for column in queue:
        for heir in heirs_of(snapshot).get(column.path[:2], ()):
            shared = Ref("column", (*heir, ref.path[2]))
            if shared not in queue and Ref("inheritance", (*heir, *column.path[:2])) not in gone:
                queue.append(shared)
    return queue[1:]


def _shared_checks(column: Ref, live: Snapshot) -> Iterable[Ref]:
    """The checks that a table has from others and that read the column, as the first of these have them."""
    own = _checks_on(live).get(column, [])
    found = list(own)
    for ref in found:
        shared = (Ref("constraint", (*parent, ref.path[2])) for parent in parents_of(live, ref.path[:2]))
        above = [one for one in shared if _is_check(live.objects.get(one))]
        found += above
        if not above and ref not in own:
            yield ref


@once
def _checks_on(snapshot: Snapshot) -> dict[Ref, list[Ref]]:
    """The checks that read each column."""
    checks: dict[Ref, list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("constraint").items():
        for needed in snapshot.needs.get(ref, ()) if _is_check(item) else ():
            checks.setdefault(needed, []).append(ref)
    return checks


def _is_check(item: Object | None) -> bool:
    return isinstance(item, Constraint) and item.type == "c"
