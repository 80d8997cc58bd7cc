"""Rows that users own: two in every table that no seed fills, made from the catalog alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ.sql import idents, qualified

if TYPE_CHECKING:
    import psycopg

SEEDED = frozenset({("public", "qualiopi_indicators"), ("public", "qualiopi_certification_levels")})
COUNT = 2

# What a check wants and its type does not say.
_VALUES = {
    "start_time": "'09:00'",
    "end_time": "'10:30'",
    "scheduled_start_time": "'09:00'",
    "scheduled_end_time": "'10:30'",
    "timezone": "'Europe/Paris'",
    "mbti_type": "'INTJ'",
    "is_recurring": "false",
    "average_rating": "4.5",
    "email": "'somebody{i}@example.org'",
}
_BY_TYPE = {
    "bool": "true",
    "int4": "{i}",
    "float8": "0.{i}",
    "numeric": "1{i}.5",
    "date": "'2025-03-0{i}'",
    "time": "'0{i}:00'",
    "timestamp": "'2025-03-0{i} 10:20:30.123'",
    "timestamptz": "'2025-03-0{i} 10:20:30.456+00'",
    "inet": "'10.0.0.{i}'",
    "jsonb": """'{{"n": {i}, "é": "l''été"}}'""",
}


@dataclass(frozen=True, slots=True)
class _Column:
    table: tuple[str, str]
    name: str
    type: str
    width: int | None
    refers: str | None  # the table that its foreign key points at
    choices: str | None  # the check that lists its values
    generated: bool


def insert_user_rows(superuser: psycopg.Connection[Any]) -> None:
    """Fill the database; the rows refer to each other, and no trigger runs."""
    tables: dict[tuple[str, str], list[_Column]] = {}
    for column in _columns(superuser):
        tables.setdefault(column.table, []).append(column)
    statements = ["begin", "set local session_replication_role = replica"]
    for table, columns in tables.items():
        if table in SEEDED:
            continue
        kept = [column for column in columns if not column.generated]
        for i in range(1, COUNT + 1):
            values = ", ".join(_value(column, i) for column in kept)
            statements.append(f"insert into {qualified(*table)} ({idents(c.name for c in kept)}) values ({values})")
    superuser.execute(";\n".join([*statements, "commit"]).encode())


def row_id(table: str, i: int) -> str:
    """SQL for the id of a table's row."""
    return f"md5('{table} {i}')::uuid"


def _value(column: _Column, i: int) -> str:
    if column.refers == "qualiopi_indicators":
        return str(i)
    if column.type == "uuid":
        own = column.refers or (column.table[1] if column.name == "id" else f"{column.table[1]}.{column.name}")
        return row_id(own, i)
    if column.name in _VALUES:
        return _VALUES[column.name].format(i=i)
    if column.choices is not None:
        found = re.findall(r"'((?:[^']|'')*)'", column.choices)
        return f"'{found[(i - 1) % len(found)]}'"
    if column.type in _BY_TYPE:
        return _BY_TYPE[column.type].format(i=i)
    text = f"{i} {column.name} été ''n''"
    return f"left('{text}', {column.width})" if column.width else f"'{text}'"


def _columns(connection: psycopg.Connection[Any]) -> list[_Column]:
    rows = connection.execute(
        """
        select n.nspname, c.relname, a.attname, t.typname,
               case when t.typname = 'varchar' then a.atttypmod - 4 end,
               (select f.confrelid::regclass::text from pg_constraint f
                where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]),
               (select pg_get_constraintdef(k.oid) from pg_constraint k
                where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
                  and pg_get_constraintdef(k.oid) like '%ARRAY[%'),
               a.attgenerated <> ''
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        where c.relkind = 'r' and n.nspname = 'public'
        order by c.relname, a.attnum
        """
    ).fetchall()
    return [
        _Column((schema, table), name, type_, width, refers and refers.removeprefix("public."), choices, generated)
        for schema, table, name, type_, width, refers, choices, generated in rows
    ]
