"""What a statement is expected to give: a value, rows, a number of them, or an error."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from psycopg import errors

from differ import strict_yaml
from differ.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from differ.checks.base import JsonSchema
    from differ.checks.running import Cell, Result
    from differ.strict_yaml import Node

_LONGEST = 300
_TRUTH = {"t": "true", "f": "false"}
_BOUNDS = ("exactly", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many there may be; None where it does not matter."""

    exactly: int | None = None
    at_least: int | None = None
    at_most: int | None = None

    def allow(self, count: int) -> bool:
        if self.exactly is not None and count != self.exactly:
            return False
        return (self.at_least is None or count >= self.at_least) and (self.at_most is None or count <= self.at_most)

    def __str__(self) -> str:
        parts = [
            f"{name.replace('_', ' ')} {getattr(self, name)}" for name in _BOUNDS if getattr(self, name) is not None
        ]
        return " and ".join(parts)


BOUNDS_SCHEMA: JsonSchema = {name: {"type": "integer", "minimum": 0} for name in _BOUNDS}

ANY_BOUND: list[JsonSchema] = [{"required": [name]} for name in _BOUNDS]


def read_bounds(nodes: dict[str, Node], where: str) -> Bounds:
    """The bounds among these nodes; SchemaError where there is none."""
    values = {name: strict_yaml.integer(nodes[name], least=0) for name in _BOUNDS if name in nodes}
    if not values:
        raise SchemaError("how many are expected is missing", remedy="Add exactly, at_least or at_most.", where=where)
    if "exactly" in values and len(values) > 1:
        raise SchemaError("exactly does not go together with at_least or at_most", where=where)
    return Bounds(**values)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One expected value."""

    node: Node

    def matches(self, found: Cell) -> bool:
        """Whether the value that PostgreSQL printed is this one; numbers compare as numbers, JSON as JSON."""
        node = self.node
        if not isinstance(node, strict_yaml.Scalar):
            return found is not None and _json(found) == node.value
        if node.value is None or found is None:
            return node.value is None and found is None
        if isinstance(node.value, bool):
            return found == ("t" if node.value else "f")
        if isinstance(node.value, int | float):
            return _number(found) == _number(node.text)
        return found == node.value

    def __str__(self) -> str:
        if isinstance(self.node, strict_yaml.Scalar):
            return "null" if self.node.value is None else self.node.text
        return json.dumps(self.node.value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """All that is expected of one statement; what is None or empty is not."""

    value: Wanted | None = None
    rows: tuple[tuple[Wanted, ...], ...] | None = None
    columns: tuple[tuple[str, ...], ...] = ()  # the columns of each row, where they are named
    contains: tuple[tuple[Wanted, ...], ...] = ()  # rows that are among those found, in any order
    contained_columns: tuple[tuple[str, ...], ...] = ()  # their columns, where they are named
    count: Bounds | None = None
    affected: Bounds | None = None
    error: str | None = None

    def judge(self, result: Result) -> tuple[str, str] | None:
        """What was expected and what was found instead; None where it is as expected."""
        if self.error is not None:
            if result.sqlstate is not None and self.error in (result.sqlstate, condition_name(result.sqlstate)):
                return None
            return f"error {self.error}", shown_error(result) if result.error else "no error"
        for expected, instead in self._comparisons(result):
            if instead is not None:
                return expected, _cut(instead)
        return None

    def _comparisons(self, result: Result) -> Iterable[tuple[str, str | None]]:
        if self.count is not None:
            good = self.count.allow(len(result.rows))
            yield f"{self.count} rows", None if good else _count(len(result.rows), "row")
        if self.affected is not None:
            count = result.affected or 0
            yield f"{self.affected} rows affected", None if self.affected.allow(count) else str(count)
        if self.value is not None:
            single = len(result.rows) == 1 and len(result.columns) == 1
            good = single and self.value.matches(result.rows[0][0])
            truth = isinstance(self.value.node, strict_yaml.Scalar) and isinstance(self.value.node.value, bool)
            rows = [[_TRUTH.get(cell or "", cell) for cell in row] for row in result.rows] if truth else result.rows
            yield str(self.value), None if good else _shown(rows)
        if self.rows is not None:
            yield _expected_rows(self.rows), None if self._same_rows(result) else _shown(result.rows)
        if self.contains:
            missing = self._missing(result)
            yield f"among the rows: {_expected_rows(tuple(missing))}", _shown(result.rows) if missing else None

    def _same_rows(self, result: Result) -> bool:
        rows = self.rows or ()
        return len(rows) == len(result.rows) and all(
            _same_row(wanted, self.columns[i] if self.columns else (), result.columns, result.rows[i])
            for i, wanted in enumerate(rows)
        )

    def _missing(self, result: Result) -> list[tuple[Wanted, ...]]:
        """The rows of `contains` that are not there; each found row counts once."""
        left = list(result.rows)
        missing: list[tuple[Wanted, ...]] = []
        for position, wanted in enumerate(self.contains):
            columns = self.contained_columns[position] if self.contained_columns else ()
            found = next((row for row in left if _same_row(wanted, columns, result.columns, row)), None)
            if found is None:
                missing.append(wanted)
            else:
                left.remove(found)
        return missing


def _same_row(
    wanted: tuple[Wanted, ...], named: tuple[str, ...], columns: tuple[str, ...], found: tuple[Cell, ...]
) -> bool:
    """Whether a row is the expected one; where that names its columns, by those alone."""
    if named:
        values = dict(zip(columns, found, strict=True))
        if any(name not in values for name in named):
            return False
        found = tuple(values[name] for name in named)
    return len(wanted) == len(found) and all(w.matches(f) for w, f in zip(wanted, found, strict=True))


def read_expectation(node: Node, *, statements: bool = False) -> Expectation:
    """Read `expect:`; `statements` allows what only behaviours can expect."""
    known = ["value", "rows", "contains", "count"] + (["affected", "error"] if statements else [])
    nodes = strict_yaml.fields(node, known=known)
    if not nodes:
        raise SchemaError("nothing is expected", remedy=f"Add one of {', '.join(known)}.", where=node.where)
    if "error" in nodes and len(nodes) > 1:
        raise SchemaError("a statement that fails gives nothing else to expect", where=nodes["error"].where)
    rows, columns = _read_rows(nodes["rows"]) if "rows" in nodes else (None, ())
    contains, contained = _read_rows(nodes["contains"]) if "contains" in nodes else ((), ())
    if "contains" in nodes and not contains:
        raise SchemaError("no row is named", remedy="Write rows: [] for no rows.", where=nodes["contains"].where)
    return Expectation(
        value=Wanted(nodes["value"]) if "value" in nodes else None,
        rows=rows,
        columns=columns,
        contains=contains,
        contained_columns=contained,
        count=_read_count(nodes["count"]) if "count" in nodes else None,
        affected=_read_count(nodes["affected"]) if "affected" in nodes else None,
        error=_read_error(nodes["error"]) if "error" in nodes else None,
    )


def expectation_schema(*, statements: bool = False) -> JsonSchema:
    """The JSON Schema of `expect:`."""
    count: JsonSchema = {
        "anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": "object", "properties": BOUNDS_SCHEMA, "additionalProperties": False, "minProperties": 1},
        ]
    }
    rows: JsonSchema = {"type": "array", "items": {"type": ["array", "object"]}}
    keys: JsonSchema = {"value": {}, "rows": rows, "contains": rows | {"minItems": 1}, "count": count}
    if statements:
        keys |= {"affected": count, "error": {"type": ["string", "integer"]}}
    return {"type": "object", "properties": keys, "additionalProperties": False, "minProperties": 1}


def condition_name(sqlstate: str | None) -> str:
    """PostgreSQL's name of an SQLSTATE: "unique_violation" for 23505; the code where psycopg does not know it."""
    try:
        name = errors.lookup(sqlstate or "").__name__
    except KeyError:
        return sqlstate or "error"
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).strip("_")


def shown_error(result: Result) -> str:
    """The error that a statement ended with, by the name of its condition."""
    return f"{condition_name(result.sqlstate)}: {result.error}"


def _read_error(node: Node) -> str:
    text = strict_yaml.scalar_text(node)
    if len(text) == 5 and text.isalnum() and text.upper() == text:
        return text
    class_name = "".join(part.capitalize() for part in text.split("_"))
    if "_" not in text or not hasattr(errors, class_name):
        raise SchemaError(
            f'"{text}" is neither an SQLSTATE nor a condition',
            remedy="Write for example 42501 or insufficient_privilege.",
            where=node.where,
        )
    return text


def _read_count(node: Node) -> Bounds:
    if isinstance(node, strict_yaml.Mapping):
        return read_bounds(strict_yaml.fields(node, known=_BOUNDS), node.where)
    return Bounds(exactly=strict_yaml.integer(node, least=0))


def _read_rows(node: Node) -> tuple[tuple[tuple[Wanted, ...], ...], tuple[tuple[str, ...], ...]]:
    items = strict_yaml.sequence(node).items
    if all(isinstance(item, strict_yaml.Mapping) for item in items) and items:
        mappings = [strict_yaml.mapping(item) for item in items]
        rows = tuple(tuple(Wanted(value) for _, value in mapping) for mapping in mappings)
        return rows, tuple(tuple(name for name, _ in mapping) for mapping in mappings)
    return tuple(tuple(Wanted(cell) for cell in strict_yaml.sequence(item)) for item in items), ()


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _number(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _count(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _expected_rows(rows: tuple[tuple[Wanted, ...], ...]) -> str:
    return _cut("; ".join(", ".join(map(str, row)) for row in rows) or "no rows")


def _shown(rows: Sequence[Sequence[Cell]]) -> str:
    return "; ".join(", ".join("null" if cell is None else cell for cell in row) for row in rows[:20]) or "no rows"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
