"""`indexes:` of tables and materialised views, by name; those behind keys are found too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from differ.checks.definitions import IndexParts, index_parts, key_columns
from differ.checks.forms import Expression, Expressions, Flag, Form, Names, Value
from differ.checks.lookup import members
from differ.checks.named import TEXTS, NamedKind, Property
from differ.kinds.indexes import Index
from differ.model import Object

if TYPE_CHECKING:
    from differ.checks.base import Context, Owner, Path
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_COLUMNS = Expressions()


def _parts(item: Any) -> IndexParts:
    if isinstance(item, Index):
        return index_parts(item.definition)
    distinct = "NULLS NOT DISTINCT" not in item.definition
    return IndexParts(True, "btree", key_columns(item.definition), (), None, distinct)


class Indexes(NamedKind[Object], name="indexes", within=("tables", "views"), order=6):
    description = "Indexes by name; the short form is the list of columns of a plain B-tree index."
    label = "index"
    short_schema = TEXTS
    properties = (
        Property("columns", _COLUMNS, lambda item, _: _parts(item).columns),
        Property("unique", Flag(), lambda item, _: _parts(item).unique, False),
        Property("method", Form(), lambda item, _: _parts(item).method, "btree"),
        Property("include", Names(), lambda item, _: _parts(item).include, ()),
        Property("where", Expression(), lambda item, _: _parts(item).predicate, None, always=True),
        Property("nulls_distinct", Flag(), lambda item, _: _parts(item).nulls_distinct, True),
        Property("valid", Flag(), lambda item, _: not isinstance(item, Index) or item.valid, True, always=True),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Object]:
        constraints = members(snapshot, "constraint", owner)
        keys = {name: item for name, item in constraints.items() if item.type in "pu"}
        return {**keys, **members(snapshot, "index", owner)}

    def short(self, node: Node) -> dict[str, Value]:
        return {
            "columns": _COLUMNS.read(node),
            "unique": False,
            "method": "btree",
            "include": (),
            "where": None,
            "nulls_distinct": True,
            "valid": True,
        }

    def shortened(self, properties: dict[str, Any]) -> Any:
        return properties["columns"] if len(properties) == 1 else properties

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        """Without those behind keys, which stand under the keys."""
        found = super().scaffold(owner, snapshot, context) or {}
        plain = members(snapshot, "index", owner.path) if owner else {}
        return {name: node for name, node in found.items() if name in plain} or None
