"""Which table is whose child, for the kinds whose objects come from a parent."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from differ.model import Object, Ref, Snapshot


@dataclass(frozen=True, slots=True)
class Inheritance(Object):
    """`path` is (schema, table, parent's schema, parent); `bound` is None where the parent is not partitioned."""

    bound: str | None


def stays(object: Object, host: Ref, gone: Container[Ref]) -> bool:
    """Whether a child's column or constraint stays although its parent's goes: it is let go of before."""
    return host.kind == object.ref.kind and Ref("inheritance", (*object.ref.path[:2], *host.path[:2])) in gone


def parents_of(snapshot: Snapshot, table: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths of the tables that a table inherits from or is a partition of."""
    if "parents" not in snapshot.memo:
        parents: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for ref in snapshot.objects:
            if ref.kind == "inheritance":
                parents.setdefault(ref.path[:2], []).append(ref.path[2:])
        snapshot.memo["parents"] = parents
    known: list[tuple[str, ...]] = snapshot.memo["parents"].get(table, [])
    return known


def new_parents(object: Object, desired: Snapshot) -> Iterable[Ref]:
    """What ties the table of a column or constraint to parents that are not partitioned."""
    for parent in parents_of(desired, object.ref.path[:2]):
        ref = Ref("inheritance", (*object.ref.path[:2], *parent))
        tie = desired.objects[ref]
        shared = Ref(object.ref.kind, (*parent, object.ref.path[2]))
        if isinstance(tie, Inheritance) and tie.bound is None and shared in desired.objects:
            yield ref
