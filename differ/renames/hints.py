"""`-- differ: renamed from NAME` in the schema → which object is meant, and what it was called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from differ.hints import label_of, meant
from differ.kinds import kind_of
from differ.model import Ref, Snapshot
from differ.renames.former import Former, to_follow
from differ.renames.rename import Rename
from differ.scripts.tokens import unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from differ.scripts.script import Hint

_PART = re.compile(r'"(?:[^"]|"")+"|[^".]+')


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a qualified name as SQL writes it, as PostgreSQL keeps them."""
    return tuple(map(unquoted, _PART.findall(name)))


@dataclass(frozen=True, slots=True)
class Hinted:
    """A described object, or a part of it, and the former name in parts, as far as the hint says it."""

    ref: Ref
    former: tuple[str, ...]
    where: str
    part: str | None = None


def hinted_objects(hints: Iterable[Hint], described: Snapshot) -> tuple[Hinted, ...]:
    """The objects that hints stand above; SchemaError where that is none, or more than one."""
    return tuple(_hinted(hint, described) for hint in hints if hint.verb == "renamed from")


def hinted_renames(
    hinted: Sequence[Hinted], live: Snapshot, desired: Snapshot, asked: Sequence[Rename] = ()
) -> tuple[list[Rename], list[Rename]]:
    """The hints that the live database has yet to follow, beside the renames that are `asked` for: the former name is
    there, and the new one is not, or goes on under another itself. And those whose new name is there and stays.

    A hint that was followed may stay in the schema for as long as there are databases with the former name.
    """
    former = Former(asked)
    found: list[Rename] = []
    stuck: list[Rename] = []
    for _, together in groupby(sorted(hinted, key=_depth), key=lambda one: _depth(one)[:2]):
        wanted = [rename for one in together if (rename := _wanted(one, former, live, desired)) is not None]
        follow, stay = to_follow(wanted, (*asked, *found), live, former)
        former.add(follow)
        found += follow
        stuck += stay
    return found, stuck


def _depth(one: Hinted) -> tuple[bool, int, str]:
    return one.part is not None, len(one.ref.path), one.where


def _wanted(one: Hinted, former: Former, live: Snapshot, desired: Snapshot) -> Rename | None:
    """What the hint asks for, whether it can be or not; None where that is nothing in the desired state."""
    if one.ref not in desired.objects:
        return None
    if one.part is None:
        return Rename(_former(one, former, live, desired), one.ref, one.where)
    old = former.of(one.ref)
    if old is None or one.part not in kind_of(one.ref).parts(desired.objects[one.ref]):
        return None
    return Rename(old, one.ref, one.where, (one.former[-1], one.part))


def _former(one: Hinted, former: Former, live: Snapshot, desired: Snapshot) -> Ref:
    """The object under its former name, in a schema or table that may have been renamed itself."""
    kind, path = one.ref.kind, one.ref.path
    if kind_of(one.ref).within:
        return Ref(kind, (*(former.relation(path[:-1]) or path[:-1]), one.former[-1]))
    if len(path) == 1:
        return Ref(kind, one.former[-1:])
    schema = former.schema(path[0]) or path[0]
    if len(one.former) > 1:
        schema = one.former[-2]
        if Ref("schema", (schema,)) not in live.objects:  # it may be said as it is to be called
            schema = former.schema(schema) or schema
    found = Ref(kind, (schema, one.former[-1], *path[2:]))
    if found in live.objects or len(path) == 2:
        return found
    # Types of its arguments may have had other names, too.
    others = [ref for ref in live.found.of_kind(kind) if ref.path[:2] == found.path[:2] and ref not in desired.objects]
    return others[0] if len(others) == 1 else found


def _hinted(hint: Hint, described: Snapshot) -> Hinted:
    ref, part = meant(hint, described)
    return Hinted(ref, parts_of(hint.text) if part is None else (label_of(hint.text),), hint.where, part)
