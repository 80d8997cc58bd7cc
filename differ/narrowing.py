"""Two snapshots → what of them a plan has to look at: the parts of tables that no change reaches are left aside."""

from __future__ import annotations

from dataclasses import replace

from differ.compare import compare
from differ.model import Found, Snapshot, no_needs

MOST = 2000  # more changes than this reach nearly all there is


def narrowed(live: Snapshot, desired: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Both snapshots with all differences, and with all that a plan for these may touch.

    Where that is not known before all objects are made, and where most of them differ, they come back whole.
    """
    if live.find_reached is None or desired.find_reached is None or live.scopes or desired.scopes:
        return live, desired
    changed = [change.ref for change in compare(live, desired)]
    if not changed:
        return _nothing_of(live), _nothing_of(desired)
    if len(changed) > MOST:
        return live, desired
    reached = live.find_reached(changed) | desired.find_reached(changed)
    before, after = (one.found.narrowed(reached) for one in (live, desired))
    if before is None or after is None:
        return live, desired
    return replace(live, found=before, memo={}), replace(desired, found=after, memo={})


def _nothing_of(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, found=Found(), memo={}, find_needs=no_needs)
