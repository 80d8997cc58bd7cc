"""Two snapshots → changes. Names no kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from differ.alias_lists import alike_in_order
from differ.kinds import kind_of
from differ.model import Change, Object, Snapshot
from differ.spelling import reread


def compare(live: Snapshot, desired: Snapshot) -> list[Change]:
    """Every object that is on one side only, or on both and not the same."""
    changes: list[Change] = []
    olds, news = live.found.differing(desired.found) or (live.objects, desired.objects)
    for ref, old in olds.items():
        new = news.get(ref)
        if new is None or (old != new and not same(old, new, live, desired)):
            changes.append(Change(ref, old, new))
    changes.extend(Change(ref, None, new) for ref, new in news.items() if ref not in olds)
    return changes


def same(old: Object, new: Object, live: Snapshot, desired: Snapshot) -> bool:
    """Whether two objects that are not equal still need no change."""
    kind = kind_of(new.ref)
    if kind.same(old, new):
        return True
    if kind.verbatim or not (kind.expressions or desired.described):
        return False
    if kind.expressions:
        old, new = alike_in_order(old, new, live, desired)
    return kind.same(_reread(old), _reread(new)) if desired.described else kind.same(old, new)


def _reread(item: Object) -> Object:
    """The object with its expressions as they come back from a dump."""
    texts: dict[str, Any] = {name: reread(value) for name, value in item.values().items() if isinstance(value, str)}
    return replace(item, **texts)
