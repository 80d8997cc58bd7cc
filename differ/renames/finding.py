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
    for _ in range(
        len(options) + 2
    ):  # what an option renames may make room for what a hint does, and the other way round
        renames, stuck = hinted_renames(hinted, live, desired, asked)
        again = asked_renames(options, live, desired, renames)
        if again == asked:
            break
        asked = again
    _check([*renames, *asked], asked, live, desired)
    left = [_not_followed(one) for one in stuck if one.part is None and one.old not in desired.objects]
    return sorted([*renames, *asked], key=lambda rename: rename.depth), left


def _check(renames: Sequence[Rename], asked: Sequence[Rename], live: Snapshot, desired: Snapshot) -> None:
    """SchemaError where two renames contradict each other, or hints could not tell that they were followed."""
    from differ.renames.former import Former, circles, doubles

    for one, other in doubles(renames):
        same = one.old_name == other.old_name
        problem = (
            f"{one.old_name} cannot be renamed to both {one.new_name} and {other.new_name}"
            if same
            else f"{one.new_name} cannot have been both {one.old_name} and {other.old_name}"
        )
        said = f" ({one.where})" if one.where != other.where else ""
        raise SchemaError(f"{problem}{said}.", where=other.where, remedy="Remove one of the two.")
    for circle in circles(renames, Former(renames)):
        if not any(one in asked for one in circle):
            said = " ".join(f"--rename {_option(one, live, desired)}" for one in circle)
            raise SchemaError(
                f"These hints exchange names ({', '.join(f'{one.old_name} → {one.new_name}' for one in circle)}): "
                "no database could tell afterwards that it has followed them.",
                where=circle[0].where,
                remedy=f"Remove these hints and say it once: {said}",
            )


def _option(one: Rename, live: Snapshot, desired: Snapshot) -> str:
    """The pair OLD=NEW as a shell takes it."""
    ends = []
    for ref, snapshot, part in zip((one.old, one.new), (live, desired), one.part or (None, None), strict=True):
        named = kind_of(ref).within or len(ref.path) < 3
        name = qualified(*ref.path) if named else kind_of(ref).label(snapshot.objects[ref])
        ends.append(name if part is None else f"{name}.{ident(part)}")
    return quote("=".join(ends))


def _not_followed(one: Rename) -> str:
    return (
        f"the hint at {one.where} is not followed: {one.new_name} is there already, and {one.old_name} goes. "
        "Rename or drop the one that is there, or remove the hint"
    )
