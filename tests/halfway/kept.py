"""What a database holds that must survive: the rows of users, in the columns that the schema describes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from differ.sql import ident, qualified

from .rows import COUNT, SEEDED, row_id

if TYPE_CHECKING:
    import psycopg

Types = dict[tuple[str, str], dict[str, str]]
Values = dict[tuple[str, str], dict[str, Counter[str]]]

_COLUMNS = """
    select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and n.nspname = 'public'
"""


def column_types(connection: psycopg.Connection[Any]) -> Types:
    """Tables of the user's, with the type of each column."""
    found: Types = {}
    for schema, table, column, type_name in connection.execute(_COLUMNS).fetchall():
        found.setdefault((schema, table), {})[column] = type_name
    return found


def values(connection: psycopg.Connection[Any], wanted: Types) -> Values:
    """For each of the tables that is there, each wanted column's values beside the row's key, as the wanted type.

    Columns that are not there are left out, and so are the rows that seeds speak of.
    """
    there = column_types(connection)
    found: Values = {}
    connection.execute("set timezone to 'UTC'")
    for table, types in wanted.items():
        if table not in there or table in SEEDED:
            continue
        key = "id::text" if "id" in there[table] else "''"
        where = "true"
        if table[1] == "assessment_questions":
            where = f"id in ({', '.join(row_id(table[1], i) for i in range(1, COUNT + 1))})"
        columns = [column for column in types if column in there[table]]
        texts = [_text(column, there[table][column], types[column]) for column in columns]
        query = f"select {', '.join([key, *texts])} from {qualified(*table)} where {where}"
        rows = connection.execute(query.encode()).fetchall()
        found[table] = {
            column: Counter(repr((row[0], row[i])) for row in rows) for i, column in enumerate(columns, start=1)
        }
    return found


def _text(column: str, type_now: str, type_wanted: str) -> str:
    # Numbers are written differently by each type; everything else goes through its text.
    number = type_now.startswith(("numeric", "double"))
    return f"({ident(column)}{'' if number else '::text'}::{type_wanted})::text"


def lost(before: Values, after: Values) -> list[str]:
    """What is in `before` and not in `after`, in words."""
    lines = []
    for table, columns in before.items():
        for column, counted in columns.items():
            missing = counted - after.get(table, {}).get(column, Counter())
            if missing:
                lines.append(f"{'.'.join(table)}.{column}: {sorted(missing)}")
    return lines
