"""What has its name from a renamed table: sequences, indexes and keys, that go on with their table or column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Object, Ref, Snapshot
from differ.renames.moves import names_of
from differ.renames.rename import Rename

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def carried_along(renames: Sequence[Rename], found: Snapshot, desired: Snapshot) -> list[Rename]:
    """What is as it is to be but for its name, in tables that have a new one, where the names change hands: what is
    called after one table must not become another one's. Where they do not, a plan sees to it."""
    groups = {rename.new.path for rename in renames} | {rename.new.path[:-1] for rename in renames}
    pairs = [pair for name in sorted(overriding("renamed")) for pair in _pairs(name, groups, found, desired)]
    settled = {rename.new for rename in renames}  # a hint has given these names
    pairs = [(old, new) for old, new in pairs if not settled.intersection((old.ref, new.ref))]
    taken = {name: old.ref for old, _ in pairs for name in names_of(old, old.ref)}
    for old, new in pairs:
        comes = names_of(old, new.ref) - names_of(old, old.ref)
        others = any(taken.get(name, old.ref) != old.ref for name in comes)
        if others or old.ref in desired.objects or new.ref in found.objects:
            return [Rename(one.ref, other.ref, "") for one, other in pairs]
    return []


def _pairs(
    name: str, groups: set[tuple[str, ...]], found: Snapshot, desired: Snapshot
) -> Iterator[tuple[Object, Object]]:
    kind = kind_of(Ref(name, ()))
    objects, wanted = found.found.of_kind(name), desired.found.of_kind(name)
    gone: dict[tuple[str, ...], list[Object]] = {}
    for ref, item in objects.items():
        group = kind.group(item)
        if group in groups and (ref not in wanted or kind.group(wanted[ref]) != group):
            gone.setdefault(group, []).append(item)
    for ref, new in wanted.items() if gone else ():
        group = kind.group(new)
        if ref not in objects or kind.group(objects[ref]) != group:
            old = next((item for item in gone.get(group, ()) if _goes_on(item, new)), None)
            if old is not None:
                gone[group].remove(old)
                yield old, new


def _goes_on(old: Object, new: Object) -> bool:
    kind = kind_of(new.ref)
    renamed = kind.renamed(old, new)
    if renamed is None:
        return False
    reached, _ = kind.alter(renamed, new)
    return bool(replace(reached, owner=new.owner, acl=new.acl, comment=new.comment) == new)
