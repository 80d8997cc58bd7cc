"""The live rows that the seeds speak of, in one round trip for all tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ.diagnosis import diagnose
from differ.errors import ConfigurationError, SchemaError
from differ.kinds.columns import Column
from differ.kinds.tables import Table
from differ.model import Ref, Snapshot
from differ.seeds.sessions import as_text, read, text_array
from differ.sql import ident, idents, literal, qualified

if TYPE_CHECKING:
    from collections.abc import Callable

    from differ.seeds.interpreting import Interpreted
    from differ.seeds.values import Row

_READ_ONLY = "begin isolation level repeatable read, read only"
_BYPASSES = "select rolbypassrls or rolsuper from pg_roles where rolname = current_user"


@dataclass(frozen=True, slots=True)
class LiveRow:
    """A live row: which seed row it is by its number (None: not listed), whether it is in the scope, its values."""

    number: int | None
    in_scope: bool
    values: Row


@dataclass(slots=True)
class _Reading:
    """How one live table is read: `read` are the columns in order, `missing` those that it does not have."""

    seed: Interpreted
    types: dict[str, str]  # of the live columns
    read: list[str]
    missing: set[str]
    by_key: bool  # keys can be matched by the live server, for their types are the desired ones

    @property
    def foreign_types(self) -> list[str]:
        """Columns that are read with another type than the desired one."""
        return [n for n in self.read if n not in self.missing and self.types[n] != self.seed.columns[n].type]


def read_live(
    seeds: list[Interpreted],
    connect_desired: Callable[[], psycopg.Connection[Any]],
    live_connection: psycopg.Connection[Any],
    live: dict[Ref, Any],
    desired: Snapshot,
) -> list[list[LiveRow]]:
    """For each seed its live rows; a column that is not there yet holds what its default will put into it.

    Values of another type than the desired one are read as the desired one, where PostgreSQL can.
    Raises ConfigurationError where the role cannot see all rows.
    """
    readings = [_reading(seed, live) for seed in seeds]
    present = [reading for reading in readings if reading is not None]
    queries = [_BYPASSES, *map(_query, present)]
    try:
        (bypasses,), *answers = read(live_connection, queries, begin=_READ_ONLY)
    except psycopg.Error:
        _explain(live_connection, present)
        raise
    if bypasses != (True,):
        _refuse_forced(seeds, desired, live_connection)
    rows = iter(answers)
    return [_rows(reading, next(rows), connect_desired) if reading is not None else [] for reading in readings]


def _reading(seed: Interpreted, live: dict[Ref, Any]) -> _Reading | None:
    table = seed.seed.table
    if Ref("table", table) not in live:
        return None
    types = {}
    for name in seed.columns:
        column = live.get(Ref("column", (*table, name)))
        if isinstance(column, Column):
            types[name] = column.type
    keyed = [name for unique in seed.keys.unique for name in unique.columns]
    keyed += [name for foreign in seed.keys.foreign for name in foreign.columns]
    wanted = dict.fromkeys((*seed.seed.key, *seed.seed.columns, *keyed))
    by_key = all(types.get(name, seed.columns[name].type) == seed.columns[name].type for name in seed.seed.key)
    return _Reading(seed, types, list(wanted), set(seed.columns) - types.keys(), by_key)


def _query(reading: _Reading) -> str:
    """Number of the seed row or null, whether the row is in the scope, then the columns."""
    seed = reading.seed.seed
    table = ident(seed.table[1])
    texts = [
        as_text(f"{table}.{ident(name)}", reading.types.get(name) or _plain(reading.seed.columns[name].type))
        for name in reading.read
    ]
    scope = "false" if seed.unlisted == "keep" else f"coalesce((\n{seed.scope or 'true'}\n), false)"
    if not reading.by_key:
        return f"select null::bigint, {scope}, {', '.join(texts)} from {_source(reading)}"
    # Names with a space, so that no column that a scope speaks of is ambiguous.
    names = [f"differ {name}" for name in seed.key]
    arrays = ", ".join(text_array(row[name] for row in reading.seed.rows) for name in seed.key)
    matches = " and ".join(
        f"{table}.{ident(name)} = {ident(key)}::{_plain(reading.seed.columns[name].type, name in reading.types)}"
        for name, key in zip(seed.key, names, strict=True)
    )
    number = ident("differ number")
    return (
        f"select {number}, {scope}, {', '.join(texts)} from {_source(reading)} "
        f"left join unnest({arrays}) with ordinality as {ident('differ keys')}({idents(names)}, {number}) on {matches} "
        f"where {number} is not null or {scope}"
    )


def _source(reading: _Reading) -> str:
    """The table, with the columns that it is going to have holding what their default will put there."""
    table = reading.seed.seed.table
    if not reading.missing:
        return qualified(*table)
    expressions = [ident(name) for name in reading.types]
    for name in sorted(reading.missing):
        default = reading.seed.defaults.get(name)
        value = "null" if default is None else literal(default).lstrip()
        expressions.append(f"{value}::{_plain(reading.seed.columns[name].type)} as {ident(name)}")
    return f"(select {', '.join(expressions)} from {qualified(*table)}) {ident(table[1])}"


def _plain(type_name: str, known: bool = False) -> str:
    """The type, or text where it is one of the schema's own and the live database need not have it."""
    return type_name if known or "." not in type_name else "text"


def _rows(
    reading: _Reading, answers: list[tuple[Any, ...]], connect_desired: Callable[[], psycopg.Connection[Any]]
) -> list[LiveRow]:
    values: dict[str, list[str | None]] = {}
    for i, name in enumerate(reading.read):
        values[name] = [answer[i + 2] for answer in answers]
    for name in reading.foreign_types:
        values[name] = _retyped(values[name], reading.seed.columns[name].type, connect_desired())
    numbers = [None if answer[0] is None else answer[0] - 1 for answer in answers]
    key = reading.seed.seed.key
    if not reading.by_key:
        known = {tuple(row[name] for name in key): i for i, row in enumerate(reading.seed.rows)}
        numbers = [known.get(tuple(values[name][i] for name in key)) for i in range(len(answers))]
    return [
        LiveRow(numbers[i], answer[1], {name: values[name][i] for name in reading.read})
        for i, answer in enumerate(answers)
        if numbers[i] is not None or answer[1]
    ]


def _retyped(values: list[str | None], type_name: str, desired_connection: psycopg.Connection[Any]) -> list[str | None]:
    """Live texts as the desired type prints them; unchanged where one of them does not convert."""
    query = (
        f"select {as_text(f'v::{type_name}', type_name)} "
        f"from unnest({text_array(values)}) with ordinality u(v, n) order by n"
    )
    try:
        (rows,) = read(desired_connection, [query])
    except psycopg.Error:
        if desired_connection.broken:
            raise
        return values
    return [text for (text,) in rows]


def _refuse_forced(seeds: list[Interpreted], desired: Snapshot, connection: psycopg.Connection[Any]) -> None:
    for seed in seeds:
        table = desired.objects[Ref("table", seed.seed.table)]
        if isinstance(table, Table) and table.row_security and table.force_row_security:
            raise _hidden(seed, connection, "FORCE ROW LEVEL SECURITY holds for its owner too")


def _explain(connection: psycopg.Connection[Any], readings: list[_Reading]) -> None:
    """Raise the error of the table that cannot be read; only here tables are read one by one."""
    for reading in readings:
        seed = reading.seed.seed
        try:
            read(connection, [_query(reading)], begin=_READ_ONLY)
        except psycopg.errors.InsufficientPrivilege as error:
            if "row-level security" in (error.diag.message_primary or ""):
                raise _hidden(reading.seed, connection, "its policies hide rows from this role") from error
            message, remedy = diagnose(error, doing=f"read the seeded rows of {seed.name}")
            raise ConfigurationError(message, remedy=remedy, where=seed.where) from error
        except psycopg.Error as error:
            if connection.broken:
                raise
            message, _ = diagnose(error, doing=f"read the rows of the live table {seed.name}")
            remedy = "The live table is still another one than the schema's: plan it without this file first."
            raise SchemaError(message, remedy=remedy, where=seed.scope_where or seed.where) from error


def _hidden(seed: Interpreted, connection: psycopg.Connection[Any], why: str) -> ConfigurationError:
    role = connection.info.user
    return ConfigurationError(
        f"the role {role} cannot see all rows of {seed.seed.name}: {why}",
        remedy="Connect as a role with BYPASSRLS (on Supabase: postgres), or as the owner of a table without FORCE.",
        where=seed.seed.where,
    )
