"""Two snapshots → changes. Names no kind."""

from __future__ import annotations

from differ.kinds import kind_of
from differ.model import Change, Snapshot


def compare(live: Snapshot, desired: Snapshot) -> list[Change]:
    """Every object that is on one side only, or on both and not the same."""
    changes: list[Change] = []
    olds, news = live.found.differing(desired.found) or (live.objects, desired.objects)
    for ref, old in olds.items():
        new = news.get(ref)
        if new is None or (old != new and not kind_of(ref).same(old, new)):
            changes.append(Change(ref, old, new))
    changes.extend(Change(ref, None, new) for ref, new in news.items() if ref not in olds)
    return changes
