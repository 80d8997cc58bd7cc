"""Nodes of the file as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from differ import strict_yaml

if TYPE_CHECKING:
    from differ.strict_yaml import Node


def json_text(node: Node | None) -> str:
    """A node as JSON; numbers keep their digits."""
    if isinstance(node, strict_yaml.Mapping):
        return "{" + ", ".join(f"{json.dumps(name)}: {json_text(value)}" for name, value in node) + "}"
    if isinstance(node, strict_yaml.Sequence):
        return "[" + ", ".join(json_text(item) for item in node) + "]"
    if node is not None and isinstance(node.value, float):
        return json.dumps(node.value) if not node.text[:1].isdigit() or node.text.endswith(".") else node.text
    return json.dumps(node.value if node is not None else None, ensure_ascii=False)
