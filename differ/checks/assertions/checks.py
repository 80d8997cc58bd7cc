"""`checks:` of tables, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from differ.checks.definitions import check_expression
from differ.checks.forms import Expression, Flag, Value, expression_text
from differ.checks.lookup import members
from differ.checks.named import TEXT, NamedKind, Property
from differ.kinds.constraints import Constraint

if TYPE_CHECKING:
    from differ.checks.base import Path
    from differ.model import Snapshot
    from differ.strict_yaml import Node


class Checks(NamedKind[Constraint], name="checks", within=("tables",), order=5):
    description = "Check constraints by name; the short form is the expression."
    label = "check"
    short_schema = TEXT
    properties = (
        Property("expression", Expression(optional=False), lambda item, _: check_expression(item.definition)),
        Property("validated", Flag(), lambda item, _: item.validated, True, always=True),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Constraint]:
        return {name: item for name, item in members(snapshot, "constraint", owner).items() if item.type == "c"}

    def short(self, node: Node) -> dict[str, Value]:
        return {"expression": expression_text(node), "validated": True}

    def shortened(self, properties: dict[str, Any]) -> Any:
        return properties["expression"] if len(properties) == 1 else properties
