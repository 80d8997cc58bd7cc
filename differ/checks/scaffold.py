"""A database → an expected_state.yaml that it passes, to begin with and then to edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from differ.catalog import read_snapshot
from differ.checks.base import Context, kinds_within
from differ.checks.schema import FILE
from differ.checks.spec import VERSION
from differ.checks.yaml_text import yaml_lines
from differ.errors import UsageError

if TYPE_CHECKING:
    import psycopg

    from differ.model import Snapshot


def scaffold(
    snapshot: Snapshot | None,
    connection: psycopg.Connection[Any] | None = None,
    schemas: Iterable[str] = ("public",),
    *,
    json_schema: str = f"differ/checks/{FILE}",
) -> str:
    """The text of a file about these schemas; names leave out the first one. Equal databases give equal texts.

    Reads the catalog where only a connection is given. `json_schema` is named in the first line, for editors.
    """
    if snapshot is None:
        if connection is None:
            raise ValueError("scaffold needs a snapshot or a connection")
        snapshot = read_snapshot(connection)
    names = tuple(schemas)
    if not names:
        raise UsageError("there is no schema to describe", remedy="Name one that the database has with --schema.")
    context = Context(names[0], names)
    lines = [f"# yaml-language-server: $schema={json_schema}", f"version: {VERSION}"]
    if context.schema != "public":
        lines.append(f"schema: {context.schema}")
    for name, kind in kinds_within("").items():
        node = kind.scaffold(None, snapshot, context)
        if node:
            lines += ["", *_section(name, node)]
    return "\n".join(lines) + "\n"


def _section(name: str, node: Any) -> Iterable[str]:
    """A section; objects with several lines each are set apart."""
    lines = list(yaml_lines({name: node}))
    if name != "tables":
        return lines
    apart = [lines[0]]
    for position, line in enumerate(lines[1:]):
        if position and line[:2] == "  " and line[2:3] != " ":
            apart.append("")
        apart.append(line)
    return apart
