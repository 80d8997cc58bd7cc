"""All renames that a plan starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.model import Snapshot
    from differ.renames.hints import Hinted
    from differ.renames.running import Rename


def find_renames(hinted: Sequence[Hinted], options: Sequence[str], live: Snapshot, desired: Snapshot) -> list[Rename]:
    """What hints and options (OLD=NEW) ask for, a table before its columns; mostly nothing, and then at no cost."""
    if not hinted and not options:
        return []
    from differ.renames.asking import asked_renames
    from differ.renames.hints import hinted_renames

    renames = hinted_renames(hinted, live, desired)
    renames += asked_renames(options, live, desired, renames)
    return sorted(renames, key=lambda rename: rename.depth)
