"""schema/seeds/*.yaml → the rows that people wrote, each value with its place. PostgreSQL says later what they mean."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from differ import strict_yaml
from differ.errors import SchemaError
from differ.strict_yaml import Node, Scalar, Sequence

if TYPE_CHECKING:
    from pathlib import Path

Unlisted = Literal["keep", "delete"]
_UNLISTED: tuple[Unlisted, ...] = ("keep", "delete")
_KEYS = ("table", "key", "unlisted", "scope", "only", "rows")
_PART = r'("(?:[^"]|"")+"|[^\s".]+)'
_TABLE = re.compile(rf"{_PART}\.{_PART}\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row and the place of its column's name in the file."""

    node: Node
    where: str

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, Scalar) and self.node.value is None

    def json(self, *, typed: bool) -> str:
        """The value as JSON; unless `typed`, numbers and booleans become strings, so that they stay as written."""
        return _json(self.node, typed)


@dataclass(frozen=True, slots=True)
class SeedRow:
    """One row: the columns it lists, in the order of the file."""

    cells: dict[str, Cell]
    where: str


@dataclass(frozen=True, slots=True)
class Seed:
    """The rows of one table; `where` and `scope_where` are file:line:column."""

    table: tuple[str, str]
    key: tuple[str, ...]
    unlisted: Unlisted
    scope: str | None
    rows: tuple[SeedRow, ...]
    where: str
    scope_where: str = ""

    @property
    def name(self) -> str:
        return ".".join(self.table)

    @property
    def columns(self) -> dict[str, str]:
        """Every column that a row lists, and the place that names it first."""
        found: dict[str, str] = {}
        for row in self.rows:
            for name, cell in row.cells.items():
                found.setdefault(name, cell.where)
        return found


def read_seeds(folder: Path, *, environment: str) -> tuple[Seed, ...]:
    """The seeds of an environment, in the order of their file names; a folder that is not there has none.

    Files of the same table count as one. Raises SchemaError with file:line:column.
    """
    if not folder.is_dir():
        if folder.exists():
            raise SchemaError("not a folder", remedy="Seeds are YAML files in a folder.", where=str(folder))
        return ()
    seeds: dict[tuple[str, str], Seed] = {}
    for path in _files(folder):
        seed, environments = _read(path)
        if environments is not None and environment not in environments:
            continue
        seeds[seed.table] = _joined(seeds[seed.table], seed) if seed.table in seeds else seed
    for seed in seeds.values():
        _refuse_duplicates(seed)
    return tuple(seeds.values())


def _files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file()]
    hidden = [path for path in found if any(part.startswith(".") for part in path.relative_to(folder).parts)]
    return sorted(set(found) - set(hidden), key=lambda path: path.relative_to(folder).parts)


def _read(path: Path) -> tuple[Seed, tuple[str, ...] | None]:
    document = strict_yaml.load_mapping(path)
    found = strict_yaml.fields(document, known=_KEYS, required=("table", "key", "rows"))
    key = _key(found["key"])
    rows = tuple(_row(node, key) for node in strict_yaml.sequence(found["rows"]))
    unlisted = strict_yaml.choice(found["unlisted"], _UNLISTED) if "unlisted" in found else "keep"
    scope = strict_yaml.string(found["scope"]).strip() if "scope" in found else None
    if scope == "":
        raise SchemaError("the scope is empty", remedy="Write a condition, or remove it.", where=found["scope"].where)
    if scope is not None and unlisted == "keep":
        raise SchemaError(
            "a scope says which rows are deleted, but unlisted rows are kept",
            remedy="Write `unlisted: delete`, or remove the scope.",
            where=found["scope"].where,
        )
    environments = strict_yaml.strings(found["only"]) if "only" in found else None
    if environments == ():
        raise SchemaError("no environment: these rows would never be planned", where=found["only"].where)
    where = found["table"].where
    scope_where = found["scope"].where if "scope" in found else ""
    return Seed(_table(found["table"]), key, unlisted, scope, rows, where, scope_where), environments


def _table(node: Node) -> tuple[str, str]:
    text = strict_yaml.string(node)
    match = _TABLE.match(text)
    if match is None:
        remedy = 'Write schema.table, each in quotes where it holds a dot or a space: public."My table".'
        raise SchemaError(f'"{text}" does not name a table with its schema', remedy=remedy, where=node.where)
    schema, table = (part[1:-1].replace('""', '"') if part[0] == '"' else part for part in match.groups())
    return schema, table


def _key(node: Node) -> tuple[str, ...]:
    key = strict_yaml.strings(node)
    if not key:
        raise SchemaError("the key names no column", where=node.where)
    twice = next((name for i, name in enumerate(key) if name in key[:i]), None)
    if twice is not None:
        raise SchemaError(f'the key names the column "{twice}" twice', where=node.where)
    return key


def _row(node: Node, key: tuple[str, ...]) -> SeedRow:
    mapping = strict_yaml.mapping(node)
    cells = {name.text: Cell(value, name.where) for name, value in mapping.entries}
    for column in key:
        if column not in cells:
            raise SchemaError(f'the row lacks its key column "{column}"', where=node.where)
        if cells[column].is_null:
            raise SchemaError(f'the key column "{column}" is null', where=cells[column].where)
    for cell in cells.values():
        _refuse_text(cell.json(typed=True), cell.where)
    return SeedRow(cells, node.where)


def _refuse_text(text: str, where: str) -> None:
    # An escape in a quoted YAML text can say what no PostgreSQL text holds.
    strange = re.search("[\ud800-\udfff]", text)
    if strange or re.search(r"(?<!\\)(?:\\\\)*\\u0000", text):
        what = "a NUL character" if strange is None else f"half a character, U+{ord(strange.group()):04X}"
        raise SchemaError(f"PostgreSQL cannot store {what}", where=where)


def _joined(first: Seed, second: Seed) -> Seed:
    for name in ("key", "unlisted", "scope"):
        if getattr(first, name) != getattr(second, name):
            raise SchemaError(
                f"the table {first.name} is seeded in {first.where} too, with another `{name}`",
                remedy="Files of one table must agree on key, unlisted and scope.",
                where=second.where,
            )
    return replace(first, rows=first.rows + second.rows)


def _refuse_duplicates(seed: Seed) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in seed.rows:
        key = tuple(row.cells[column].json(typed=False) for column in seed.key)
        if key in seen:
            shown = ", ".join(f"{column} {text}" for column, text in zip(seed.key, key, strict=True))
            raise SchemaError(f"a second row with {shown}; the first is {seen[key]}", where=row.where)
        seen[key] = row.where


def _json(node: Node, typed: bool) -> str:
    if isinstance(node, Scalar):
        if node.value is None:
            return "null"
        if isinstance(node.value, str) or not typed:
            return json.dumps(node.text, ensure_ascii=False)
        return _number(node.text) if not isinstance(node.value, bool) else node.text.lower()
    if isinstance(node, Sequence):
        return f"[{', '.join(_json(item, typed) for item in node)}]"
    return f"{{{', '.join(f'{json.dumps(name, ensure_ascii=False)}: {_json(item, typed)}' for name, item in node)}}}"


def _number(text: str) -> str:
    """A YAML number with all its digits as JSON wants it: no plus sign, digits on both sides of the point."""
    text = text.removeprefix("+")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = re.sub(r"\A\.", "0.", digits)
    return sign + re.sub(r"\.(?!\d)", ".0", digits)
