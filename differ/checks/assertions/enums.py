"""`enums:` with their values in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from differ.checks.forms import Names, Value
from differ.checks.lookup import members
from differ.checks.named import TEXTS, NamedKind, Property
from differ.kinds.types import Enum

if TYPE_CHECKING:
    from differ.checks.base import Path
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_VALUES = Names()


class Enums(NamedKind[Enum], name="enums", order=10):
    description = "Enums; the short form is the list of their values in order."
    label = "enum"
    short_schema = TEXTS
    properties = (Property("values", _VALUES, lambda enum, _: enum.labels),)

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Enum]:
        found: Mapping[str, Enum] = members(snapshot, "enum", owner)
        return found

    def short(self, node: Node) -> dict[str, Value]:
        return {"values": _VALUES.read(node)}

    def shortened(self, properties: dict[str, Any]) -> Any:
        return properties["values"]
