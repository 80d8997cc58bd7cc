"""Rows that are there while a behaviour runs: inserted as the connection's own role, and rolled back with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.forms import read_name
from differ.checks.json_text import json_text
from differ.errors import SchemaError
from differ.sql import idents, literal, qualified

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Path
    from differ.strict_yaml import Node

ROWS_SCHEMA: JsonSchema = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "object", "minProperties": 1}},
}


@dataclass(frozen=True, slots=True)
class Insert:
    """Rows of one table that name the same columns, as one statement."""

    table: Path
    sql: str
    where: str


@dataclass(frozen=True, slots=True)
class Given:
    """Rows in the order in which they are inserted; `name` is how the file calls them, "" where it does not."""

    name: str
    inserts: tuple[Insert, ...]


def read_sets(context: Context) -> Mapping[str, Given]:
    """The rows that the section `given` names."""
    node = context.sections.get("given")
    entries = strict_yaml.mapping(node).entries if node is not None else ()
    return {key.text: _read(value, key.text, context) for key, value in entries}


def read_given(node: Node, sets: Mapping[str, Given], context: Context) -> tuple[Given, ...]:
    """Names of sets, rows by table, or a list of these, in the order in which they are inserted."""
    items = node.items if isinstance(node, strict_yaml.Sequence) else (node,)
    return tuple(_one(item, sets, context) for item in items)


def given_schema() -> JsonSchema:
    """The JSON Schema of a behaviour's `given:`."""
    one: list[JsonSchema] = [{"type": "string"}, ROWS_SCHEMA]
    return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}


def _one(node: Node, sets: Mapping[str, Given], context: Context) -> Given:
    if isinstance(node, strict_yaml.Mapping):
        return _read(node, "", context)
    name = strict_yaml.string(node)
    if name not in sets:
        remedy = strict_yaml.did_you_mean(name, sets) or "Name rows under `given:` at the top of the file."
        raise SchemaError(f'"{name}" does not name given rows', remedy=remedy, where=node.where)
    return sets[name]


def _read(node: Node, name: str, context: Context) -> Given:
    inserts: list[Insert] = []
    for key, value in strict_yaml.mapping(node).entries:
        parts = read_name(key.text, key.where)
        path = parts if len(parts) > 1 else (context.schema, *parts)
        inserts += _inserts(path, strict_yaml.sequence(value))
    return Given(name, tuple(inserts))


def _inserts(path: Path, rows: strict_yaml.Sequence) -> Iterator[Insert]:
    for columns, group in groupby((strict_yaml.mapping(row) for row in rows), key=_columns):
        alike = list(group)
        if not columns:
            raise SchemaError("a row without columns", where=alike[0].where)
        table, names = qualified(*path), idents(columns)
        values = literal("[" + ", ".join(json_text(row) for row in alike) + "]")
        sql = (
            f"insert into {table} ({names}) overriding system value "
            f"select {names} from pg_catalog.jsonb_populate_recordset(null::{table}, {values})"
        )
        yield Insert(path, sql, alike[0].where)


def _columns(row: strict_yaml.Mapping) -> tuple[str, ...]:
    return tuple(name for name, _ in row)
