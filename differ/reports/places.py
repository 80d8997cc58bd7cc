"""Where things are written: places in files as machines want them, and the lines of schema/ that create an object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from differ.errors import SchemaError

if TYPE_CHECKING:
    from differ.checks.findings import Finding
    from differ.scripts import Statement

_NAME = r'(?:"(?:[^"]|"")+"|[^\W\d][\w$]*)'
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_CREATE = re.compile(
    r"create\s+(?:or\s+replace\s+)?(?:unlogged\s+|recursive\s+|constraint\s+|unique\s+|trusted\s+|event\s+)*"
    r"(?P<kind>materialized\s+view|foreign\s+table|table|view|function|procedure|aggregate|type|domain|sequence|"
    r"extension|schema|index|policy|trigger)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?"
    rf"(?P<name>{_PATH})(?P<rest>.*?\bon\s+(?:only\s+)?(?P<table>{_PATH}))?",
    re.IGNORECASE | re.DOTALL,
)
_OF_TABLES = ("policy", "trigger", "index")
_IN_NO_SCHEMA = ("schema", "extension")


class Place(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    @classmethod
    def of(cls, where: str) -> Self:
        """The place that "file:line:column" or "file:line" names; a file alone is its first line."""
        match = re.fullmatch(r"(?P<file>.*?)(?::(?P<line>\d+))?(?::(?P<column>\d+))?", where, re.DOTALL)
        assert match is not None
        return cls(match["file"], int(match["line"] or 1), int(match["column"] or 1))


@dataclass(frozen=True)
class SchemaPlaces:
    """The lines of a schema's files that create what a finding is about; none where there are no such files.

    It goes by the first words of each statement, for people only: nothing else depends on it.
    """

    schema: Path
    shown: Path | None = None  # the name by which the schema's path is shown

    def find(self, finding: Finding) -> Place | None:
        """Where the object, or the part of it that the title names, is created."""
        kind, _, name = finding.object.partition(" ")
        if kind in ("materialized", "foreign"):
            more, _, name = name.partition(" ")
            kind = f"{kind} {more}"
        path = tuple(name.partition("(")[0].split("."))  # shown without quotes
        part, _, own = finding.title.partition(" ")
        if kind in (*_OF_TABLES, "column") and len(path) > 2:
            kind, path, part, own = "table", path[:2], kind, ".".join(path[2:])
        if part in _OF_TABLES:
            statement = self._statements.get((part, *path, own)) or self._statements.get((part, path[0], own))
            if statement is not None:
                return self._place(statement)
        statement = self._statements.get((kind, *path))
        if statement is None:
            return None
        if part == "column":
            column = re.search(rf"^[ \t]*(\"{re.escape(own)}\"|{re.escape(own)}\b)", statement.text, re.MULTILINE)
            return self._place(statement, column.start(1) if column else None)
        return self._place(statement)

    @cached_property
    def _statements(self) -> dict[tuple[str, ...], Statement]:
        from differ.scripts import read_script

        found: dict[tuple[str, ...], Statement] = {}
        try:
            script = read_script(self.schema, may_be_empty=True)
        except SchemaError:
            return found
        for statement in script.statements:
            match = _CREATE.match(statement.text, statement.offset)
            if match is None:
                continue
            kind = " ".join(match["kind"].lower().split())
            path = _folded(match["name"])
            if kind in _OF_TABLES:
                table = _in_public(_folded(match["table"])) if match["table"] else ("public", "")
                found.setdefault((kind, *table, path[-1]), statement)
                found.setdefault((kind, table[0], path[-1]), statement)
            else:
                found.setdefault((kind, *(path if kind in _IN_NO_SCHEMA else _in_public(path))), statement)
        return found

    def _place(self, statement: Statement, index: int | None = None) -> Place:
        line, column = statement.position(statement.offset if index is None else index)
        file = statement.file
        if self.shown is not None and file.is_relative_to(self.schema):
            file = self.shown / file.relative_to(self.schema)
        return Place(str(file), line, column)


def _folded(name: str) -> tuple[str, ...]:
    """A name as written, taken apart at its dots and folded as PostgreSQL does."""
    parts = re.findall(r'"((?:[^"]|"")+)"|([^\s."]+)', name)
    return tuple(quoted.replace('""', '"') if quoted else plain.lower() for quoted, plain in parts) or ("",)


def _in_public(path: tuple[str, ...]) -> tuple[str, ...]:
    return path if len(path) > 1 else ("public", *path)
