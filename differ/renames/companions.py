"""What comes along into another schema, such as the indexes of a table, where its names may be taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Object, Ref, Snapshot
from differ.sql import aside_name

if TYPE_CHECKING:
    from collections.abc import Iterator

Name = tuple[str, ...]

_SPACES = ("relation", "type")  # in which a schema has each name once
MOVES_WITH = frozenset("aio")  # partitions and heirs stay where they are


class Companions:
    """The names that are taken in each schema while objects come and go."""

    def __init__(self, found: Snapshot, desired: Snapshot) -> None:
        self._found, self._desired = found, desired
        self._users = found.needed_by()
        named = (item for kind in overriding("slots") for item in found.found.of_kind(kind).values())
        self._taken = {slot for item in named for slot in kind_of(item.ref).slots(item)}

    def make_room(self, first: Ref, now: Ref, target: Ref) -> Iterator[str]:
        """The statements after which all that comes along with the object has a name that is free where it comes to.

        `first` is what it was called when the database was read, `now` what it is called. A plan renames it back.
        """
        left, come = set(), set()
        for item in self._along(first):
            kind = kind_of(item.ref)
            for slot in [slot for slot in kind.slots(item) if slot[0] in _SPACES and slot[1] == first.path[0]]:
                there = (slot[0], target.path[0], slot[2])
                left.add(slot)
                if there not in self._taken:
                    come.add(there)
                    continue
                sql = self._aside(item, slot, now, target)
                if sql is not None:
                    yield sql
                    break
        self._taken = (self._taken - left) | come

    def _aside(self, item: Object, slot: Name, now: Ref, target: Ref) -> str | None:
        kind, path = kind_of(item.ref), item.ref.path
        name = aside_name(path[-1])
        host = now.path if kind.within else path[:-1]
        if slot not in kind.slots(replace(item, ref=Ref(item.ref.kind, (*path[:-1], name)))):
            return kind.rename(replace(item, ref=Ref(item.ref.kind, (*host, path[-1]))), len(path) - 1, name)
        # It has the name for something of its own, as a column has that of its sequence.
        new = self._desired.objects.get(Ref(item.ref.kind, (*target.path, *path[2:])))
        freed = None if new is None else kind.freed(item, new)
        return None if freed is None or slot in kind.slots(freed[0]) else freed[1].sql

    def _along(self, ref: Ref) -> Iterator[Object]:
        queue, seen = [ref], {ref}
        while queue:
            for other, deptype in self._users.get(queue.pop(), {}).items():
                if deptype in MOVES_WITH and other not in seen:
                    seen.add(other)
                    queue.append(other)
                    if other.kind in overriding("slots"):
                        yield self._found.objects[other]
