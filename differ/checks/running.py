"""Running the queries of a check: together, read only, each within its time, and rolled back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ.redaction import redact
from differ.together import send_together

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult

# Compiling a query of the catalogs takes longer than running it; rows that a policy hides are an error, not missing.
_NAMES_IN_FULL = (
    "select set_config('search_path', '', true), set_config('row_security', 'off', true), "
    "set_config('jit', 'off', true)"
)

Cell = str | None
"""A value as PostgreSQL prints it."""


@dataclass(frozen=True, slots=True)
class Query:
    """One statement, without parameters.

    With `names_in_full` it runs with an empty search_path, so that what PostgreSQL prints means the same everywhere.
    """

    sql: str
    names_in_full: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a statement gave; `affected` is None where it is no INSERT, UPDATE, DELETE or MERGE.

    `error` says why it failed, `sqlstate` is its code.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    affected: int | None = None
    error: str | None = None
    sqlstate: str | None = None


def run_queries(connection: psycopg.Connection[Any], queries: Iterable[Query], seconds: float) -> dict[Query, Result]:
    """Run each query once on an autocommit connection, in one round trip and one more for each that fails.

    Every query may take this many seconds. Raises psycopg.Error where the connection itself breaks.
    """
    left = sorted(dict.fromkeys(queries), key=lambda query: query.names_in_full)
    results: dict[Query, Result] = {}
    while left:
        done, error = _run_together(connection, left, seconds)
        results.update(done)
        left = left[len(done) :]
        if error is not None and left:
            results[left.pop(0)] = failed(error)
    return results


def limits(seconds: float) -> str:
    """SQL that gives the rest of the transaction this much time for each statement, and a third of it for locks."""
    milliseconds = max(1, int(seconds * 1000))
    return (
        f"select set_config('statement_timeout', '{milliseconds}', true), "
        f"set_config('lock_timeout', '{max(1, milliseconds // 3)}', true), "
        "set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true), "
        "set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)"
    )


def result_of(cursor: psycopg.Cursor[Any]) -> Result:
    """What a cursor holds after its statement."""
    result = cursor.pgresult
    if result is None:
        return Result()
    columns = tuple(column.name for column in cursor.description or ())
    words = (cursor.statusmessage or "").split()
    affected = int(words[-1]) if words[:1] in (["INSERT"], ["UPDATE"], ["DELETE"], ["MERGE"]) else None
    rows = tuple(tuple(_cell(result, row, i) for i in range(len(columns))) for row in range(result.ntuples))
    return Result(columns, rows, affected)


def failed(error: psycopg.Error) -> Result:
    """The result of a statement that raised."""
    primary = error.diag.message_primary or str(error).strip()
    return Result(error=redact(primary), sqlstate=error.sqlstate)


def _run_together(
    connection: psycopg.Connection[Any], queries: list[Query], seconds: float
) -> tuple[dict[Query, Result], psycopg.Error | None]:
    """The results up to the first error, and the error."""
    before = ["begin isolation level repeatable read, read only", limits(seconds)]
    plain = [query.sql for query in queries if not query.names_in_full]
    full = [query.sql for query in queries if query.names_in_full]
    asked = [*before, *plain, *([_NAMES_IN_FULL, *full] if full else []), "rollback"]
    cursors, problem = send_together(connection, asked)
    if problem is not None:
        connection.execute("rollback")
    results = cursors[len(before) : len(before) + len(plain)] + cursors[len(before) + len(plain) + 1 :]
    return {query: result_of(cursor) for query, cursor in zip(queries, results, strict=False)}, problem


def _cell(result: PGresult, row: int, column: int) -> Cell:
    value = result.get_value(row, column)
    return None if value is None else value.decode()
