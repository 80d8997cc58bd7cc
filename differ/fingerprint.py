"""A hash over everything in a snapshot that a plan could change."""

from __future__ import annotations

import dataclasses
import hashlib
from functools import cache

from differ.model import Object, Snapshot


@cache
def _compared(object_class: type[Object]) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(object_class) if f.compare and f.name not in ("ref", "acl"))


def fingerprint(snapshot: Snapshot) -> str:
    """The same for two databases exactly when comparing them finds no change."""
    digest = hashlib.sha256()
    for ref in sorted(snapshot.objects):
        item = snapshot.objects[ref]
        acl = None if item.acl is None else sorted(item.acl)
        values = [getattr(item, name) for name in _compared(type(item))]
        digest.update(repr((ref.kind, ref.path, acl, values)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
