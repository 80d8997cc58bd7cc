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
        before, after = (replace(one, found=Found(), memo={}, find_needs=no_needs) for one in (live, desired))
        return before, after
    if len(changed) > MOST:
        return live, desired
    reached = live.find_reached(changed) | desired.find_reached(changed)
    before, after = (replace(one, found=one.found.narrowed(reached), memo={}) for one in (live, desired))
    return before, after
