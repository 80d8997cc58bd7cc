"""Two snapshots → what of them a plan has to look at: the parts of tables that no change reaches are left aside."""

from __future__ import annotations

from dataclasses import replace

from differ.compare import compare
from differ.model import Found, Snapshot, no_needs


def narrowed(live: Snapshot, desired: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Both snapshots with all differences, and with all that a plan for these may touch.

    Where that is not known before all objects are made, and where most of them differ, they come back whole.
    """
    if live.find_reached is None or desired.find_reached is None or live.scopes or desired.scopes:
        return live, desired
    changed = [change.ref for change in compare(live, desired)]
    if not changed:
        return _nothing_of(live), _nothing_of(desired)
    reached = [one.find_reached(changed) for one in (live, desired) if one.find_reached is not None]
    relations = {path for paths in reached if paths is not None for path in paths}
    before, after = (None if None in reached else one.found.narrowed(relations) for one in (live, desired))
    if before is None or after is None:
        return live, desired
    return replace(live, found=before, memo={}), replace(desired, found=after, memo={})


def _nothing_of(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, found=Found(), memo={}, find_needs=no_needs)
