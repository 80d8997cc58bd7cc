"""Plain values as YAML that people like to read: short mappings and lists on one line, quotes where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from differ import strict_yaml
from differ.errors import SchemaError

_WIDTH = 120
_PLAIN = re.compile(r"[^\W\d_](?:[^\n\r\t]*\S)?\Z")
_FLOW_MARKS = re.compile(r"[\[\]{},]")


def yaml_lines(value: dict[str, Any], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping, `indent` spaces in."""
    for key, node in value.items():
        yield from _entry(f"{' ' * indent}{scalar(key)}:", node, indent + 2)


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value; text is quoted where YAML would read something else."""
    if value is None:
        return "null"
    if not isinstance(value, str):
        return json.dumps(value)
    return value if _is_plain(value, flow) else json.dumps(value, ensure_ascii=False)


def _entry(head: str, node: Any, indent: int) -> Iterator[str]:
    flow = _flow(node)
    if flow is not None and len(head) + 1 + len(flow) <= _WIDTH:
        yield f"{head} {flow}".rstrip()
    elif isinstance(node, dict):
        yield head
        yield from yaml_lines(node, indent)
    elif isinstance(node, list):
        yield head
        for item in node:
            yield from _item(item, indent)
    elif "\n" in str(node) and not re.search(r"(?m)^\s|[^\S\n]$|[\x00-\x08\x0b-\x1f\x7f-\x9f]", str(node)):
        yield f"{head} |-" if not node.endswith("\n") else f"{head} |"
        yield from (f"{' ' * indent}{line}".rstrip() for line in node.rstrip("\n").split("\n"))
    else:
        yield from _folded(head, scalar(node), indent)


def _folded(head: str, text: str, indent: int) -> Iterator[str]:
    """A text that is too long for its line goes on in the next ones; YAML reads the line breaks as spaces."""
    line = head
    for part in re.split(r"(?<=\S) (?=[^\s#\\])", text):
        if len(line) + 1 + len(part) > _WIDTH and line.strip() not in ("", "-") and line != head:
            yield line
            line = " " * indent + part
        else:
            line = f"{line} {part}"
    yield line


def _item(item: Any, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    flow = _flow(item)
    if isinstance(item, str):
        yield from _folded(dash, scalar(item), indent + 4)
        return
    if not isinstance(item, dict) or (flow is not None and len(dash) + 1 + len(flow) <= _WIDTH):
        yield f"{dash} {flow if flow is not None else json.dumps(item, ensure_ascii=False)}"
        return
    first, *rest = yaml_lines(item, indent + 2)
    yield f"{dash} {first.lstrip()}"
    yield from rest


def _flow(node: Any, depth: int = 0) -> str | None:
    """The node on one line; None where it is too deep for that, or has text of several lines."""
    if isinstance(node, dict):
        if depth > 1 or any(isinstance(value, dict) and value for value in node.values()):
            return None
        parts = [(scalar(key, flow=True), _flow(value, depth + 1)) for key, value in node.items()]
        if any(text is None for _, text in parts):
            return None
        return "{" + ", ".join(f"{key}: {text}" for key, text in parts) + "}"
    if isinstance(node, list):
        items = [_flow(item, depth + 1) for item in node]
        return None if any(item is None for item in items) else f"[{', '.join(map(str, items))}]"
    if isinstance(node, str) and "\n" in node:
        return None
    return scalar(node, flow=depth > 0)


def _is_plain(text: str, flow: bool) -> bool:
    if (
        not _PLAIN.match(text)
        or ": " in text
        or " #" in text
        or text.endswith(":")
        or (flow and _FLOW_MARKS.search(text))
    ):
        return False
    try:
        node = strict_yaml.parse(text, "")
    except SchemaError:
        return False
    return isinstance(node, strict_yaml.Scalar) and node.value == text
