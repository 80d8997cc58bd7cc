"""Changes → steps: what is created, altered, replaced, rebuilt, said by another's CREATE or falls with its parent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from differ.compare import compare
from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Action, Change, Object, Ref, Snapshot, Step
from differ.planning.apart import past_checks
from differ.planning.attributes import after_create, between
from differ.planning.carrying import carry_rows, pass_positions_on
from differ.planning.folds import Folds, fold, swallow, take_over, taken_over
from differ.planning.leaving import leaving
from differ.planning.losses import columns_use, lost_anew, said_below, said_elsewhere
from differ.planning.moved import as_moved
from differ.planning.places import says_other_columns
from differ.planning.renames import along, find_renames, is_let_go, not_renamed, without_renaming
from differ.planning.together import alter_together
from differ.planning.work import Work, by_birth, falls, left_by_heirs, lets_go, loses_rows, needed_by, spread, standing
from differ.spelling import faithful


def collect(live: Snapshot, desired: Snapshot, changes: Iterable[Change] | None = None) -> Work:
    """Decide what happens to each object that differs, and to what stands on it; `changes` where they are known, and
    `live` is as it is once extensions have moved."""
    if changes is None:
        live = as_moved(live, desired)
        changes = compare(live, desired)
    changes = list(changes)
    left = leaving(live, desired, {change.ref for change in changes})
    if left is None:
        work = Work(live, desired)
    else:
        live, desired = left.live, left.desired
        changes = compare(live, desired)
        work = Work(live, desired, leave=left.leave, join=left.join)
    disturbed: list[Ref] = []
    for change in changes:
        if change.live is None:
            work.creates.add(change.ref)
        elif change.desired is None:
            work.drops.add(change.ref)
        else:
            _alter(work, change.live, change.desired, disturbed)
    for old, new in says_other_columns(live, desired, changes):
        make_again(work, old, new)
    absent = {ref for refs in work.without.values() for ref in refs if ref in desired.objects}
    for ref in absent - work.drops:
        make_again(work, live.objects[ref], desired.objects[ref])
    find_renames(work)
    while _make_later(work, work.creates) or _let_go(work):
        pass
    for ref in disturbed:
        _replace_whole(work, ref)
    close(work, disturbed)
    alter_together(work)
    return work


def _make_later(work: Work, made: Iterable[Ref]) -> bool:
    """Make again what something that is made would spread to or not take, or what keeps it from going to come again;
    whether there is any."""
    particular, hindered = overriding("unfit_for"), overriding("goes_without")
    there = any(ref.kind in particular for ref in work.live.objects)  # else there is nothing that could be unfit
    items = (work.desired.objects[ref] for ref in (made if there else ()) if ref.kind in particular)
    found = {other for item in items for other in kind_of(item.ref).unfit_for(item, work.live, work.desired)}
    items = (work.live.objects[ref] for ref in work.drops.intersection(made) if ref.kind in hindered)
    found |= {other for item in items for other in kind_of(item.ref).goes_without(item, work.live)}
    renamed = [work.renames[ref] for ref in found if ref in work.renames]
    for ref in renamed:
        not_renamed(work, ref)
    found = {ref for ref in found - work.drops if ref in work.live.objects and ref in work.desired.objects}
    later = by_birth(found, work.desired)
    for ref in later:
        make_again(work, work.live.objects[ref], work.desired.objects[ref])
    return bool(later or renamed)


def _let_go(work: Work) -> bool:
    """Make again what something goes with that cannot go alone; whether there is any."""
    known, bound = len(work.drops), overriding("goes_with")
    for ref in [ref for ref in work.drops if ref.kind in bound]:
        hosts = kind_of(ref).goes_with(work.live.objects[ref], work.live)
        if not hosts or work.drops.intersection(hosts):
            continue
        if hosts[0] in work.desired.objects:
            make_again(work, work.live.objects[hosts[0]], work.desired.objects[hosts[0]], may_stay=False)
        elif hosts[0] in work.renames.values():
            not_renamed(work, hosts[0])
    return len(work.drops) > known


def _alter_alone(work: Work) -> None:
    """Alter for itself what would have followed a parent's change, where the parent lets go of it on the way."""
    followers = [ref for ref, steps in work.alters.items() if any(not step.sql for step in steps)] if work.drops else []
    if not followers:
        return
    left, gone_for_good = standing(work), work.drops - taken_over(work)
    for ref in followers:
        kind, old, new = kind_of(ref), work.live.objects[ref], work.desired.objects[ref]
        brought = {one for one in kind.brought_by(old, work.live) if one in work.live.objects}
        kept = brought & set(kind.brought_by(old, left)) - gone_for_good
        # One parent's of several is enough, but nothing comes over a tie that is gone.
        if any(one.kind != ref.kind for one in brought - kept) or not any(one.kind == ref.kind for one in kept):
            old, new = kind.alone(old), kind.alone(new)
            cause, gone = work.rebuilds.get(ref, (None, False))
            steps = kind.rebuild(old, new, cause, gone=gone) if cause is not None else []
            steps = [*(steps or ()), *kind.alter(old, new)[1]]
            work.alters[ref] = [step._replace(disturbs=(*step.disturbs, ref)) for step in steps]


def _alter(work: Work, old: Object, new: Object, disturbed: list[Ref]) -> None:
    kind = kind_of(new.ref)
    reached, steps = kind.alter(old, new)
    if replace(reached, owner=new.owner, acl=new.acl, comment=new.comment) != new:
        make_again(work, old, new)
        return
    work.alters[new.ref] = steps
    work.attributes[new.ref] = between(old, new, work.live, work.desired)
    found = kind.without(old, new, work.live, work.desired)
    without = [ref for ref in found if ref in work.live.objects]
    if without:
        work.without[new.ref] = without
    disturbed += [ref for step in steps for ref in step.disturbs]


def make_again(work: Work, old: Object, new: Object, *, may_stay: bool = True) -> None:
    """Drop and create it; where others use it, and `may_stay`, the old one is set aside until they do not."""
    ref = new.ref
    for known in (work.alters, work.attributes, work.replaces):
        known.pop(ref, None)
    aside = kind_of(ref).replace(old, new)
    if aside is not None and may_stay and columns_use(work, ref):
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


def close(work: Work, disturbed: Iterable[Ref]) -> None:
    """Rebuild what stands on an object that goes, is replaced or is disturbed; and what stands on that, or would
    spread to it; and alter what no longer follows."""
    known = set(work.creates)
    _rebuild_users(work, disturbed)
    made = work.creates - known
    while any([_make_later(work, made), _let_go(work)]):
        known |= made
        _rebuild_users(work, ())
        made = work.creates - known
    _alter_alone(work)


def _rebuild_users(work: Work, disturbed: Iterable[Ref]) -> None:
    reverse = needed_by(work.live)
    queue: list[tuple[Ref, bool]] = [(ref, True) for ref in (*work.drops, *work.replaces)]
    queue += [(ref, False) for ref in disturbed]
    seen: set[tuple[Ref, bool]] = set()
    known: dict[Ref, bool] = {}
    while queue:
        cause, gone = item = queue.pop()
        if item in seen:
            continue
        seen.add(item)
        for dependant, deptype in reverse.get(cause, {}).items():
            if deptype == "P" and gone and not falls(work, dependant, cause, known):
                continue
            if deptype in "ocs" or dependant in work.drops or dependant in work.replaces:
                continue
            if gone and deptype != "P" and lets_go(work, dependant, cause):
                continue
            if dependant not in work.desired.objects:
                queue += without_renaming(work, dependant)
                known.clear()
                continue
            queue += _rebuild(work, dependant, cause, gone=gone)
            known.clear()


def _rebuild(work: Work, dependant: Ref, cause: Ref, *, gone: bool) -> list[tuple[Ref, bool]]:
    old, new = work.live.objects[dependant], work.desired.objects[dependant]
    steps = kind_of(dependant).rebuild(old, new, cause, gone=gone)
    comes_back = gone and cause in work.drops and cause in work.creates
    if not gone and kind_of(dependant).respelled(old) and work.carried.setdefault(dependant, cause) != cause:
        steps = None
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
    """What stands on an object, or on what inherits it, would not fit the form in which its values are kept."""
    found = []
    users = needed_by(work.live)
    for ref, deptype in [item for one in spread(work.live, [parked]) for item in users.get(one, {}).items()]:
        gone = ref in work.drops or ref in work.replaces or ref not in work.desired.objects
        old = work.live.objects[ref]
        stays = ref.kind == parked.kind or kind_of(ref).goes_along or loses_rows(old)
        if not gone and not stays and deptype not in "ocs":
            make_again(work, old, work.desired.objects[ref], may_stay=False)
            found.append((ref, True))
    return found


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
    folded = fold(work, creates)
    work.taken_over = take_over(work, folded)
    carry_rows(work)
    pass_positions_on(work)
    for ref in creates:
        if ref not in folded.host:
            _create(work, ref, folded)
    asides = {ref: (steps[0], steps[-1]) for ref, steps in work.replaces.items()}
    asides |= {ref: pair for ref in work.aside if (pair := kind_of(ref).set_aside(work.live.objects[ref]))}
    work.set_aside = {ref for _, last in asides.values() for ref in last.drops if ref in work.live.objects}
    swallowed = swallow(work)
    for ref in by_birth(work.drops, work.live):
        if ref in work.aside:
            chain = [step._replace(ref=ref, action="drop") for step in asides[ref]]
            work.chains.append([chain[0], chain[1]._replace(drops=_known(work, chain[1].drops))])
        elif ref not in swallowed.host and ref not in work.set_aside:
            _drop(work, ref, swallowed)
    for ref, steps in work.alters.items():
        chain = [_past_heirs(work, ref, step) for step in steps]
        chain = [step._replace(alters=(ref,), ref=ref, action="alter", disturbs=_spread(work, step)) for step in chain]
        losing = any(step.loses for step in chain)
        if losing and (said_below(work, ref) or (kind_of(ref).in_columns and not columns_use(work, ref))):
            chain = [step._replace(loses=None) for step in chain]
        settled = work.attributes[ref]
        if is_let_go(work, ref):
            settled = between(work.live.objects[ref], work.desired.objects[ref], work.live, work.desired, let_go=True)
        attributes = [step._replace(ref=ref, action="alter") for step in settled]
        early = kind_of(ref).settled_first(work.live.objects[ref], work.desired.objects[ref])
        work.chains.append([*attributes, *chain] if early else [*chain, *attributes])
        work.chains += _at_last(work, ref, work.live.objects[ref])
    work.chains += [[step._replace(ref=ref, action="alter", precedes=(ref,))] for ref, step in work.freed.items()]
    for ref, steps in work.parks.items():
        if ref not in work.drops:
            work.chains.append([_parking(work, ref, step) for step in steps])
    for ref, old in work.renames.items():
        kind, before, new = kind_of(ref), work.live.objects[old], work.desired.objects[ref]
        renamed = kind.renamed(before, new) or before
        let_go = is_let_go(work, old)
        steps = [*kind.alter(renamed, new)[1], *between(renamed, new, work.live, work.desired, let_go=let_go)]
        sql = kind.rename(before, len(ref.path) - 1, ref.path[-1])
        also = [other for other in along(work.desired, ref) if other not in work.creates]
        first = Step(sql=sql, makes=(ref, *also), disturbs=(old,), ref=ref, action="alter")
        work.chains.append([first, *(step._replace(ref=ref, action="alter") for step in steps)])
        work.chains += _at_last(work, ref, renamed)
    for ref, steps in work.replaces.items():
        aside, *makes, drop = steps
        chain = [aside._replace(ref=ref, action="alter")]
        chain += [step._replace(makes=(ref,), ref=ref, action="alter") for step in makes]
        chain += [step._replace(ref=ref, action="alter") for step in work.attributes[ref]]
        work.chains.append([*chain, drop._replace(ref=ref, action="alter", drops=_known(work, drop.drops))])
    work.chains = [[past_checks(work, _finished(work, step)) for step in chain] for chain in work.chains]
    return [step for chain in work.chains for step in chain]


def _at_last(work: Work, ref: Ref, old: Object) -> list[list[Step]]:
    steps = kind_of(ref).alter_at_last(old, work.desired.objects[ref])
    return [[step._replace(ref=ref, action="alter", precedes=(), last=1)] for step in steps]


def _parking(work: Work, ref: Ref, step: Step) -> Step:
    return _past_heirs(work, ref, step)._replace(ref=ref, action="alter", disturbs=_spread(work, step) or (ref,))


def _past_heirs(work: Work, ref: Ref, step: Step) -> Step:
    """The step as it works where some of those that inherit the object cannot follow it."""
    if not step.sql or (ref not in step.disturbs and not step.rewrites):
        return step
    return kind_of(ref).past_heirs(work.desired.objects[ref], step, work.live, work.desired, work.drops)


def _known(work: Work, refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(ref for ref in refs if ref in work.live.objects)


def _finished(work: Work, step: Step) -> Step:
    """The step with its object's name, all that it loses, and its SQL spelt so that it is read back as it was."""
    if step.loses is not None:
        step = said_elsewhere(work, step)
    if step.name:
        return step
    kind = kind_of(step.ref)
    item = work.desired.objects.get(step.ref) or work.live.objects[step.ref]
    said = step.sql if kind.verbatim or not (step.makes or step.alters) else faithful(step.sql)
    return step._replace(sql=kind.as_statement(said), name=kind.label(item))


def _spread(work: Work, step: Step) -> tuple[Ref, ...]:
    """What a step disturbs, and what inherits from that: children's columns change with their parent's."""
    return spread(work.live, step.disturbs)


def _create(work: Work, ref: Ref, folds: Folds) -> None:
    objects, kind = work.desired.objects, kind_of(ref)
    new = objects[ref]
    guests = folds.all_guests(ref) if ref in folds.guests else []
    inside = [objects[guest] for guest in guests]
    action: Action = "alter" if ref in work.drops else "create"
    said = inside
    if work.taken_over:
        said = [item for item in inside if not work.taken_over.keys() & {*folds.like(item.ref)}]
    two = kind.in_two(new) if ref in work.rings_made else None
    first, *others = work.taken_over[ref][1] if ref in work.taken_over else two or kind.create(new, said)
    first = kind.made_in(new, first, work.live, work.desired)
    chain = [_making(first, new, action, makes=(ref, *guests))]
    makes = (ref,) if two else ()
    chain += [_making(step, new, action, makes) for step in others]
    chain += [_making(step, new, action) for step in after_create(new, work.live, work.desired)]
    unsaid = overriding("after_create") | overriding("after_brought") if inside else ()
    for item in inside:
        extra: Sequence[Step] = ()
        if work.taken_over and item.ref in work.taken_over:
            extra = work.taken_over[item.ref][1]
        elif item.ref.kind in unsaid:
            extra = _said_after(item, folds.host[item.ref])
        after = after_create(item, work.live, work.desired)
        if extra or after:  # mostly there is neither
            chain += [_making(step, item, action) for step in (*extra, *after)]
    work.chains.append(chain)
    at_last = kind.made_at_last(new, work.desired) if ref.kind in overriding("made_at_last") else ()
    work.chains += [[_making(step, new, action)._replace(precedes=(), last=1)] for step in at_last]


def _making(step: Step, item: Object, action: Action, makes: tuple[Ref, ...] = ()) -> Step:
    """A step that makes or follows the making of an object, with all that there is to say of it."""
    kind = kind_of(item.ref)
    said = faithful(step.sql) if makes and not kind.verbatim else step.sql
    return step.completed(item.ref, kind.label(item), action, kind.as_statement(said), makes)


def _said_after(item: Object, host: Ref) -> list[Step]:
    """What follows the making of an object by its host's step."""
    kind = kind_of(item.ref)
    steps = kind.after_create(item)
    return [*steps, *kind.after_brought(item)] if item.ref.kind == host.kind else steps


def _drop(work: Work, ref: Ref, folds: Folds) -> None:
    old = work.live.objects[ref]
    fallen = sorted({*folds.all_guests(ref), *folds.others(ref)})
    action: Action = "alter" if ref in work.creates else "drop"
    alone = kind_of(ref).drop_alone(old) if left_by_heirs(work, ref) else None
    steps = kind_of(ref).drop(old) if alone is None else alone
    if ref in work.emptied:
        steps = [step._replace(loses=work.emptied[ref] or None) for step in steps]
    elif ref in work.taken_over:
        steps = work.taken_over[ref][0] or [Step(sql="")]
    elif action == "alter" and kind_of(ref).is_whole_anew(old):
        steps = [step._replace(loses=None) for step in steps]
    elif action == "alter" and kind_of(ref).in_columns and columns_use(work, ref):
        steps = [step._replace(loses=lost_anew(work, ref)) for step in steps]
    chain = [step._replace(drops=(ref, *fallen), ref=ref, action=action) for step in steps]
    two = kind_of(ref).in_two(old) if ref in work.rings_dropped else None
    if two:
        others = sorted(work.rings_dropped[ref] - {ref})
        let_go = tuple(one for one in others if not kind_of(ref).in_two_needs(old, one))
        chain.insert(0, two[0]._replace(ref=ref, action=action, precedes=(), spares=let_go))
    work.chains.append(chain)
