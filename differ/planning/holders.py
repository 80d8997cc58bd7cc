"""What holds values of a type within others: PostgreSQL does not check those, and refuses what would ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from differ.kinds import kind_of
from differ.model import Holding, Ref, Snapshot, Step
from differ.planning.planner import carry_over, close, make_again, make_room
from differ.planning.work import StepsByRef, Work, by_birth, loses_rows, needed_by, spread, standing

Before = Callable[[Iterable[int], Iterable[int]], None]


def holders(snapshot: Snapshot, type: Ref) -> set[Ref]:
    """What has values of the type on the disk, within others: elements, attributes, bounds. Or is taken for that."""
    found: set[tuple[Ref, Holding]] = set()
    said: set[Ref] = set()
    # A table's rows are in columns only as a part of something.
    queue: list[tuple[Ref, Holding]] = [(type, "as they are" if kind_of(type).in_columns else "within")]
    users = needed_by(snapshot)
    while queue:
        held, how = item = queue.pop()
        if item in found:
            continue
        found.add(item)
        hosts = {ref: deptype for ref, deptype in snapshot.needs.get(held, {}).items() if deptype != "n"}
        for ref, deptype in (*users.get(held, {}).items(), *hosts.items()):
            holding = kind_of(ref).holds(snapshot.objects[ref], held, deptype)
            if holding is not None:
                queue.append((ref, "within" if how == "within" else holding))
            elif how == "within" and snapshot.server.major < 16:
                said |= {ref} if kind_of(ref).says_rows(snapshot.objects[ref], held) else set()
    return said | {ref for ref, how in found if how == "within" and kind_of(ref).stores}


def make_way(work: Work, steps: Iterable[Step]) -> bool:
    """Keep what would be in the way in another form meanwhile, or take it down; whether there was any."""
    moved: list[tuple[Ref, bool]] = []
    freed = _freed(work, steps)
    held = {type: holders(work.live, type) & holders(work.desired, type) - work.parks.keys() for type in freed}
    whole = {host for type, refs in held.items() for ref in refs for host in _whole_hosts(work, ref, type)}
    anew = by_birth(whole - work.drops, work.live)
    for host in anew:
        make_again(work, work.live.objects[host], work.desired.objects[host], may_stay=False)
    if anew:
        close(work, [])
    left = standing(work)
    for type, refs in held.items():
        for ref in refs - work.drops:
            moved += _move(work, ref, type, left)
    close(work, [ref for ref, gone in moved if not gone])
    return bool(moved or anew)


def _whole_hosts(work: Work, ref: Ref, type: Ref) -> list[Ref]:
    """What needs the type as well, so that its part is not kept in another form; made anew, it has lost nothing."""
    hosts = (host for host in work.live.needs.get(ref, {}) if type in work.live.needs.get(host, {}))
    return [host for host in hosts if kind_of(host).is_whole_anew(work.live.objects[host])]


def _freed(work: Work, steps: Iterable[Step]) -> set[Ref]:
    """Types that are changed as they are; what holds values of another of the same name is in nobody's way."""
    types = {type for step in steps if step.frees for type in _reached(work, step)}
    return {type for type in types if type not in work.replaces and type not in work.creates}


def _reached(work: Work, step: Step) -> list[Ref]:
    """The types that the step changes, with those of rows of the tables that inherit what it makes or alters."""
    snapshot, refs = (work.desired, step.makes) if step.makes else (work.live, step.alters)
    if not step.sql:
        return [*step.frees]
    parts = [part for part in spread(snapshot, refs) if kind_of(part).within]
    hosts = (ref for part in parts for ref in snapshot.needs.get(part, ()) if ref.path == part.path[:-1])
    return list(dict.fromkeys([*step.frees, *hosts]))


def _move(work: Work, ref: Ref, type: Ref, left: Snapshot) -> list[tuple[Ref, bool]]:
    kind, old, new = kind_of(ref), work.live.objects[ref], work.desired.objects[ref]
    if set(kind.brought_by(old, work.live)) != set(kind.brought_by(old, left)):
        old, new = kind.alone(old), kind.alone(new)
    back = kind.rebuild(old, new, type, gone=False)
    if not back and loses_rows(old):
        return []
    if not back:
        work.made_way.add(ref)
        make_again(work, old, new, may_stay=False)
        return [(ref, True)]
    work.parks[ref] = kind.park(old, new)
    return [(ref, False), *make_room(work, ref), *carry_over(work, ref, back, type, gone=False)]


def order_holders(
    work: Work,
    steps: Sequence[Step],
    before: Before,
    *,
    makers: StepsByRef,
    alterers: StepsByRef,
    droppers: StepsByRef,
    parkers: StepsByRef,
) -> None:
    """Nothing holds values within others any more, and nothing does already, when a step needs it so."""
    as_they_are = _freed(work, steps)
    for i, step in ((i, step) for i, step in enumerate(steps) if step.frees):
        for type in _reached(work, step):
            after = holders(work.desired, type)
            for ref in after:
                before((i,), (*makers.get(ref, ()), *alterers.get(ref, ())))
            for ref in holders(work.live, type) if type in as_they_are else ():
                before((*droppers.get(ref, ()), *parkers.get(ref, ())), (i,))
                if ref not in after:
                    before(alterers.get(ref, ()), (i,))
