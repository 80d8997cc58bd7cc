"""Pipelined reads under settings that make PostgreSQL print every value the same way everywhere."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, LiteralString

from psycopg.pq import TransactionStatus

from differ.sql import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import psycopg

# With row_security off a query fails where policies would hide rows from it.
_SETTINGS: LiteralString = """
    select set_config('search_path', 'pg_catalog', true), set_config('datestyle', 'ISO, YMD', true),
           set_config('timezone', 'UTC', true), set_config('intervalstyle', 'postgres', true),
           set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true),
           set_config('xmloption', 'content', true), set_config('row_security', 'off', true)
"""
_WITHOUT_CANONICAL_TEXT = {"json": "jsonb", "money": "numeric"}  # json keeps its spaces, money depends on the locale


def read(connection: psycopg.Connection[Any], queries: Sequence[str], *, begin: str = "begin") -> list[list[Any]]:
    """The rows of each query, in one transaction and one round trip, on an autocommit connection."""
    if not queries:
        return []
    cursors: list[psycopg.Cursor[Any]] = []
    try:
        with connection.pipeline():
            connection.execute(begin.encode(), prepare=False)
            connection.execute(_SETTINGS, prepare=False)
            for query in queries:
                cursor = connection.cursor()
                # Without parameters psycopg looks for no % in the text.
                cursors.append(cursor.execute(query.encode(), prepare=False))
            connection.execute(b"commit", prepare=False)
    except BaseException:
        with contextlib.suppress(Exception):
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute(b"rollback")
        raise
    return [cursor.fetchall() for cursor in cursors]


def as_text(expression: str, type_name: str) -> str:
    """The SQL for a value's canonical text."""
    canonical = _WITHOUT_CANONICAL_TEXT.get(type_name)
    return f"({expression})::{canonical}::text" if canonical else f"({expression})::text"


def text_array(values: Iterable[str | None]) -> str:
    """An array of text as SQL."""
    items = ", ".join("null" if value is None else literal(value).lstrip() for value in values)
    return f"array[{items}]::text[]"
