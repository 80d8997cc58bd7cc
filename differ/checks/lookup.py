"""Finding objects of a snapshot by what they belong to; the look-up is made once per snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from differ.kinds.indexes import Index
from differ.model import Object, Ref, Snapshot, once

_TOP: dict[str, Object] = {}


def members(snapshot: Snapshot, kind: str, owner: tuple[str, ...]) -> Mapping[str, Any]:
    """Objects of a kind by name: those of a schema, or of a table where the kind belongs to tables.

    They come in the order in which they were made.
    """
    return _members(snapshot).get((kind, owner), _TOP)


def get(snapshot: Snapshot, kind: str, path: tuple[str, ...]) -> Any:
    """The object of this kind and path, or None."""
    return snapshot.objects.get(Ref(kind, path))


@once
def _members(snapshot: Snapshot) -> dict[tuple[str, tuple[str, ...]], dict[str, Object]]:
    found: dict[tuple[str, tuple[str, ...]], dict[str, Object]] = {}
    births = snapshot.births
    for ref in sorted(snapshot.objects, key=lambda ref: births.get(ref, 0)):
        item = snapshot.objects[ref]
        owner = item.table if isinstance(item, Index) else ref.path[:-1]
        found.setdefault((ref.kind, owner), {})[ref.path[-1]] = item
    return found
