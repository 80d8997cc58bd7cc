"""A hash over everything in a snapshot that a plan could change."""

from __future__ import annotations

import dataclasses
import hashlib

from differ.kinds import kind_of
from differ.model import Object, Snapshot
from differ.spelling import reread


def _compared(object_class: type[Object]) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(object_class) if f.compare and f.name not in ("ref", "acl"))


def fingerprint(snapshot: Snapshot) -> str:
    """The same for two databases exactly when comparing them finds no change; expressions count as a dump brings them
    back, in whichever words a server has them."""
    digest = hashlib.sha256()
    one_of_each = {ref.kind: item for ref, item in snapshot.objects.items()}
    names = {kind: _compared(type(item)) for kind, item in one_of_each.items()}
    for ref in sorted(snapshot.objects):
        item = snapshot.objects[ref]
        acl = None if item.acl is None else sorted(item.acl)
        values = [getattr(item, name) for name in names[ref.kind]]
        if not kind_of(ref).verbatim:
            values = [reread(value) if isinstance(value, str) else value for value in values]
        digest.update(repr((ref.kind, ref.path, acl, values)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
