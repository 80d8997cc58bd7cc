"""Live rows that seeds change, as statements that put them into a clone to rehearse on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from differ.kinds.columns import Column
from differ.model import Snapshot
from differ.seeds.sessions import read
from differ.sql import ident, idents, literal, qualified

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg

    from differ.seeds.values import Row, SeedChange


def rows_to_rehearse(
    changes: Sequence[SeedChange], connection: psycopg.Connection[Any], live: Snapshot
) -> tuple[str, ...]:
    """INSERT statements for the live rows that would be updated or deleted, read in one round trip.

    They hold the rows whole, but not what these refer to: run them where foreign keys and triggers are off.
    """
    changed = [change for change in changes if change.updates or change.deletes]
    queries, columns = [], []
    for change in changed:
        names = [
            ref.path[-1]
            for ref, item in live.objects.items()
            if isinstance(item, Column) and ref.path[:-1] == change.table and not item.generated
        ]
        keys: list[Row] = [*(update.key for update in change.updates), *change.deletes]
        texts = ", ".join(f"{ident(name)}::text" for name in names)
        conditions = " or ".join(f"({_equal(change.key, key)})" for key in keys)
        queries.append(f"select {texts} from {qualified(*change.table)} where {conditions}")
        columns.append(names)
    return tuple(
        f"INSERT INTO {qualified(*change.table)} ({idents(names)}) OVERRIDING SYSTEM VALUE VALUES\n"
        + ",\n".join(f"({', '.join(map(_value, row))})" for row in rows)
        for change, names, rows in zip(changed, columns, read(connection, queries), strict=True)
        if rows
    )


def _equal(key: Sequence[str], row: Row) -> str:
    return " and ".join(
        f"{ident(name)} is null" if row[name] is None else f"{ident(name)} = {_value(row[name])}" for name in key
    )


def _value(text: str | None) -> str:
    return "null" if text is None else literal(text).lstrip()
