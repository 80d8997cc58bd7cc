"""One order for all steps, from what objects need: pg_depend's edges and the kinds' own. Names no kind."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence

from differ.errors import DependencyCycle
from differ.kinds import kind_of
from differ.model import Ref, Snapshot, Step
from differ.planning.components import cycles_of, waiting_of
from differ.planning.cycles import (
    give_up_names,
    give_up_renames,
    leave_first,
    loosen,
    make_anew,
    make_in_two,
    park,
    replace_aside,
    set_aside,
)
from differ.planning.following import following
from differ.planning.holders import make_way
from differ.planning.joining import joined
from differ.planning.places import placed
from differ.planning.planner import build
from differ.planning.work import StepsByRef, Work


def ordered_steps(work: Work, rows: Sequence[Step] = (), changed: Collection[Ref] = ()) -> list[Step]:
    """All steps in an order that PostgreSQL accepts.

    `rows` are steps that change rows of the tables `changed`: they come as one block, before what judges those rows
    and after all else.
    Where folding a child into its parent closes a cycle, the child gets a step of its own and all is tried again;
    where the name of what is dropped is taken there, that is renamed first, and so is what is made again, and what
    takes a name in exchange for its own; where altering an object closes it, between what it used and what it is to
    use, it is dropped and made anew, or kept in another form meanwhile.
    Raises DependencyCycle, with the members' names, where that does not help: a bug in a kind.
    """
    while True:
        steps = build(work)
        if make_way(work, steps):
            continue
        followers = following(work, steps)
        cycles = cycles_of(followers)
        if not cycles:
            return placed(work, _arrange(work, steps, _with_wishes(work, steps, followers), rows, changed))
        members = {ref for cycle in cycles for i in cycle for ref in (*steps[i].makes, *steps[i].drops)}
        if give_up_renames(work, members):
            continue
        hosts = {steps[i].ref for cycle in cycles for i in cycle}
        altered = {ref for cycle in cycles for i in cycle for ref in steps[i].alters}
        guests = members - work.apart - hosts
        if guests and leave_first(work, [steps[i] for cycle in cycles for i in cycle], guests, altered):
            continue
        if guests:
            needing, needed = _entangled(work, steps, cycles)
            work.apart |= guests & needing or guests & needed or guests
            continue
        if _free_names(work, [steps[i] for cycle in cycles for i in cycle]):
            continue
        if give_up_names(work, altered):
            continue
        helped = loosen(work, members) or make_in_two(work, members) or park(work, altered)
        if not helped and not replace_aside(work, members) and not make_anew(work, altered):
            names = ", ".join(sorted({str(steps[i].ref) for cycle in cycles for i in cycle}))
            raise DependencyCycle(f"these steps need each other: {names}", remedy="Please report this as a bug.")


def _entangled(work: Work, steps: list[Step], cycles: list[list[int]]) -> tuple[set[Ref], set[Ref]]:
    """What needs an object of another step of its cycle, and what is needed so."""
    needing, needed = set(), set()
    for cycle in cycles:
        # A step that follows the making of an object, such as a grant, stands for that one if nothing else does.
        owners = {steps[i].ref: i for i in cycle}
        owners |= {ref: i for i in cycle for ref in (*steps[i].makes, *steps[i].drops, *steps[i].alters)}
        for ref, i in owners.items():
            for other in (*work.live.needs.get(ref, ()), *work.desired.needs.get(ref, ())):
                if owners.get(other, i) != i:
                    needing.add(ref)
                    needed.add(other)
    return needing, needed


def _free_names(work: Work, steps: list[Step]) -> bool:
    """Set aside what is dropped in a cycle and whose name another kind of object takes there; whether there is any."""
    taken = {slot for step in steps for ref in step.makes for slot in kind_of(ref).slots(work.desired.objects[ref])}
    found = {
        ref
        for step in steps
        for ref in step.drops
        if ref not in work.set_aside and taken.intersection(kind_of(ref).slots(work.live.objects[ref]))
    }
    found = {ref for ref in found - work.creates if kind_of(ref).set_aside(work.live.objects[ref]) is not None}
    set_aside(work, found)
    return bool(found)


def _with_wishes(work: Work, steps: list[Step], followers: list[set[int]]) -> list[set[int]]:
    """The edges, and where they allow it those by which an object is made before the like of it goes."""
    droppers = _index(steps, "drops")
    makers = _index(steps, "makes") if droppers else {}
    leaving: dict[tuple[str, ...], list[int]] = {}
    for ref, own in droppers.items():
        key = kind_of(ref).relay(work.live.objects[ref])
        if key is not None and ref not in makers:
            leaving.setdefault(key, []).extend(i for i in own if steps[i].ref == ref)
    if not leaving:
        return followers
    wished = [set(successors) for successors in followers]
    for ref, own in makers.items():
        key = kind_of(ref).relay(work.desired.objects[ref])
        if key is not None and ref not in droppers:
            for i in own:
                wished[i] |= set(leaving.get(key, ())) - {i}
    return followers if cycles_of(wished) else wished


def _index(steps: list[Step], name: str) -> StepsByRef:
    found: StepsByRef = {}
    for i, step in enumerate(steps):
        for ref in getattr(step, name):
            found.setdefault(ref, []).append(i)
    return found


def _arrange(
    work: Work, steps: list[Step], followers: list[set[int]], rows: Sequence[Step], changed: Collection[Ref]
) -> list[Step]:
    """Topological order; among steps that are free to go, drops first, then as the objects came to be in the desired
    database; what must be first, and then what must be committed before its use, comes before all else, what must be
    last after it."""
    first = _with_predecessors({i for i, s in enumerate(steps) if s.first}, followers)
    early = _with_predecessors({i for i, s in enumerate(steps) if s.commits_before_use}, followers)
    waiting = waiting_of(followers)
    before, after = work.live.births, work.desired.births
    keys = [
        (2, -before.get(step.ref, 0), i) if step.drops and not step.makes else (3, after.get(step.ref, 0), i)
        for i, step in enumerate(steps)
    ]
    for i in first | early:
        keys[i] = (0 if i in first else 1, *keys[i][1:])
    ready = [keys[i] for i, count in enumerate(waiting) if count == 0]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        i = heapq.heappop(ready)[-1]
        order.append(i)
        for j in followers[i]:
            waiting[j] -= 1
            if waiting[j] == 0:
                heapq.heappush(ready, keys[j])
    late = _lateness(steps, order, followers)
    judges = (i for i in order if judges_rows(steps[i], work.live, changed))
    judging = _with_followers(judges, order, followers) - late.keys()
    others, judging_steps = (
        [steps[i] for i in order if steps[i].sql and i not in late and (i in judging) == which]
        for which in (False, True)
    )
    late_steps = [*work.join, *(steps[i] for i in sorted(late, key=late.__getitem__) if steps[i].sql)]
    if work.leave:
        soonest = {i for i in order if keys[i][0] < 2}
        at = sum(i in soonest for i in order if steps[i].sql and i not in late)
        others[at:at] = work.leave
    if not judging_steps:
        return joined([*others, *late_steps, *rows])
    return joined([*others, *rows, *judging_steps, *late_steps])


def judges_rows(step: Step, live: Snapshot, changed: Collection[Ref]) -> bool:
    """Whether it depends on rows of the changed tables if the step works; a new table has none to judge."""
    return bool(step.judges) and step.judges[0] in live.objects and any(ref in changed for ref in step.judges)


def _lateness(steps: list[Step], order: list[int], followers: list[set[int]]) -> dict[int, int]:
    """How late the steps come that come after all others, and what follows them; in their order."""
    late: dict[int, int] = {}
    for i in order:
        if steps[i].last or i in late:
            late[i] = max(steps[i].last, late.pop(i, 0))
            late |= {j: max(late[i], late.get(j, 0)) for j in followers[i]}
    return late


def _with_followers(chosen: Iterable[int], order: list[int], followers: list[set[int]]) -> set[int]:
    found = set(chosen)
    for i in order:
        if i in found:
            found |= followers[i]
    return found


def _with_predecessors(chosen: set[int], followers: list[set[int]]) -> set[int]:
    if not chosen:
        return chosen
    predecessors: list[list[int]] = [[] for _ in followers]
    for i, successors in enumerate(followers):
        for j in successors:
            predecessors[j].append(i)
    queue = list(chosen)
    while queue:
        for i in predecessors[queue.pop()]:
            if i not in chosen:
                chosen.add(i)
                queue.append(i)
    return chosen
