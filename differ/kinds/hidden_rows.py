"""Statements that have to reach all rows of a table, even where policies hide some from its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.sql import qualified

if TYPE_CHECKING:
    from collections.abc import Iterable

    from differ.model import Ref, Snapshot


def reaching_all(statement: str, table: str, *, forced: bool, to_be_forced: bool) -> list[str]:
    """The statement while the policies of a table do not hold for its owner; the two say whether they do so else."""
    if not (forced or to_be_forced):
        return [statement]
    alter = f"ALTER TABLE ONLY {table}"
    back = [f"{alter} FORCE ROW LEVEL SECURITY"] if to_be_forced else []
    return [f"{alter} NO FORCE ROW LEVEL SECURITY", statement, *back]


def for_the_last_time(statement: str, tables: Iterable[Ref], live: Snapshot) -> list[str]:
    """The statement that reads tables before they are dropped: it fails where policies would hide any row."""
    secured = [table for table in tables if getattr(live.objects[table], "row_security", False)]
    if not secured:
        return [statement]
    free = [
        f"ALTER TABLE ONLY {qualified(*table.path)} NO FORCE ROW LEVEL SECURITY"
        for table in secured
        if is_forced(table, live)
    ]
    return [*free, "SET LOCAL row_security = off", statement, "SET LOCAL row_security = DEFAULT"]


def is_forced(table: Ref, snapshot: Snapshot) -> bool:
    """Whether policies hold for the table's owner as well."""
    return bool(getattr(snapshot.objects.get(table), "force_row_security", False))
