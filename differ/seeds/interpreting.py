"""What the values of the seeds mean, said by PostgreSQL on the desired database."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ.errors import SchemaError
from differ.kinds.columns import Column
from differ.kinds.defaults import Default
from differ.kinds.tables import Table
from differ.model import Ref, Snapshot
from differ.redaction import redact
from differ.seeds.sessions import as_text, read, text_array
from differ.seeds.values import ForeignKey, Row, TableKeys, UniqueKey
from differ.sql import literal, qualified
from differ.strict_yaml import Scalar, Sequence, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from differ.seeds.reading import Cell, Seed

_STRINGS = re.compile(r"(?:text|character varying|character|name|bpchar)(?:\(\d+\))?\Z")

_DOMAINS = """
    with recursive base(domain, type, typmod) as (
        select oid, typbasetype, typtypmod from pg_type where typtype = 'd'
        union all
        select b.domain, t.typbasetype, t.typtypmod from base b join pg_type t on t.oid = b.type where t.typtype = 'd'
    )
    select format_type(b.domain, null), format_type(b.type, b.typmod)
    from base b join pg_type t on t.oid = b.type where t.typtype <> 'd'
"""
_UNIQUE = """
    select n.nspname::text, c.relname::text, i.relname::text,
           (select array_agg(a.attname::text order by k.n) from unnest(x.indkey) with ordinality k(attnum, n)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where k.n <= x.indnkeyatts),
           not x.indimmediate
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class c on c.oid = x.indrelid
    join pg_namespace n on n.oid = c.relnamespace
    where x.indisunique and x.indexprs is null and x.indpred is null
      and (n.nspname, c.relname) in (select s::name, t::name from unnest({schemas}, {tables}) u(s, t))
    order by not x.indisprimary, i.relname
"""
_FOREIGN = """
    select n.nspname::text, c.relname::text, k.conname::text,
           (select array_agg(a.attname::text order by u.n) from unnest(k.conkey) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum),
           fn.nspname::text, f.relname::text,
           (select array_agg(a.attname::text order by u.n) from unnest(k.confkey) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum),
           k.condeferrable, k.confdeltype = 'c'
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_class f on f.oid = k.confrelid
    join pg_namespace fn on fn.oid = f.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and (
        (n.nspname, c.relname) in (select s::name, t::name from unnest({schemas}, {tables}) u(s, t))
        or (fn.nspname, f.relname) in (select s::name, t::name from unnest({schemas}, {tables}) u(s, t)))
    order by n.nspname, c.relname, k.conname
"""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """A seed whose values are in canonical text, and what there is to know about its desired table.

    `defaults` holds the canonical text of the defaults that were asked for.
    """

    seed: Seed
    columns: dict[str, Column]
    rows: tuple[Row, ...]
    keys: TableKeys
    defaults: Row


def interpret(
    connection: psycopg.Connection[Any], seeds: tuple[Seed, ...], desired: Snapshot, live: dict[Ref, Any]
) -> list[Interpreted]:
    """Every seed as PostgreSQL understands it; SchemaError, with file:line:column, where it does not.

    `live` has the live objects: for columns that are not among them the default is evaluated as well.
    """
    columns = [_columns(seed, desired) for seed in seeds]
    arrays = {"schemas": text_array(s.table[0] for s in seeds), "tables": text_array(s.table[1] for s in seeds)}
    catalog = read(connection, [_DOMAINS, _UNIQUE.format(**arrays), _FOREIGN.format(**arrays)])
    domains = {domain: base for domain, base in catalog[0]}  # noqa: C416
    keys = {seed.table: _table_keys(seed.table, catalog[1], catalog[2]) for seed in seeds}
    found = []
    queries: list[str] = []
    for seed, known in zip(seeds, columns, strict=True):
        _require_unique(seed, keys[seed.table])
        for name in seed.columns:
            _refuse_column(seed, known[name])
            cells = [(i, row.cells[name]) for i, row in enumerate(seed.rows) if name in row.cells]
            queries.append(_values(known[name], cells, domains))
        queries.append(_scope(seed))
        queries.append(_defaults(seed, known, desired, live))
    try:
        answers = iter(read(connection, queries))
    except psycopg.Error:
        _explain(connection, seeds, columns, domains)
        raise
    for seed, known in zip(seeds, columns, strict=True):
        texts: list[dict[str, str | None]] = [{} for _ in seed.rows]
        for name in seed.columns:
            for i, text in next(answers):
                texts[i][name] = text
        next(answers)
        (values,) = next(answers)
        rows = tuple({name: texts[i][name] for name in row.cells} for i, row in enumerate(seed.rows))
        _refuse_same_keys(seed, rows)
        defaults = dict(zip(_defaulted(seed, known, desired, live), values, strict=False))
        found.append(Interpreted(seed, known, rows, keys[seed.table], defaults))
    return found


def missing_columns(seeds: Iterable[Seed], desired: Snapshot, live: Container[Ref]) -> list[Ref]:
    """The columns of seeded tables that the live tables lack: all that `interpret` asks of the live database."""
    tables = {seed.table for seed in seeds if Ref("table", seed.table) in live}
    return sorted(ref for ref in desired.objects if ref.kind == "column" and ref.path[:2] in tables and ref not in live)


def _columns(seed: Seed, desired: Snapshot) -> dict[str, Column]:
    """The desired columns by name; the seed's table and columns must be among them."""
    if not isinstance(desired.objects.get(Ref("table", seed.table)), Table):
        tables = [".".join(ref.path) for ref in desired.objects if ref.kind == "table"]
        remedy = did_you_mean(seed.name, tables) if len(tables) < 12 or seed.name.lower() in tables else None
        remedy = remedy or "Add it to the schema, or correct the name."
        raise SchemaError(f"the table {seed.name} is not in the schema", remedy=remedy, where=seed.where)
    if "columns of tables" not in desired.memo:
        by_table: defaultdict[tuple[str, ...], dict[str, Column]] = defaultdict(dict)
        for ref, item in desired.objects.items():
            if isinstance(item, Column):
                by_table[ref.path[:2]][ref.path[2]] = item
        desired.memo["columns of tables"] = dict(by_table)
    known: dict[str, Column] = desired.memo["columns of tables"].get(seed.table, {})
    for name, where in [*seed.columns.items(), *((name, seed.where) for name in seed.key)]:
        if name not in known:
            message = f'the table {seed.name} has no column "{name}"'
            raise SchemaError(message, remedy=did_you_mean(name, known), where=where)
    return known


def _refuse_column(seed: Seed, column: Column) -> None:
    name = column.ref.path[-1]
    if column.generated:
        message = f'PostgreSQL computes the column "{name}" of {seed.name}'
        raise SchemaError(message, remedy="Remove it from the rows.", where=seed.columns[name])
    if column.identity == "a" and name not in seed.key:
        raise SchemaError(
            f'the column "{name}" of {seed.name} is GENERATED ALWAYS AS IDENTITY, so it cannot be changed',
            remedy="Remove it from the rows, make it the key, or write GENERATED BY DEFAULT in the schema.",
            where=seed.columns[name],
        )


def _require_unique(seed: Seed, keys: TableKeys) -> None:
    if not any(set(unique.columns) <= set(seed.key) for unique in keys.unique):
        columns = ", ".join(seed.key)
        raise SchemaError(
            f"nothing keeps ({columns}) unique in {seed.name}, so it does not identify a row",
            remedy="Choose the columns of a primary key or unique constraint, or add one to the schema.",
            where=seed.where,
        )


def _refuse_same_keys(seed: Seed, rows: tuple[Row, ...]) -> None:
    seen: dict[tuple[str | None, ...], str] = {}
    for row, written in zip(rows, seed.rows, strict=True):
        key = tuple(row[name] for name in seed.key)
        if key in seen:
            shown = ", ".join(f"{name} {row[name]}" for name in seed.key)
            raise SchemaError(f"a second row with {shown}; the first is {seen[key]}", where=written.where)
        seen[key] = written.where


def _values(column: Column, cells: list[tuple[int, Cell]], domains: dict[str, str]) -> str:
    """A query for the canonical texts of one column's values, each with the number of its row."""
    base = domains.get(column.type, column.type)
    typed = base.removesuffix("[]") in ("json", "jsonb")
    for _, cell in cells:
        if _STRINGS.match(base) and not isinstance(cell.node, Scalar):
            what = "a list" if isinstance(cell.node, Sequence) else "a mapping"
            message = f'the column "{column.ref.path[-1]}" has type {column.type} and takes no {what.split()[1]}'
            raise SchemaError(message, remedy="Put the value in quotes to have it as text.", where=cell.where)
    rows = ", ".join(f'{{"n": {i}, "v": {cell.json(typed=typed)}}}' for i, cell in cells)
    return (
        f"select n, {as_text('v', base)} from json_to_recordset({literal(f'[{rows}]')}::json) "
        f"as r(n integer, v {column.type})"
    )


def _scope(seed: Seed) -> str:
    """The scope evaluated on no row, to learn whether it is a condition at all."""
    return f"select from {qualified(*seed.table)} where (\n{seed.scope or 'true'}\n) limit 0"


def _defaulted(seed: Seed, columns: dict[str, Column], desired: Snapshot, live: dict[Ref, Any]) -> list[str]:
    """Columns with a default that the live table, where there is one, does not have."""
    if Ref("table", seed.table) not in live:
        return []
    missing = [name for name, column in columns.items() if column.ref not in live]
    return [name for name in missing if Ref("default", columns[name].ref.path) in desired.objects]


def _defaults(seed: Seed, columns: dict[str, Column], desired: Snapshot, live: dict[Ref, Any]) -> str:
    expressions = []
    for name in _defaulted(seed, columns, desired, live):
        default = desired.objects[Ref("default", columns[name].ref.path)]
        assert isinstance(default, Default)
        expressions.append(as_text(default.expression, columns[name].type))
    return f"select {', '.join(expressions) or 'null'}"


def _explain(
    connection: psycopg.Connection[Any],
    seeds: tuple[Seed, ...],
    columns: list[dict[str, Column]],
    domains: dict[str, str],
) -> None:
    """Raise SchemaError at the value that PostgreSQL refuses; only here values are tried one by one."""
    for seed, known in zip(seeds, columns, strict=True):
        for name in seed.columns:
            cells = [(i, row.cells[name]) for i, row in enumerate(seed.rows) if name in row.cells]
            if _refusal(connection, _values(known[name], cells, domains)) is None:
                continue
            for cell in cells:
                error = _refusal(connection, _values(known[name], [cell], domains))
                if error is not None:
                    message = f'the value does not fit the column "{name}" ({known[name].type}): {_reason(error)}'
                    raise SchemaError(message, where=cell[1].where) from error
        error = _refusal(connection, _scope(seed))
        if error is not None:
            remedy = "Write an SQL condition on the table's columns; names of functions and types need their schema."
            message = f"the scope is not a condition on {seed.name}: {_reason(error)}"
            raise SchemaError(message, remedy=remedy, where=seed.scope_where) from error


def _refusal(connection: psycopg.Connection[Any], query: str) -> psycopg.Error | None:
    try:
        read(connection, [query])
    except psycopg.Error as error:
        if connection.broken:
            raise
        return error
    return None


def _reason(error: psycopg.Error) -> str:
    diag = error.diag
    parts = (diag.message_primary or str(error).strip(), diag.message_detail)
    return redact("; ".join(part for part in parts if part))


def _table_keys(table: tuple[str, str], unique: list[Any], foreign: list[Any]) -> TableKeys:
    return TableKeys(
        tuple(UniqueKey(name, tuple(columns), late) for s, t, name, columns, late in unique if (s, t) == table),
        tuple(
            ForeignKey(name, tuple(columns), (fs, ft), tuple(referenced), late)
            for s, t, name, columns, fs, ft, referenced, late, _ in foreign
            if (s, t) == table
        ),
        tuple(
            dict.fromkeys(f"{s}.{t}" for s, t, *_, fs, ft, _, _, cascade in foreign if (fs, ft) == table and cascade)
        ),
    )
