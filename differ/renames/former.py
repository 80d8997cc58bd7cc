"""Where described objects are in the live database, and which renames that has yet to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Ref, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from differ.renames.rename import Rename

# An object, or a part of it.
Place = tuple[Ref, str | None]


class Former:
    """The live names of described objects, by the renames that are known."""

    def __init__(self, renames: Iterable[Rename] = ()) -> None:
        self._old: dict[Ref, Ref] = {}
        self._relations: dict[tuple[str, ...], tuple[str, ...]] = {}  # tables, views and domains under both names
        self._gone: set[Ref] = set()  # what goes on under other names
        self._left: set[tuple[str, ...]] = set()  # what these were called
        self.add(renames)

    def add(self, renames: Iterable[Rename]) -> None:
        """Know more renames."""
        for rename in renames:
            if rename.part is not None:
                continue
            self._old[rename.new] = rename.old
            self._gone.add(rename.old)
            if rename.old.kind in overriding("slots") and len(rename.new.path) == 2:
                self._relations[rename.new.path] = rename.old.path
                self._left.add(rename.old.path)

    def schema(self, name: str) -> str | None:
        """What a described schema is called in the live database; None where that schema is to be another one."""
        ref = Ref("schema", (name,))
        if ref in self._old:
            return self._old[ref].path[0]
        return None if ref in self._gone else name

    def relation(self, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """The same of a table, view or domain."""
        if path in self._relations:
            return self._relations[path]
        schema = self.schema(path[0])
        found = None if schema is None else (schema, *path[1:])
        return None if found in self._left else found

    def of(self, ref: Ref) -> Ref | None:
        """What a described object is in the live database, if it is there; None where it cannot be."""
        return self._old.get(ref) or self.under_its_name(ref)

    def under_its_name(self, ref: Ref) -> Ref | None:
        """What has the name of a described object in the live database, if anything has; None where nothing can."""
        if len(ref.path) == 1:
            return ref
        if kind_of(ref).within:
            relation = self.relation(ref.path[:-1])
            return None if relation is None else Ref(ref.kind, (*relation, ref.path[-1]))
        schema = self.schema(ref.path[0])
        return None if schema is None else Ref(ref.kind, (schema, *ref.path[1:]))


def there(place: Place | None, snapshot: Snapshot) -> bool:
    """Whether a database has an object, or a part of it."""
    if place is None or place[0] not in snapshot.objects:
        return False
    ref, part = place
    return part is None or part in kind_of(ref).parts(snapshot.objects[ref])


def old_place(rename: Rename) -> Place:
    """What is to be renamed."""
    return rename.old, rename.part and rename.part[0]


def new_place(rename: Rename, former: Former) -> Place | None:
    """What has the new name in the live database, if anything has."""
    if rename.part is not None:
        return rename.old, rename.part[1]
    ref = former.under_its_name(rename.new)
    return None if ref is None else (ref, None)


def to_follow(
    asked: Sequence[Rename], known: Sequence[Rename], live: Snapshot, former: Former
) -> tuple[list[Rename], list[Rename]]:
    """The renames of one depth that can be made, and those whose new name is there already and stays."""
    places = {rename: new_place(rename, former) for rename in asked}
    wanted = [rename for rename in asked if there(old_place(rename), live) and places[rename] != old_place(rename)]
    moving: dict[Place, int] = {}
    for rename in (*wanted, *known):
        moving[old_place(rename)] = moving.get(old_place(rename), 0) + 1
    taking: dict[Place, list[Rename]] = {}  # those that can be made if the one goes on under another name, too
    for rename in wanted:
        place = places[rename]
        if place is not None and there(place, live):
            taking.setdefault(place, []).append(rename)
    stuck: set[Rename] = set()
    queue = [place for place in taking if place not in moving]
    while queue:
        for rename in taking[queue.pop()]:
            stuck.add(rename)
            moving[old_place(rename)] -= 1
            if not moving[old_place(rename)] and old_place(rename) in taking:
                queue.append(old_place(rename))
    return [one for one in wanted if one not in stuck], [one for one in wanted if one in stuck]


def circles(renames: Sequence[Rename], former: Former) -> Iterator[list[Rename]]:
    """Renames each of which takes the name that the next one gives up, the last one that of the first."""
    after = {old_place(rename): rename for rename in renames}
    seen: set[Rename] = set()
    for first in renames:
        chain: dict[Rename, None] = {}
        one: Rename | None = first
        while one is not None and one not in seen:
            seen.add(one)
            chain[one] = None
            place = new_place(one, former)
            one = None if place is None else after.get(place)
        if one in chain:
            found = list(chain)
            yield found[found.index(one) :]


def doubles(renames: Sequence[Rename]) -> Iterator[tuple[Rename, Rename]]:
    """Pairs that want one object under two names, or two under one."""
    for ends in ([old_place(one) for one in renames], [(one.new, one.part and one.part[1]) for one in renames]):
        seen: dict[Place, Rename] = {}
        for end, rename in zip(ends, renames, strict=True):
            if end in seen and (seen[end].old, seen[end].new, seen[end].part) != (rename.old, rename.new, rename.part):
                yield seen[end], rename
            seen.setdefault(end, rename)
