"""`tables:` that they exist, and their parts; also `views:` and `schemas:`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from differ.checks.forms import Flag, read_name
from differ.checks.lookup import members
from differ.checks.named import NamedKind, Property
from differ.kinds.schemas import Schema
from differ.kinds.tables import Table
from differ.kinds.views import View

if TYPE_CHECKING:
    from differ.checks.base import Context, Owner, Path
    from differ.model import Snapshot


class Tables(NamedKind[Any], name="tables", order=20):
    description = "Tables, plain, partitioned or foreign, and what belongs to each."
    label = "table"

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Any]:
        foreign = members(snapshot, "foreign table", owner)
        tables: Mapping[str, Table] = members(snapshot, "table", owner)
        return {**tables, **foreign} if foreign else tables


class Views(NamedKind[Any], name="views", order=30):
    description = "Views and materialised views."
    label = "view"
    properties = (
        Property("materialized", Flag(), lambda view, _: not isinstance(view, View), False),
        Property("security_invoker", Flag(), lambda view, _: _has_option(view, "security_invoker"), False),
        Property("security_barrier", Flag(), lambda view, _: _has_option(view, "security_barrier"), False),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Any]:
        materialized = members(snapshot, "materialized view", owner)
        views: Mapping[str, View] = members(snapshot, "view", owner)
        return {**views, **materialized} if materialized else views


class Schemas(NamedKind[Schema], name="schemas", order=1):
    description = "Schemas."
    label = "schema"

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Schema]:
        found: Mapping[str, Schema] = members(snapshot, "schema", ())
        return found

    def path(self, name: str, where: str, owner: Owner | None, context: Context) -> Path:
        return read_name(name, where)

    def prefixes(self, context: Context) -> Iterable[Path]:
        return [()]

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        found = super().scaffold(owner, snapshot, context) or {}
        return {name: node for name, node in found.items() if name in context.schemas} or None


def _has_option(view: Any, name: str) -> bool:
    values = dict(option.partition("=")[::2] for option in view.options or ())
    return values.get(name, "false").lower() in ("true", "on", "yes", "1", "")
