"""A small part of JSONPath (RFC 9535): names, indexes and wildcards; no filters, slices or descendants."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_SEGMENT = re.compile(
    r"""
    \.(?P<name>[^\W\d][\w]*)
    | (?P<every>\.\*|\[\s*\*\s*\])
    | \[\s*(?P<index>0|-?[1-9][0-9]*)\s*\]
    | \[\s*(?P<double>"(?:[^"\\]|\\.)*")\s*\]
    | \[\s*'(?P<single>(?:[^'\\]|\\.)*)'\s*\]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class JsonPath:
    """A path as written, and its segments: a name, an index, or None for all members."""

    text: str
    segments: tuple[str | int | None, ...]

    @property
    def singular(self) -> bool:
        """Whether it leads to one value at most."""
        return None not in self.segments

    def values(self, document: Any) -> list[Any]:
        """The values that the path leads to, in the document's order."""
        found = [document]
        for segment in self.segments:
            found = [value for node in found for value in _members(node, segment)]
        return found


def parse_path(text: str) -> JsonPath:
    """Read `$.a[0]["b c"][*]`; ValueError with the rest that is not understood."""
    if not text.startswith("$"):
        raise ValueError("a path begins with $")
    segments: list[str | int | None] = []
    position = 1
    while position < len(text):
        match = _SEGMENT.match(text, position)
        if match is None:
            raise ValueError(f"not understood from {text[position:]!r} on")
        segments.append(_segment(match))
        position = match.end()
    return JsonPath(text, tuple(segments))


def _segment(match: re.Match[str]) -> str | int | None:
    if match["every"] is not None:
        return None
    if match["index"] is not None:
        return int(match["index"])
    if match["name"] is not None:
        return match["name"]
    quoted = match["double"]
    if quoted is None:
        inner = match["single"].replace("\\'", "'").replace('"', '\\"')
        quoted = f'"{inner}"'
    name = json.loads(quoted)
    return str(name)


def _members(node: Any, segment: str | int | None) -> list[Any]:
    if segment is None:
        return list(node.values()) if isinstance(node, dict) else list(node) if isinstance(node, list) else []
    if isinstance(segment, str):
        return [node[segment]] if isinstance(node, dict) and segment in node else []
    if not isinstance(node, list) or not -len(node) <= segment < len(node):
        return []
    return [node[segment]]
