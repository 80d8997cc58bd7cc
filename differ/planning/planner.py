"""Changes → steps: what is created, altered, replaced, rebuilt, said by another's CREATE or falls with its parent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from differ.compare import compare
from differ.kinds import kind_of
from differ.model import FALLS_WITH, Action, Change, Object, Ref, Snapshot, Step
from differ.planning.attributes import after_create, between
from differ.planning.renames import along, find_renames, not_renamed
from differ.planning.work import Work, by_birth, falls, left_by_heirs, needed_by, standing
from differ.sql import faithful


def collect(live: Snapshot, desired: Snapshot, changes: Iterable[Change] | None = None) -> Work:
    """Decide what happens to each object that differs, and to what stands on it; `changes` where they are known."""
    work = Work(live, desired)
    disturbed: list[Ref] = []
    for change in compare(live, desired) if changes is None else changes:
        if change.live is None:
            work.creates.add(change.ref)
        elif change.desired is None:
            work.drops.add(change.ref)
        else:
            _alter(work, change.live, change.desired, disturbed)
    find_renames(work)
    _let_go(work)
    for ref in disturbed:
        _replace_whole(work, ref)
    close(work, disturbed)
    _alter_alone(work)
    return work


def _let_go(work: Work) -> None:
    """Make again what something goes with that cannot go alone."""
    for ref in tuple(work.drops):
        hosts = kind_of(ref).goes_with(work.live.objects[ref], work.live)
        if hosts and not work.drops.intersection(hosts) and hosts[0] in work.desired.objects:
            make_again(work, work.live.objects[hosts[0]], work.desired.objects[hosts[0]], may_stay=False)


def _alter_alone(work: Work) -> None:
    """Alter for itself what would have followed a parent's change, where the parent lets go of it on the way."""
    followers = [ref for ref, steps in work.alters.items() if any(not step.sql for step in steps)] if work.drops else []
    if not followers:
        return
    left = standing(work)
    for ref in followers:
        kind, old, new = kind_of(ref), work.live.objects[ref], work.desired.objects[ref]
        brought = set(kind.brought_by(old, work.live))
        if brought - set(kind.brought_by(old, left)) or brought & work.drops:
            old, new = kind.alone(old), kind.alone(new)
            cause, gone = work.rebuilds.get(ref, (None, False))
            steps = kind.rebuild(old, new, cause, gone=gone) if cause is not None else []
            steps = [*(steps or ()), *kind.alter(old, new)[1]]
            work.alters[ref] = [replace(step, disturbs=(*step.disturbs, ref)) for step in steps]


def _alter(work: Work, old: Object, new: Object, disturbed: list[Ref]) -> None:
    kind = kind_of(new.ref)
    reached, steps = kind.alter(old, new)
    if replace(reached, owner=new.owner, acl=new.acl, comment=new.comment) != new:
        make_again(work, old, new)
        return
    work.alters[new.ref] = steps
    work.attributes[new.ref] = between(old, new, work.live, work.desired)
    disturbed += [ref for step in steps for ref in step.disturbs]


def make_again(work: Work, old: Object, new: Object, *, may_stay: bool = True) -> None:
    """Drop and create it; where others use it, and `may_stay`, the old one is set aside until they do not."""
    ref = new.ref
    work.alters.pop(ref, None)
    work.attributes.pop(ref, None)
    aside = kind_of(ref).replace(old, new)
    if aside is not None and may_stay and _columns_use(work, ref):
        work.replaces[ref] = aside
        work.attributes[ref] = after_create(new, work.live, work.desired)
    else:
        work.drops.add(ref)
        work.creates.add(ref)


def _replace_whole(work: Work, part: Ref) -> Ref | None:
    """Replace the object that this one is an inner part of and that cannot follow its changes, where there is such."""
    for ref, deptype in work.live.needs.get(part, {}).items():
        if deptype == "i" and ref in work.desired.objects and ref not in work.drops:
            make_again(work, work.live.objects[ref], work.desired.objects[ref])
            return ref
    return None


def _columns_use(work: Work, ref: Ref) -> bool:
    """Whether anything that can be carried over, rather than rebuilt, stands on the object or on what goes with it."""
    queue = [ref]
    for cause in queue:
        for dependant in needed_by(work.live).get(cause, ()):
            if dependant not in work.desired.objects:
                continue
            kind, old, new = kind_of(dependant), work.live.objects[dependant], work.desired.objects[dependant]
            steps = kind.rebuild(old, new, cause, gone=True)
            if steps:
                return True
            if steps is None and dependant not in queue and kind.replace(old, new) is not None:
                queue.append(dependant)
    return False


def close(work: Work, disturbed: list[Ref]) -> None:
    """Rebuild what stands on an object that goes, is replaced or is disturbed; and what stands on that."""
    reverse = needed_by(work.live)
    queue: list[tuple[Ref, bool]] = [(ref, True) for ref in (*work.drops, *work.replaces)]
    queue += [(ref, False) for ref in disturbed]
    seen: set[tuple[Ref, bool]] = set()
    while queue:
        cause, gone = item = queue.pop()
        if item in seen:
            continue
        seen.add(item)
        for dependant, deptype in reverse.get(cause, {}).items():
            if deptype == "P" and gone and not falls(work, dependant, cause):
                continue
            if deptype in "ocs" or dependant in work.drops or dependant in work.replaces:
                continue
            if gone and _lets_go(work, dependant, cause):
                continue
            if dependant not in work.desired.objects:
                old = next(old for old in work.renames.values() if dependant in (old, *along(work.live, old)))
                queue += not_renamed(work, old)
                continue
            queue += _rebuild(work, dependant, cause, gone=gone)


def _lets_go(work: Work, dependant: Ref, cause: Ref) -> bool:
    """Whether the dependant is altered so that it no longer needs the object."""
    if dependant not in work.alters:
        return False
    needed = work.desired.needs.get(dependant, {})
    if cause in needed:
        return False
    # An object of another kind under the same name is nothing that the alteration would move it to.
    slots = set(kind_of(cause).slots(work.live.objects[cause]))
    return not slots or not any(
        slots & set(kind_of(ref).slots(work.desired.objects[ref])) for ref in needed if ref in work.desired.objects
    )


def _rebuild(work: Work, dependant: Ref, cause: Ref, *, gone: bool) -> list[tuple[Ref, bool]]:
    old, new = work.live.objects[dependant], work.desired.objects[dependant]
    steps = kind_of(dependant).rebuild(old, new, cause, gone=gone)
    comes_back = gone and cause in work.drops and cause in work.creates
    if steps is None:
        make_again(work, old, new, may_stay=not comes_back)
        return [(dependant, True)]
    if not steps:
        return [(dependant, False)] if dependant.kind == cause.kind else []
    whole = _replace_whole(work, dependant)
    if whole is not None:
        return [(whole, True)]
    parked = kind_of(dependant).park(old, new) if comes_back else []
    if parked:
        work.parks[dependant] = parked
    carried = carry_over(work, dependant, steps, cause, gone=gone)
    if not any(step.disturbs for step in parked):
        return carried
    return [(dependant, False), *make_room(work, dependant), *carried]


def make_room(work: Work, parked: Ref) -> list[tuple[Ref, bool]]:
    """What stands on an object would not fit the form in which its values are kept meanwhile."""
    found = []
    for ref, deptype in needed_by(work.live).get(parked, {}).items():
        gone = ref in work.drops or ref in work.replaces or ref not in work.desired.objects
        old = work.live.objects[ref]
        stays = ref.kind == parked.kind or kind_of(ref).goes_along or loses_rows(old)
        if not gone and not stays and deptype not in "ocs":
            make_again(work, old, work.desired.objects[ref], may_stay=False)
            found.append((ref, True))
    return found


def loses_rows(old: Object) -> bool:
    return any(step.loses for step in kind_of(old.ref).drop(old))


def carry_over(work: Work, dependant: Ref, steps: list[Step], cause: Ref, *, gone: bool) -> list[tuple[Ref, bool]]:
    """Alter it as far as it is not altered anyhow; what stands on it has to follow."""
    if not any(step.disturbs for step in work.alters.get(dependant, ())):
        work.alters[dependant] = [*steps, *work.alters.get(dependant, ())]
        work.rebuilds[dependant] = cause, gone
        work.attributes.setdefault(dependant, [])
    return [(ref, False) for step in steps for ref in step.disturbs]


def build(work: Work) -> list[Step]:
    """The steps of the work, in no order yet; `work.chains` says which follow one another."""
    work.chains = []
    creates = by_birth(work.creates, work.desired)
    folded = _fold(work, creates)
    for ref in creates:
        if ref not in folded.host:
            _create(work, ref, folded)
    asides = {ref: (steps[0], steps[-1]) for ref, steps in work.replaces.items()}
    asides |= {ref: pair for ref in work.aside if (pair := kind_of(ref).set_aside(work.live.objects[ref]))}
    work.set_aside = {ref for _, last in asides.values() for ref in last.drops if ref in work.live.objects}
    swallowed = _swallow(work)
    for ref in by_birth(work.drops, work.live):
        if ref in work.aside:
            chain = [replace(step, ref=ref, action="drop") for step in asides[ref]]
            work.chains.append([chain[0], replace(chain[1], drops=_known(work, chain[1].drops))])
        elif ref not in swallowed.host and ref not in work.set_aside:
            _drop(work, ref, swallowed)
    for ref, steps in work.alters.items():
        chain = [replace(step, alters=(ref,), ref=ref, action="alter", disturbs=_spread(work, step)) for step in steps]
        if any(step.loses for step in chain) and kind_of(ref).in_columns and not _columns_use(work, ref):
            chain = [replace(step, loses=None) for step in chain]
        attributes = [replace(step, ref=ref, action="alter") for step in work.attributes[ref]]
        early = kind_of(ref).settled_first(work.live.objects[ref], work.desired.objects[ref])
        work.chains.append([*attributes, *chain] if early else [*chain, *attributes])
    for ref, steps in work.parks.items():
        if ref not in work.drops:
            work.chains.append([_parking(work, ref, step) for step in steps])
    for ref, old in work.renames.items():
        kind, before, new = kind_of(ref), work.live.objects[old], work.desired.objects[ref]
        renamed = kind.renamed(before, new) or before
        steps = [*kind.alter(renamed, new)[1], *between(renamed, new, work.live, work.desired)]
        sql = kind.rename(before, len(ref.path) - 1, ref.path[-1])
        first = Step(sql=sql, makes=(ref, *along(work.desired, ref)), ref=ref, action="alter")
        work.chains.append([first, *(replace(step, ref=ref, action="alter") for step in steps)])
    for ref, steps in work.replaces.items():
        aside, *makes, drop = steps
        chain = [replace(aside, ref=ref, action="alter")]
        chain += [replace(step, makes=(ref,), ref=ref, action="alter") for step in makes]
        chain += [replace(step, ref=ref, action="alter") for step in work.attributes[ref]]
        work.chains.append([*chain, replace(drop, ref=ref, action="alter", drops=_known(work, drop.drops))])
    work.chains = [[_finished(work, step) for step in chain] for chain in work.chains]
    return [step for chain in work.chains for step in chain]


def _parking(work: Work, ref: Ref, step: Step) -> Step:
    return replace(step, ref=ref, action="alter", disturbs=_spread(work, step) or (ref,))


def _known(work: Work, refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(ref for ref in refs if ref in work.live.objects)


def _finished(work: Work, step: Step) -> Step:
    """The step with its object's name, and its SQL spelt so that it is read back as it was."""
    if step.name:
        return step
    kind = kind_of(step.ref)
    item = work.desired.objects.get(step.ref) or work.live.objects[step.ref]
    said = step.sql if kind.verbatim or not (step.makes or step.alters) else faithful(step.sql)
    return replace(step, sql=kind.as_statement(said), name=kind.label(item))


def _spread(work: Work, step: Step) -> tuple[Ref, ...]:
    """What a step disturbs, and what inherits from that: children's columns change with their parent's."""
    spread = list(step.disturbs)
    for ref in spread:
        children = needed_by(work.live).get(ref, {})
        spread += [child for child, deptype in children.items() if deptype == "P" and child.kind == ref.kind]
    return tuple(dict.fromkeys(spread))


@dataclass(slots=True)
class Folds:
    """Which object is said by another's step, directly or through a third."""

    host: dict[Ref, Ref] = field(default_factory=dict)
    guests: dict[Ref, list[Ref]] = field(default_factory=dict)
    shared: dict[Ref, list[Ref]] = field(default_factory=dict)  # what falls with a host as well as with its own

    def add(self, guest: Ref, host: Ref) -> None:
        self.host[guest] = host
        self.guests.setdefault(host, []).append(guest)

    def root(self, ref: Ref) -> Ref:
        """The object whose step says this one."""
        while ref in self.host:
            ref = self.host[ref]
        return ref

    def others(self, ref: Ref) -> list[Ref]:
        """What falls with this object although another one is its host."""
        return self.shared.get(ref, [])

    def all_guests(self, host: Ref) -> list[Ref]:
        """Guests, and guests of guests."""
        found: list[Ref] = []
        for guest in self.guests.get(host, ()):
            found += [guest, *self.all_guests(guest)]
        return found


def _fold(work: Work, creates: Iterable[Ref]) -> Folds:
    folds = Folds()
    left = standing(work)
    for ref in creates:
        if ref in work.apart:
            continue
        item = work.desired.objects[ref]
        for host in kind_of(ref).brought_by(item, left):
            if host in work.creates:
                folds.add(ref, host)
                break
        else:
            for host in kind_of(ref).taken_along(item, work.desired):
                if host in work.creates:
                    folds.add(ref, host)
                    break
    return folds


def _create(work: Work, ref: Ref, folds: Folds) -> None:
    new = work.desired.objects[ref]
    guests = folds.all_guests(ref)
    inside = [work.desired.objects[guest] for guest in guests]
    action: Action = "alter" if ref in work.drops else "create"
    first, *others = kind_of(ref).create(new, inside)
    chain = [_making(first, new, action, makes=(ref, *guests))]
    chain += [_making(step, new, action) for step in (*others, *after_create(new, work.live, work.desired))]
    for item in inside:
        kind = kind_of(item.ref)
        extra = kind.after_create(item)
        if item.ref.kind == ref.kind:
            extra = [*extra, *kind.after_brought(item)]
        chain += [_making(step, item, action) for step in (*extra, *after_create(item, work.live, work.desired))]
    work.chains.append(chain)


def _making(step: Step, item: Object, action: Action, makes: tuple[Ref, ...] = ()) -> Step:
    """A step that makes or follows the making of an object, with all that there is to say of it."""
    kind = kind_of(item.ref)
    said = faithful(step.sql) if makes and not kind.verbatim else step.sql
    name, sql = kind.label(item), kind.as_statement(said)
    return replace(step, sql=sql, makes=makes, ref=item.ref, name=name, action=action)


def _swallow(work: Work) -> Folds:
    """What falls with an object that is dropped for itself needs no step of its own."""
    folds = Folds()
    for ref in work.drops:
        if ref in work.apart:
            continue
        for host, deptype in work.live.needs.get(ref, {}).items():
            if deptype in FALLS_WITH and host in work.drops and folds.root(host) != ref and falls(work, ref, host):
                folds.add(ref, host)
                break
    for ref in list(folds.host):
        root = folds.root(ref)
        for host, deptype in work.live.needs[ref].items():
            if deptype in FALLS_WITH and host in work.drops and folds.root(host) != root and falls(work, ref, host):
                folds.shared.setdefault(folds.root(host), []).append(ref)
    return folds


def _drop(work: Work, ref: Ref, folds: Folds) -> None:
    old = work.live.objects[ref]
    guests = folds.all_guests(ref)
    action: Action = "alter" if ref in work.creates else "drop"
    alone = kind_of(ref).drop_alone(old) if left_by_heirs(work, ref) else None
    steps = kind_of(ref).drop(old) if alone is None else alone
    if action == "alter" and kind_of(ref).is_whole_anew(old):
        steps = [replace(step, loses=None) for step in steps]
    work.chains.append(
        [replace(step, drops=(ref, *guests, *folds.others(ref)), ref=ref, action=action) for step in steps]
    )
