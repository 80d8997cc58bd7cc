"""Two snapshots → changes. Names no kind."""

from __future__ import annotations

from differ.kinds import kind_of
from differ.model import Change, Snapshot


def compare(live: Snapshot, desired: Snapshot) -> list[Change]:
    """Every object that is on one side only, or on both and not the same."""
    changes: list[Change] = []
    for ref, old in live.objects.items():
        new = desired.objects.get(ref)
        if new is None or (old != new and not kind_of(ref).same(old, new)):
            changes.append(Change(ref, old, new))
    changes.extend(Change(ref, None, new) for ref, new in desired.objects.items() if ref not in live.objects)
    return changes
