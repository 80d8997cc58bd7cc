"""`--rename OLD=NEW` → which objects are meant."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from differ.errors import UsageError
from differ.kinds import kind_of
from differ.model import Ref, Snapshot
from differ.renames.hints import parts_of
from differ.renames.running import Rename, main_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAME = r'(?:"(?:[^"]|"")+"|[^".=])+'
_PAIR = re.compile(rf"({_NAME}(?:\.{_NAME})*)=({_NAME}(?:\.{_NAME})*)\Z")


def asked_renames(options: Sequence[str], live: Snapshot, desired: Snapshot, known: Iterable[Rename]) -> list[Rename]:
    """What the options ask for beyond what is known; UsageError where it cannot be.

    Names are those of a plan: public.users, public.users.email, public.total(integer); the label of an enum, the
    attribute of a composite type or the column of a view follows the name of its type or view.
    """
    renamed = {rename.new.path: rename.old.path for rename in known}
    found: list[Rename] = []
    for option in sorted(options, key=lambda text: text.count(".")):
        match = _PAIR.match(option)
        if match is None:
            raise UsageError(
                f"--rename {option} is not of the form OLD=NEW",
                remedy="Name both as a plan does: --rename public.people=public.users, "
                "--rename public.users.name=public.users.full_name.",
            )
        part = _asked_part(match.group(1), match.group(2), live, desired, [*known, *found])
        if part is not None:
            found.append(replace(part, where=f"--rename {option}"))
            continue
        new = _called(match.group(2), desired, "the schema", option, unlike=live)
        old_parts = parts_of(match.group(1))
        parent = renamed.get(new[0].path[:-1])
        candidates = [
            Ref(ref.kind, path)
            for ref in new
            for path in (old_parts, (*parent, old_parts[-1]) if parent else old_parts)
            if Ref(ref.kind, path) in live.objects and Ref(ref.kind, path) not in desired.objects
        ] or _called(match.group(1), live, "the database", option, unlike=desired)
        old_ones = main_objects(list(dict.fromkeys(candidates)), live)
        pairs = [(o, n) for n in new for o in old_ones if o.kind == n.kind and len(o.path) == len(n.path)]
        if len(pairs) != 1:
            raise UsageError(
                f"--rename {option}: the two are not of one kind",
                remedy="An object can only become another one of its own kind.",
            )
        old, wanted = pairs[0]
        renamed[wanted.path] = old.path
        found.append(Rename(old, wanted, f"--rename {option}"))
    return found


def _asked_part(old: str, new: str, live: Snapshot, desired: Snapshot, known: Sequence[Rename]) -> Rename | None:
    """The part of an object that the two names mean; the second may leave out the object."""
    *path, name = parts_of(old)
    *other, wanted = parts_of(new)
    owners = {rename.new: rename.old for rename in known if rename.part is None}
    for ref, item in desired.objects.items() if path else ():
        kind, was = kind_of(ref), owners.get(ref, ref)
        if tuple(path) not in (ref.path, was.path) or (other and tuple(other) != ref.path) or was not in live.objects:
            continue
        before, after = set(kind.parts(live.objects[was])), set(kind.parts(item))
        if name in before - after and wanted in after - before:
            return Rename(was, ref, "", (name, wanted))
    return None


def _called(text: str, there: Snapshot, place: str, option: str, *, unlike: Snapshot) -> list[Ref]:
    parts = parts_of(text)
    found = [
        ref
        for ref, item in there.objects.items()
        if ref not in unlike.objects and (ref.path == parts or kind_of(ref).label(item) == text)
    ]
    if not found:
        raise UsageError(
            f"--rename {option}: {place} has no {text} that the other side lacks",
            remedy="Name the object as a plan does, with its schema: what goes as OLD, what comes as NEW.",
        )
    return main_objects(found, there)
