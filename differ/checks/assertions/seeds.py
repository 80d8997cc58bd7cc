"""`seeds:` rows that have to be there, found by key and compared column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.expectations import ANY_BOUND, BOUNDS_SCHEMA, Bounds, read_bounds
from differ.checks.forms import expression_text, read_name
from differ.checks.json_text import json_text
from differ.checks.lookup import get
from differ.checks.running import Query
from differ.errors import SchemaError
from differ.sql import ident, literal, qualified

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, Path, State
    from differ.checks.findings import Finding
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_BOUNDS = tuple(BOUNDS_SCHEMA)


@dataclass(frozen=True)
class Rows:
    """The rows of one entry, which one query compares: a row of the result for each, in order."""

    table: Path
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]  # JSON objects

    @cached_property
    def query(self) -> Query:
        """Yields whether the row exists, then for each column whether it agrees, and its value."""
        table = qualified(*self.table)
        on = " and ".join(f"found.{ident(name)} = wanted.{ident(name)}" for name in self.key)
        compared = "".join(
            f", not (expected.value ? {literal(name)}) or "
            f"to_jsonb(found.{ident(name)}) is not distinct from to_jsonb(wanted.{ident(name)}), found.{ident(name)}"
            for name in self.columns
        )
        return Query(
            f"select found.{ident(self.key[0])} is not null{compared} "
            f"from jsonb_array_elements({literal('[' + ', '.join(self.rows) + ']')}::jsonb) "
            f"with ordinality as expected(value, position) "
            f"cross join lateral jsonb_populate_record(null::{table}, expected.value) as wanted "
            f"left join {table} as found on {on} order by expected.position"
        )


@dataclass(frozen=True, slots=True)
class RowAssertion(Assertion):
    """That a row with this key exists and has these values."""

    rows: Rows
    position: int
    values: tuple[tuple[str, str, str], ...]  # column, value as shown, where

    def queries(self, snapshot: Snapshot, context: Context) -> Iterable[Query]:
        return () if _missing(self.rows, snapshot) else (self.rows.query,)

    def evaluate(self, state: State) -> Finding:
        expected = ", ".join(f"{name} {value}" for name, value, _ in self.values) or "exists"
        missing = _missing(self.rows, state.snapshot)
        if missing:
            return self.place.finding("fail", expected=expected, found="missing", reason=missing)
        result = state.results[self.rows.query]
        if result.error:
            return self.place.finding("error", expected=expected, reason=result.error)
        exists, *cells = result.rows[self.position]
        if exists != "t":
            return self.place.finding("fail", expected="exists", found="missing")
        found = {name: (cells[2 * i] == "t", cells[2 * i + 1]) for i, name in enumerate(self.rows.columns)}
        wrong = [item for item in self.values if not found[item[0]][0]]
        if not wrong:
            return self.place.finding("hold")
        return self.place.finding(
            "fail",
            expected=", ".join(f"{name} {value}" for name, value, _ in wrong),
            found=", ".join(f"{name} {_shown(found[name][1])}" for name, _, _ in wrong),
            where=wrong[0][2],
        )


@dataclass(frozen=True, slots=True)
class RowCount(Assertion):
    """That a table has so many rows."""

    table: Path
    where: str | None
    bounds: Bounds

    def queries(self, snapshot: Snapshot, context: Context) -> Iterable[Query]:
        return () if relation(self.table, snapshot) is None else (self._query(),)

    def evaluate(self, state: State) -> Finding:
        expected = f"{self.bounds} rows"
        if relation(self.table, state.snapshot) is None:
            reason = f"table {'.'.join(self.table)} is missing"
            return self.place.finding("fail", expected=expected, found="missing", reason=reason)
        result = state.results[self._query()]
        if result.error:
            return self.place.finding("error", expected=expected, reason=result.error)
        found = int(result.rows[0][0] or 0)
        return self.place.finding("hold" if self.bounds.allow(found) else "fail", expected=expected, found=str(found))

    def _query(self) -> Query:
        where = f" where {self.where}" if self.where else ""
        return Query(f"select count(*) from {qualified(*self.table)}{where}")


class Seeds(AssertionKind, name="seeds", order=40):
    """Values are compared as values of their column's type, so that 1.0 equals 1 and JSON may be written as YAML."""

    description = "Reference rows by key: the columns that a row names are compared, and how many rows there are."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        for item in strict_yaml.sequence(node).items:
            nodes = strict_yaml.fields(item, known=["key", "rows", "where", *_BOUNDS], required=["table"])
            path = table_path(nodes["table"], context)
            place = Place(self.name, f"table {'.'.join(path)}", "", item.where)
            condition = expression_text(nodes["where"]) if "where" in nodes else None
            if nodes.keys() & set(_BOUNDS):
                title = f"rows where {condition}" if condition else "rows"
                yield RowCount(place.under(title, item.where), path, condition, read_bounds(nodes, item.where))
            elif "where" in nodes or "rows" not in nodes:
                raise SchemaError("neither rows nor their number are given", where=item.where)
            if "rows" in nodes:
                yield from _rows(nodes, path, place)

    def json_schema(self) -> JsonSchema:
        keys: JsonSchema = {
            "table": {"type": "string"},
            "key": {"type": "array", "items": {"type": "string"}, "minItems": 1},
            "rows": {"type": "array", "items": {"type": "object"}},
            "where": {"type": "string"},
            **BOUNDS_SCHEMA,
        }
        entry = {
            "type": "object",
            "properties": keys,
            "required": ["table"],
            "additionalProperties": False,
            "anyOf": [{"required": ["key", "rows"]}, *ANY_BOUND],
            "dependentRequired": {"rows": ["key"], "key": ["rows"]},
        }
        return {"description": self.description, "type": "array", "items": entry}


def table_path(node: Node, context: Context) -> Path:
    """The path of a table that a node names."""
    parts = read_name(strict_yaml.string(node), node.where)
    return parts if len(parts) > 1 else (context.schema, *parts)


def relation(path: Path, snapshot: Snapshot) -> Any:
    """The table or view of this path, or None."""
    kinds = ("table", "view", "materialized view", "foreign table")
    return next((found for kind in kinds if (found := get(snapshot, kind, path)) is not None), None)


def _rows(nodes: dict[str, Node], path: Path, place: Place) -> Iterator[Assertion]:
    if "key" not in nodes:
        raise SchemaError(
            'the key "key" is missing', remedy="Name the columns that rows are found by.", where=place.where
        )
    key = strict_yaml.strings(nodes["key"])
    items = [strict_yaml.mapping(item) for item in strict_yaml.sequence(nodes["rows"]).items]
    columns: dict[str, None] = {}
    for item in items:
        for name in key:
            if item.get(name) is None:
                raise SchemaError(f'the key column "{name}" is missing', where=item.where)
        columns.update(dict.fromkeys(name for name, _ in item if name not in key))
    rows = Rows(path, key, tuple(columns), tuple(json_text(item) for item in items))
    for position, item in enumerate(items):
        title = "row " + ", ".join(_shown_node(item.get(name)) for name in key)
        values = tuple((name, _shown_node(value), value.where) for name, value in item if name not in key)
        yield RowAssertion(place.under(title, item.where), rows, position, values)


def _missing(rows: Rows, snapshot: Snapshot) -> str | None:
    """The table or column that the rows need and that is not there."""
    if relation(rows.table, snapshot) is None:
        return f"table {'.'.join(rows.table)} is missing"
    for name in (*rows.key, *rows.columns):
        if get(snapshot, "table", rows.table) is not None and get(snapshot, "column", (*rows.table, name)) is None:
            return f"table {'.'.join(rows.table)}: column {name} is missing"
    return None


def _shown_node(node: Node | None) -> str:
    return _shown(node.text) if isinstance(node, strict_yaml.Scalar) and node.value is not None else json_text(node)


def _shown(value: str | None) -> str:
    if value is None:
        return "null"
    text = " ".join(value.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
