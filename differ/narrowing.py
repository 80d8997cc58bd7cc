"""Two snapshots → what of them a plan has to look at: the parts of tables that no change reaches are left aside."""

from __future__ import annotations

from dataclasses import replace

from differ.model import Found, Snapshot, no_needs


def narrowed(live: Snapshot, desired: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Both snapshots with all differences, and with all that a plan for these may touch.

    Where that is not known before all objects are made, and where most of them differ, they come back whole.
    """
    apart = live.found.differing(desired.found)
    if live.find_reached is None or desired.find_reached is None or apart is None or live.scopes or desired.scopes:
        return live, desired
    changed = {*apart[0], *apart[1]}
    if not changed:
        return _nothing_of(live), _nothing_of(desired)
    relations: set[tuple[str, ...]] = set()
    for find_reached in (live.find_reached, desired.find_reached):
        reached = find_reached(changed)
        if reached is None:
            return live, desired
        relations |= reached
    before, after = (one.found.narrowed(relations) for one in (live, desired))
    if before is None or after is None:
        return live, desired
    return replace(live, found=before, memo={}), replace(desired, found=after, memo={})


def _nothing_of(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, found=Found(), memo={}, find_needs=no_needs)
