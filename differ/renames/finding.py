"""All renames that a plan starts with."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.sql import ident, qualified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.model import Snapshot
    from differ.renames.hints import Hinted
    from differ.renames.rename import Rename


def find_renames(
    hinted: Sequence[Hinted], options: Sequence[str], live: Snapshot, desired: Snapshot
) -> tuple[list[Rename], list[str]]:
    """What hints and options (OLD=NEW) ask for, a table before its columns; mostly nothing, and then at no cost.
    And a sentence for each hint that is not followed although what it names goes."""
    if not hinted and not options:
        return [], []
    from differ.renames.asking import asked_renames
    from differ.renames.hints import hinted_renames

    asked: list[Rename] = []
    # What an option renames may make room for what a hint does, and the other way round.
    for _ in range(len(options) + 2):
        renames, stuck = hinted_renames(hinted, live, desired, asked)
        again = asked_renames(options, live, desired, renames)
        if again == asked:
            break
        asked = again
    _check([*renames, *asked], asked, live, desired)
    left = [_not_followed(one, live, desired) for one in stuck if _goes(one, desired)]
    return sorted([*renames, *asked], key=lambda rename: rename.depth), left


def _check(renames: Sequence[Rename], asked: Sequence[Rename], live: Snapshot, desired: Snapshot) -> None:
    """SchemaError where two renames contradict each other, or hints could not tell that they were followed."""
    from differ.renames.former import Former, circles, doubles

    for one, other in doubles(renames):
        (old, new), (old_too, new_too) = (_names(rename, live, desired) for rename in (one, other))
        said = f" ({one.where})" if one.where != other.where else ""
        problem = f"{old} cannot be renamed to both {new} and {new_too}"
        if old != old_too:
            problem = f"{new} cannot have been both {old} and {old_too}"
        raise SchemaError(f"{problem}{said}.", where=other.where, remedy="Remove one of the two.")
    for circle in circles(renames, Former(renames)):
        if not any(one in asked for one in circle):
            pairs = ", ".join(" → ".join(_names(one, live, desired)) for one in circle)
            raise SchemaError(
                f"These hints exchange names ({pairs}): no database could tell afterwards that it has followed them.",
                where=circle[0].where,
                remedy="Remove these hints, and say it for once: "
                + " ".join(f"--rename {_option(one, live, desired)}" for one in circle),
            )


def _names(one: Rename, live: Snapshot, desired: Snapshot) -> tuple[str, ...]:
    """The former name and the new one, as a plan says them."""
    ends = zip((one.old, one.new), (live, desired), one.part or (None, None), strict=True)
    return tuple(
        ".".join(filter(None, (kind_of(ref).label(snapshot.objects[ref]), part))) for ref, snapshot, part in ends
    )


def _option(one: Rename, live: Snapshot, desired: Snapshot) -> str:
    """The pair OLD=NEW as a shell takes it."""
    ends = []
    for ref, snapshot, part in zip((one.old, one.new), (live, desired), one.part or (None, None), strict=True):
        named = kind_of(ref).within or len(ref.path) < 3
        name = qualified(*ref.path) if named else kind_of(ref).label(snapshot.objects[ref])
        ends.append(name if part is None else f"{name}.{ident(part)}")
    return quote("=".join(ends))


def _goes(one: Rename, desired: Snapshot) -> bool:
    if one.part is None:
        return one.old not in desired.objects
    return one.part[0] not in kind_of(one.new).parts(desired.objects[one.new])


def _not_followed(one: Rename, live: Snapshot, desired: Snapshot) -> str:
    old, new = _names(one, live, desired)
    return (
        f"the hint at {one.where} is not followed: {new} is there already, and {old} goes. "
        "Rename or drop the one that is there, or remove the hint"
    )
