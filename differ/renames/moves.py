"""Renames → statements in an order in which each name is free when it is taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Object, Ref, Snapshot, Step
from differ.renames.companions import MOVES_WITH, Companions
from differ.sql import aside_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from differ.renames.rename import Rename

Name = tuple[str, ...]


@dataclass(slots=True)
class _Move:
    """A rename on its way: the object as it is called by now, and how it is to be called."""

    item: Object
    first: Ref
    target: Ref
    part: tuple[str, str] | None
    rename: Rename

    def holds(self) -> set[Name]:
        return names_of(self.item, self.item.ref, self.part and self.part[0])

    def wants(self) -> set[Name]:
        return names_of(self.item, self.target, self.part and self.part[1]) - self.holds()


def rounds(renames: Iterable[Rename], live: Snapshot) -> list[list[Rename]]:
    """What can be renamed with one look at the database: schemas, then what is in them, then what these take along."""
    found: dict[tuple[int, bool], list[Rename]] = {}
    renames = list(renames)
    moved = {rename.old for rename in renames if rename.old.path[:1] != rename.new.path[:1]}
    for rename in renames:
        found.setdefault((rename.depth, _goes_along(rename.old, moved, live)), []).append(rename)
    return [found[key] for key in sorted(found)]


def _goes_along(ref: Ref, moved: set[Ref], live: Snapshot) -> bool:
    """Whether it comes into another schema with something else."""
    queue, seen = [ref], {ref}
    while queue if moved else ():
        for other, deptype in live.needs.get(queue.pop(), {}).items():
            if deptype in MOVES_WITH and other not in seen and len(other.path) > 1:
                if other in moved:
                    return True
                seen.add(other)
                queue.append(other)
    return False


def in_order(renames: Sequence[tuple[Rename, Object]], found: Snapshot, desired: Snapshot) -> Iterator[Step]:
    """The steps that rename these objects of one round, which `found` has."""
    moves = [_Move(item, item.ref, _target(rename, item), rename.part, rename) for rename, item in renames]
    companions = Companions(found, desired) if any(_leaves(move) for move in moves) else None
    pending = dict(enumerate(moves))
    holders = {name: i for i, move in pending.items() for name in move.holds()}
    others = _others(moves, found)
    settled: set[Name] = set()
    waiting = list(pending)
    while pending:
        still = []
        for i in waiting:
            move = pending[i]
            if any(holders.get(name, i) != i for name in move.wants()):
                still.append(i)
                continue
            yield from _made_room(move, others, desired)
            for name in move.holds():
                holders.pop(name, None)
            del pending[i]
            yield from _moved(move, {*holders, *others, *settled}, companions)
            settled |= names_of(move.item, move.target) if move.part is None else set()
        if len(still) == len(waiting):  # each waits for another: one of them waits under a name of its own
            move = pending[still[0]]
            for name in move.holds():
                holders.pop(name, None)
            yield _aside(move)
            holders |= dict.fromkeys(move.holds(), still[0])
        waiting = still


def names_of(item: Object, ref: Ref, part: str | None = None) -> set[Name]:
    """What an object takes with a name, beside others of its kind and of those that share names with it."""
    if part is not None:
        return {(ref.kind, *ref.path, part)}
    taken = {(ref.kind, *ref.path)}
    return taken | set(kind_of(ref).slots(replace(item, ref=ref)) if ref.kind in overriding("slots") else ())


def _target(rename: Rename, item: Object) -> Ref:
    """How an object that is called like this by now is to be called: what follows schema and name stays, types of
    arguments or the like, and what it is in has its name already."""
    path, wanted = item.ref.path, rename.new.path
    if rename.part is not None:
        return item.ref
    if kind_of(item.ref).within:
        return Ref(item.ref.kind, (*path[:-1], wanted[-1]))
    return Ref(item.ref.kind, (*wanted[:2], *path[2:]))


def _others(moves: Sequence[_Move], found: Snapshot) -> dict[Name, Object]:
    """What else has one of the names that are taken, on the way or in the end."""
    wanted = {name for move in moves for name in move.wants()}
    for move in moves:
        for ref in _ways(move.item.ref, move.target):
            wanted |= names_of(move.item, ref) - move.holds()
    moving = {move.item.ref for move in moves if move.part is None}
    have = {}
    for kind in overriding("slots") | {move.item.ref.kind for move in moves}:
        for ref, item in found.found.of_kind(kind).items():
            if ref not in moving:
                have.update(dict.fromkeys(wanted & names_of(item, ref), item))
    return have


def _ways(old: Ref, new: Ref) -> list[Ref]:
    """The names between, of which one is had for a while where both schema and name change."""
    if len(old.path) < 2 or kind_of(old).within or old.path[0] == new.path[0] or old.path[1] == new.path[1]:
        return []
    return [
        Ref(old.kind, (schema, name, *old.path[2:]))
        for schema, name in ((new.path[0], old.path[1]), (old.path[0], new.path[1]))
    ]


def _made_room(move: _Move, others: dict[Name, Object], desired: Snapshot) -> Iterator[Step]:
    """Something of another kind that has the name, and goes, waits for that under a name of its own."""
    for name in sorted(move.wants() & others.keys()):
        item = others.get(name)
        if item is None or item.ref in desired.objects:
            continue
        aside = Ref(item.ref.kind, _aside_path(item.ref))
        if name in names_of(item, aside):
            continue  # it has the name from elsewhere
        yield _said(kind_of(item.ref).rename(item, _last(item.ref), aside.path[_last(item.ref)]), move)
        for other in [other for other, holder in others.items() if holder is item]:
            del others[other]


def _leaves(move: _Move) -> bool:
    """Whether it goes into another schema."""
    return len(move.target.path) > 1 and move.target.path[0] != move.first.path[0]


def _moved(move: _Move, taken: set[Name], companions: Companions | None) -> Iterator[Step]:
    item, target = move.item, move.target
    if move.part is not None:
        yield _said(kind_of(item.ref).rename_part(item, *move.part), move)
        return
    if companions is not None and _leaves(move):
        for sql in companions.make_room(move.first, item.ref, target):
            yield _said(sql, move)
    ways = _ways(item.ref, target)
    free = [ref for ref in ways if not (names_of(item, ref) - move.holds()) & taken]
    if ways and not free:
        yield _aside(move)
        item = move.item
    parts = [i for i, (old, new) in enumerate(zip(item.ref.path, target.path, strict=True)) if old != new]
    if free and free[0] != ways[0]:
        parts.reverse()
    for i in parts:
        yield _said(kind_of(item.ref).rename(item, i, target.path[i]), move)
        item = replace(item, ref=Ref(item.ref.kind, (*item.ref.path[:i], target.path[i], *item.ref.path[i + 1 :])))


def _aside(move: _Move) -> Step:
    """Give it a name for the time until its own is free."""
    kind, ref = kind_of(move.item.ref), move.item.ref
    if move.part is not None:
        aside, new = aside_name(move.part[0]), move.part[1]
        sql = kind.rename_part(move.item, move.part[0], aside)
        move.part = aside, new
    else:
        path = _aside_path(ref)
        sql = kind.rename(move.item, _last(ref), path[_last(ref)])
        move.item = replace(move.item, ref=Ref(ref.kind, path))
    return _said(sql, move)


def _last(ref: Ref) -> int:
    """Which part of a path is the name."""
    return len(ref.path) - 1 if kind_of(ref).within else min(len(ref.path), 2) - 1


def _aside_path(ref: Ref) -> tuple[str, ...]:
    at = _last(ref)
    return (*ref.path[:at], aside_name(ref.path[at]), *ref.path[at + 1 :])


def _said(sql: str, move: _Move) -> Step:
    return Step(sql=sql, ref=move.rename.new, action="alter")
