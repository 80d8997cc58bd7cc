"""One order for all steps, from what objects need: pg_depend's edges and the kinds' own. Names no kind."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence

from differ.errors import DependencyCycle
from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import FALLS_WITH, NOT_NEEDED_TO_CREATE, Ref, Snapshot, Step
from differ.planning.cycles import give_up_renames, make_anew, park, replace_aside, set_aside
from differ.planning.holders import StepsByRef, make_way, order_holders
from differ.planning.planner import build
from differ.planning.work import Work


def ordered_steps(work: Work, rows: Sequence[Step] = (), changed: Collection[Ref] = ()) -> list[Step]:
    """All steps in an order that PostgreSQL accepts.

    `rows` are steps that change rows of the tables `changed`: they come as one block, before what judges those rows
    and after all else.
    Where folding a child into its parent closes a cycle, the child gets a step of its own and all is tried again;
    where the name of what is dropped is taken there, that is renamed first, and so is what is made again; where
    altering an object closes it, between what it used and what it is to use, it is dropped and made anew, or kept in
    another form meanwhile.
    Raises DependencyCycle, with the members' names, where that does not help: a bug in a kind.
    """
    while True:
        steps = build(work)
        if make_way(work, steps):
            continue
        followers = _edges(work, steps)
        cycles = _cycles(followers)
        if not cycles:
            return _arrange(work, steps, _with_wishes(work, steps, followers), rows, changed)
        members = {ref for cycle in cycles for i in cycle for ref in (*steps[i].makes, *steps[i].drops)}
        if give_up_renames(work, members):
            continue
        hosts = {steps[i].ref for cycle in cycles for i in cycle}
        guests = members - work.apart - hosts
        if guests:
            needing, needed = _entangled(work, steps, cycles)
            work.apart |= guests & needing or guests & needed or guests
            continue
        if _free_names(work, [steps[i] for cycle in cycles for i in cycle]):
            continue
        altered = {ref for cycle in cycles for i in cycle for ref in steps[i].alters}
        if not park(work, altered) and not replace_aside(work, members) and not make_anew(work, altered):
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


def _edges(work: Work, steps: list[Step]) -> list[set[int]]:
    """For each step the steps that must come after it."""
    followers: list[set[int]] = [set() for _ in steps]

    def before(first: Iterable[int], second: Iterable[int]) -> None:
        for i in first:
            for j in second:
                if i != j:
                    followers[i].add(j)

    makers, alterers, droppers, disturbers = (_index(steps, name) for name in ("makes", "alters", "drops", "disturbs"))
    settlers: dict[Ref, list[int]] = {}  # owner, privileges, comment and what else follows the making
    for i, step in enumerate(steps):
        if not (step.makes or step.alters or step.drops) and step.precedes is None:
            settlers.setdefault(step.ref, []).append(i)
    none: list[int] = []
    touching = {ref: [own, none, none] for ref, own in makers.items()}
    for position, found in enumerate((alterers, settlers), 1):
        for ref, own in found.items():
            touching.setdefault(ref, [none, none, none])[position] = own
    position = 0
    for chain in work.chains:
        for i in range(position, position + len(chain) - 1):
            followers[i].add(i + 1)
        position += len(chain)
    live_needs, desired_needs = work.live.needs, work.desired.needs
    objects, whole_rows = work.desired.objects, overriding("uses_whole_rows")
    dropped_in: dict[tuple[str, ...], list[int]] = {}
    for ref, own in droppers.items():
        dropped_in.setdefault(ref.path[:-1], []).extend(own)
    for ref, (making, altering, _) in touching.items():
        users = [*making, *altering]
        if not users:
            continue
        if ref.kind in whole_rows and ref in objects and kind_of(ref).uses_whole_rows(objects[ref]):
            tables = {needed.path[:2] for needed in desired_needs.get(ref, ())}
            before((i for table in tables for i in dropped_in.get(table, ())), users)
        for needed, deptype in desired_needs.get(ref, {}).items():
            if deptype == "f" or needed not in touching:
                continue
            making, altering, settling = touching[needed]
            if deptype not in NOT_NEEDED_TO_CREATE:
                before(making, users)
            before(altering, users)
            if settling:
                # A child that its parent's CREATE makes cannot wait for what follows that very step.
                before(settling, [user for user in users if user not in making])
    for ref, own in droppers.items():
        for needed, deptype in live_needs.get(ref, {}).items():
            if deptype in "cs":
                before(own, (i for i in droppers.get(needed, ()) if steps[i].ref == needed))
                continue
            # What falls with another object needs no order, unless it is dropped for itself.
            first = [i for i in own if steps[i].ref == ref] if deptype in FALLS_WITH else own
            if deptype == "P" and needed.kind == ref.kind:
                # What inherited it is its own once the parent's is gone.
                before((i for i in droppers.get(needed, ()) if steps[i].ref == needed), first)
            elif not set(first).intersection(droppers.get(needed, ())):  # one step may drop both
                before(first, droppers.get(needed, ()))
            # What is set aside is so before what it uses, and follows that one's renaming.
            if needed in disturbers:
                leaving = disturbers.get(ref, ()) if ref in work.set_aside else first if deptype == "P" else own
                before([i for i in leaving if needed not in steps[i].drops], disturbers[needed])
        before(disturbers.get(ref, ()) if ref in work.set_aside else own, makers.get(ref, ()))
    for ref, own in alterers.items():
        for needed, deptype in live_needs.get(ref, {}).items():
            stops = needed not in desired_needs.get(ref, {})
            if stops and deptype == "P" and needed.kind == ref.kind:
                before((i for i in droppers.get(needed, ()) if steps[i].ref == needed), own)
                continue
            if deptype != "c" and (needed in work.set_aside or stops) and ref not in work.parks:
                before(own, droppers.get(needed, ()))
            if deptype != "c" and stops:
                before(own, alterers.get(needed, ()))
    for ref, own in settlers.items() if work.desired.scopes else ():
        for needed, deptype in desired_needs.get(ref, {}).items():
            if deptype == "s":
                before((*makers.get(needed, ()), *alterers.get(needed, ())), own)
        for needed, deptype in live_needs.get(ref, {}).items():
            if deptype == "s":
                before(own, droppers.get(needed, ()))
    parkers: StepsByRef = {}
    for ref in work.parks:
        parkers[ref] = [i for i in disturbers.get(ref, ()) if steps[i].ref == ref and not steps[i].alters]
        before(parkers[ref], alterers.get(ref, ()))
        for needed in live_needs.get(ref, ()):
            before(parkers[ref], droppers.get(needed, ()))
    order_holders(work, steps, before, makers=makers, alterers=alterers, droppers=droppers, parkers=parkers)
    for ref, others in work.without.items():
        for other in others:
            before(droppers.get(other, ()), alterers.get(ref, ()))
            before(alterers.get(ref, ()), makers.get(other, ()))
    for i, step in enumerate(steps):
        for needed in step.needs:
            before((*makers.get(needed, ()), *alterers.get(needed, ()), *settlers.get(needed, ())), (i,))
        for ref in step.precedes or ():
            before((i,), (*makers.get(ref, ()), *alterers.get(ref, ())))
        for ref in step.spares:
            before((i,), droppers.get(ref, ()))
    leavers = {ref: disturbers.get(ref, []) if ref in work.set_aside else own for ref, own in droppers.items()}
    _slots(work, makers, alterers, leavers, before)
    return followers


def _with_wishes(work: Work, steps: list[Step], followers: list[set[int]]) -> list[set[int]]:
    """The edges, and where they allow it those by which an object is made before the like of it goes."""
    makers, droppers = _index(steps, "makes"), _index(steps, "drops")
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
    return followers if _cycles(wished) else wished


def _slots(
    work: Work, makers: StepsByRef, alterers: StepsByRef, leavers: StepsByRef, before: Callable[..., None]
) -> None:
    """A name has to be free before another kind of object, or another table's index, takes it."""
    freed: dict[tuple[str, ...], list[int]] = {}
    for ref, own in leavers.items():
        for slot in kind_of(ref).slots(work.live.objects[ref]):
            freed.setdefault(slot, []).extend(own)
    changed = {ref: (alterers[ref], *_slots_changed(work, ref, ref)) for ref in work.alters if ref in alterers}
    changed |= {ref: (makers[ref], *_slots_changed(work, old, ref)) for ref, old in work.renames.items()}
    for own, given_up, _ in changed.values():
        for slot in given_up:
            freed.setdefault(slot, []).extend(own)
    if not freed:
        return
    for ref, own in makers.items():
        for slot in kind_of(ref).slots(work.desired.objects[ref]) if ref not in work.renames else ():
            before(freed.get(slot, ()), own)
    for own, _, taken in changed.values():
        for slot in taken:
            before(freed.get(slot, ()), own)


def _slots_changed(work: Work, old: Ref, new: Ref) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """The names that an altered or renamed object gives up, and those that it takes."""
    before = set(kind_of(old).slots(work.live.objects[old]))
    after = set(kind_of(new).slots(work.desired.objects[new]))
    return before - after, after - before


def _index(steps: list[Step], name: str) -> StepsByRef:
    found: StepsByRef = {}
    for i, step in enumerate(steps):
        for ref in getattr(step, name):
            found.setdefault(ref, []).append(i)
    return found


def _cycles(followers: list[set[int]]) -> list[list[int]]:
    """Strongly connected components of more than one step (Tarjan's, without recursion)."""
    index = [-1] * len(followers)
    low = [0] * len(followers)
    on_stack = [False] * len(followers)
    stack: list[int] = []
    cycles: list[list[int]] = []
    count = 0
    for root in range(len(followers)):
        if index[root] != -1:
            continue
        work = [(root, iter(followers[root]))]
        index[root] = low[root] = count
        count += 1
        stack.append(root)
        on_stack[root] = True
        while work:
            node, successors = work[-1]
            for successor in successors:
                if index[successor] == -1:
                    index[successor] = low[successor] = count
                    count += 1
                    stack.append(successor)
                    on_stack[successor] = True
                    work.append((successor, iter(followers[successor])))
                    break
                if on_stack[successor]:
                    low[node] = min(low[node], index[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack[member] = False
                        component.append(member)
                        if member == node:
                            break
                    if len(component) > 1:
                        cycles.append(component)
    return cycles


def _arrange(
    work: Work, steps: list[Step], followers: list[set[int]], rows: Sequence[Step], changed: Collection[Ref]
) -> list[Step]:
    """Topological order; among steps that are free to go, drops first, then as the objects came to be in the desired
    database; what must be first, and then what must be committed before its use, comes before all else, what must be
    last after it."""
    first = _with_predecessors({i for i, s in enumerate(steps) if s.first}, followers)
    early = _with_predecessors({i for i, s in enumerate(steps) if s.commits_before_use}, followers)
    waiting = [0] * len(steps)
    for successors in followers:
        for j in successors:
            waiting[j] += 1
    keys = [(_phase(step, i in first, i in early), *_birth(work, step), i) for i, step in enumerate(steps)]
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
    late_steps = [steps[i] for i in sorted(late, key=late.__getitem__) if steps[i].sql]
    if not judging_steps:
        return [*others, *late_steps, *rows]
    return [*others, *rows, *judging_steps, *late_steps]


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


def _phase(step: Step, first: bool, early: bool) -> int:
    if first or early:
        return 0 if first else 1
    return 2 if step.drops and not step.makes else 3


def _birth(work: Work, step: Step) -> tuple[int, int]:
    if step.drops and not step.makes:
        objid, objsubid = work.live.births.get(step.ref, (0, 0))
        return -objid, -objsubid
    return work.desired.births.get(step.ref) or (0, 0)
