"""The seeds against the live rows."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from differ.errors import SchemaError
from differ.kinds.triggers import Trigger
from differ.model import Ref, Snapshot
from differ.remembering import remembered
from differ.seeds.interpreting import Interpreted, interpret, missing_columns
from differ.seeds.live import LiveRow, read_live
from differ.seeds.values import Row, RowUpdate, SeedChange

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Sequence

    import psycopg

    from differ.seeds.reading import Seed

_FILLS_IN = re.compile(r" BEFORE (?:(?:UPDATE|DELETE)(?: OF .+)? OR )*INSERT ")


def compare_seeds(
    seeds: Sequence[Seed],
    connect_desired: Callable[[], psycopg.Connection[Any]],
    live_connection: psycopg.Connection[Any],
    live: Snapshot,
    desired: Snapshot,
    *,
    gone: Collection[Ref] = (),
    ground: tuple[object, ...] | None = None,
) -> list[SeedChange]:
    """What has to change in each table so that it holds its seeds, once the structure is the desired one.

    Both connections are in autocommit mode; that to the desired database is made when it is needed first. `ground` is
    all that the desired state was made from: then what was understood once is remembered. `gone` are the live objects
    that the plan's steps drop, be it to create them again: their rows and values count as lost. Raises SchemaError with
    the row's file:line:column, and
    ConfigurationError where row-level security hides live rows.
    """
    if not seeds:
        return []
    dropped = frozenset(gone)
    there = {ref: item for ref, item in live.objects.items() if ref not in dropped} if dropped else live.objects

    def understand() -> list[Interpreted]:
        return interpret(connect_desired(), tuple(seeds), desired, there)

    missing = missing_columns(seeds, desired, there)
    # A date may be written as `today`.
    understood = understand() if ground is None else remembered((date.today(), *ground, seeds, missing), understand)
    rows = read_live(understood, connect_desired, live_connection, there, desired)
    changes = [_change(one, found, desired, there) for one, found in zip(understood, rows, strict=True)]
    return [change for change in changes if change.count]


def _change(one: Interpreted, live_rows: list[LiveRow], desired: Snapshot, live: Container[Ref]) -> SeedChange:
    seed = one.seed
    updates: list[RowUpdate] = []
    deletes: list[Row] = []
    found: set[int] = set()
    for row in live_rows:
        if row.number is None:
            deletes.append(row.values)
            continue
        wanted = one.rows[row.number]
        columns = {name: (row.values[name], text) for name, text in wanted.items() if row.values[name] != text}
        if columns:
            # The key is named as it is in the table: equal keys need not be the same text.
            updates.append(RowUpdate({name: row.values[name] for name in seed.key}, columns, row.values))
        found.add(row.number)
    new = [i for i in range(len(one.rows)) if i not in found]
    if new:
        _require_values(one, new, desired)
    order = {tuple(one.rows[i][name] for name in seed.key): i for i in range(len(one.rows))}
    updates.sort(key=lambda update: order.get(tuple(update.after[name] for name in seed.key), -1))
    deletes.sort(key=lambda row: [row[name] or "" for name in seed.key])
    return SeedChange(
        seed.table,
        seed.key,
        tuple(one.rows[i] for i in new),
        tuple(updates),
        tuple(deletes),
        seed.scope,
        one.keys,
        seed.where,
        tuple(
            name
            for name, column in one.columns.items()
            if column.ref not in live and re.search(rf"\b{re.escape(name)}\b", seed.scope or "")
        ),
    )


def _require_values(one: Interpreted, new: list[int], desired: Snapshot) -> None:
    """A new row must say every column that has no value otherwise; a trigger may fill it in."""
    table = one.seed.table
    for ref, item in desired.objects.items():
        if isinstance(item, Trigger) and ref.path[:2] == table and _FILLS_IN.search(item.definition):
            return
    for column in one.columns.values():
        name = column.ref.path[-1]
        optional = column.identity or column.generated or Ref("default", column.ref.path) in desired.objects
        if not column.not_null or (optional and name not in one.seed.columns) or "." in column.type:
            continue
        for i in new:
            if one.rows[i].get(name, "" if optional else None) is None:
                row = one.seed.rows[i]
                said = name in row.cells
                raise SchemaError(
                    f'the column "{name}" of {one.seed.name} '
                    + ("must not be null" if said else "must not be null and has no default, but the row lacks it"),
                    where=row.cells[name].where if said else row.where,
                )
