"""`--rename OLD=NEW` → which objects are meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from differ.errors import UsageError
from differ.kinds import kind_of
from differ.model import Ref, Snapshot
from differ.renames.former import Former, to_follow
from differ.renames.hints import parts_of
from differ.renames.rename import Rename, main_objects

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = r'(?:"(?:[^"]|"")+"|[^".=])+'
_PAIR = re.compile(rf"({_NAME}(?:\.{_NAME})*)=({_NAME}(?:\.{_NAME})*)\Z")


def asked_renames(options: Sequence[str], live: Snapshot, desired: Snapshot, known: Sequence[Rename]) -> list[Rename]:
    """What the options ask for beyond what is known; UsageError where it cannot be.

    Names are those of a plan: public.users, public.users.email, public.total(integer); the label of an enum, the
    attribute of a composite type or the column of a view follows the name of its type or view.
    """
    former = Former(known)
    said = {(rename.old, rename.new, rename.part) for rename in known}
    found: list[Rename] = []
    for option in sorted(options, key=lambda text: len(parts_of(_halves(text)[0]))):
        rename = _asked(option, live, desired, former)
        if (rename.old, rename.new, rename.part) not in said:
            said.add((rename.old, rename.new, rename.part))
            former.add([rename])
            found.append(rename)
    _, stuck = to_follow(found, known, live, former)
    for rename in stuck:
        raise UsageError(
            f"{rename.where}: the new name is in the database already",
            remedy="Say as well what that one is to be called, or drop it first.",
        )
    return found


def _mains(pairs: Sequence[tuple[Ref, Ref]], olds: Sequence[Ref], news: Sequence[Ref]) -> list[tuple[Ref, Ref]]:
    return [(old, new) for old, new in pairs if old in olds and new in news]


def _halves(option: str) -> tuple[str, str]:
    match = _PAIR.match(option)
    if match is None:
        raise UsageError(
            f"--rename {option} is not of the form OLD=NEW",
            remedy="Name both as a plan does: --rename public.people=public.users, "
            "--rename public.users.name=public.users.full_name.",
        )
    return match.group(1), match.group(2)


def _asked(option: str, live: Snapshot, desired: Snapshot, former: Former) -> Rename:
    old, new = _halves(option)
    part = _asked_part(old, new, live, desired, former)
    if part is not None:
        return replace(part, where=f"--rename {option}")
    wanted = _called(new, desired, "the schema", option)
    places = {ref: former.under_its_name(ref) for ref in wanted}
    parents = [place.path[:-1] for place in places.values() if place is not None and kind_of(place).within]
    olds = _called(old, live, "the database", option, under=parents)
    pairs = [(o, n) for n in wanted for o in olds if o.kind == n.kind and len(o.path) == len(n.path)]
    pairs = [(o, n) for o, n in pairs if o != places[n]]
    # Mostly the one is on this side alone, and the other on that. A default is called as its column is.
    apart = [(o, n) for o, n in pairs if o not in desired.objects and places[n] not in live.objects]
    whole = _mains(pairs, main_objects(olds, live), main_objects(wanted, desired))
    pairs = [pair for pair in apart if pair in whole] or whole
    if not pairs:
        pairs = _mains(apart, main_objects([o for o, _ in apart], live), main_objects([n for _, n in apart], desired))
    if len(pairs) != 1:
        raise UsageError(
            f"--rename {option}: the two are not of one kind",
            remedy="An object can only become another one of its own kind.",
        )
    return Rename(*pairs[0], f"--rename {option}")


def _asked_part(old: str, new: str, live: Snapshot, desired: Snapshot, former: Former) -> Rename | None:
    """The part of an object that the two names mean; the second may leave out the object."""
    *path, name = parts_of(old)
    *other, wanted = parts_of(new)
    for ref, item in desired.objects.items() if path else ():
        if other and tuple(other) != ref.path:
            continue
        was = former.of(ref)
        if was is None or was not in live.objects or tuple(path) not in (ref.path, was.path):
            continue
        before, after = set(kind_of(ref).parts(live.objects[was])), set(kind_of(ref).parts(item))
        if name in before and wanted in after:
            return Rename(was, ref, "", (name, wanted))
    return None


def _called(text: str, there: Snapshot, place: str, option: str, *, under: Sequence[tuple[str, ...]] = ()) -> list[Ref]:
    """What has the name; columns and the like can be `under` the former name of their table as well."""
    parts = parts_of(text)
    paths = {parts, *((*path, parts[-1]) for path in under)}
    found = [ref for ref, item in there.objects.items() if ref.path in paths or kind_of(ref).label(item) == text]
    if not found:
        raise UsageError(
            f"--rename {option}: {place} has no {text} that the other side lacks",
            remedy="Name the object as a plan does, with its schema: what goes as OLD, what comes as NEW.",
        )
    return found
