"""`columns:` of tables, and of views by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.forms import Expression, Flag, OneOf, OptionalText, TypeName, Value
from differ.checks.lookup import get, members
from differ.checks.named import TEXT, NamedKind, Property
from differ.errors import SchemaError
from differ.kinds.columns import Column
from differ.model import Object

if TYPE_CHECKING:
    from differ.checks.base import Path
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_SHORT = re.compile(
    r"(?P<type>.+?)(?:\s+(?P<null>null|not\s+null))?(?:\s+default\s+(?P<default>.+?))?(?:\s+(?P<late>null|not\s+null))?",
    re.IGNORECASE | re.DOTALL,
)
_IDENTITY = {"": "none", "a": "always", "d": "by default"}


def _default(column: Column, snapshot: Snapshot) -> str | None:
    found = get(snapshot, "default", column.ref.path)
    return None if found is None else str(found.expression)


class Columns(NamedKind[Column], name="columns", within=("tables",), order=1):
    description = "Columns; the short form is SQL: `varchar(255) not null default 'x'`."
    label = "column"
    short_schema = TEXT
    properties = (
        Property("type", TypeName(), lambda column, _: column.type),
        Property("nullable", Flag(), lambda column, _: not column.not_null),
        Property("default", Expression(), _default, None),
        Property("identity", OneOf(*_IDENTITY.values()), lambda column, _: _IDENTITY[column.identity], "none"),
        Property("generated", Expression(), lambda column, _: column.expression, None),
        Property("collation", OptionalText(), lambda column, _: column.collation, None),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Column]:
        found: Mapping[str, Column] = members(snapshot, "column", owner)
        return found

    def short(self, node: Node) -> dict[str, Value]:
        text = strict_yaml.string(node)
        match = _SHORT.fullmatch(text.strip())
        if match is None:
            raise SchemaError(f'"{text}" is not a column', where=node.where)
        null = match["null"] or match["late"] or "null"
        return {
            "type": match["type"],
            "nullable": null.lower() == "null",
            "default": match["default"],
            "identity": "none",
            "generated": None,
            "collation": None,
        }

    def shortened(self, properties: dict[str, Any]) -> Any:
        if properties.keys() - {"type", "nullable", "default"}:
            return properties
        text: str = properties["type"]
        text += "" if properties["nullable"] else " not null"
        return text + (f" default {properties['default']}" if "default" in properties else "")


class ViewColumns(NamedKind[Object], name="columns", within=("views",), order=1):
    description = "Names of columns that a view has."
    label = "column"

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Object]:
        view = get(snapshot, "view", owner) or get(snapshot, "materialized view", owner)
        # The names are quoted where SQL needs it; each may be followed by its type.
        return {_name(column): view for column in view.columns} if view else {}

    def scaffold(self, owner: Any, snapshot: Snapshot, context: Any) -> Any:
        return list(self.objects(owner.path, snapshot))


def _name(column: str) -> str:
    if column.startswith('"'):
        return column[1 : column.index('"', 1)]
    return column.partition(" ")[0]
