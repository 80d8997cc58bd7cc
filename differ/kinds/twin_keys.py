"""A partition's own foreign keys and exclusions that are like what it has from its parent: either could be taken for
that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from differ.model import Ref, Snapshot, once

if TYPE_CHECKING:
    from differ.kinds.constraints import Constraint


@once
def adopters_of(snapshot: Snapshot) -> dict[Ref, list[Ref]]:
    """What would take what a partition has of its own for its parent's, which is like another one: the parent's, and
    what ties the two tables."""
    constraints = cast("Iterable[Constraint]", snapshot.found.of_kind("constraint").values())
    keys = [item for item in constraints if item.type in "fx"]
    likes = {(item.ref.path[:2], _like(item)): item.parent for item in keys if item.parent is not None}
    parents = ((item.ref, likes.get((item.ref.path[:2], _like(item)))) for item in keys if item.parent is None)
    return {
        ref: [Ref("constraint", parent), Ref("inheritance", (*ref.path[:2], *parent[:2]))]
        for ref, parent in parents
        if parent is not None
    }


@once
def twins_at(snapshot: Snapshot) -> dict[Ref, list[Ref]]:
    """The constraints of `adopters_of`, by what would take them."""
    twins: dict[Ref, list[Ref]] = {}
    for ref, adopters in adopters_of(snapshot).items():
        for adopter in adopters:
            twins.setdefault(adopter, []).append(ref)
    return twins


def _like(key: Constraint) -> tuple[object, ...]:
    return key.definition, key.deferrable, key.deferred
