"""Which steps come after which: by what their objects need, by the names they take, and by their own word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import FALLS_WITH, NOT_NEEDED_TO_CREATE, DependencyType, Ref, Step
from differ.planning.holders import order_holders
from differ.planning.renames import along
from differ.planning.work import StepsByRef, Work, needed_by

_NONE: Sequence[int] = ()
_NO_NEEDS: dict[Ref, DependencyType] = {}


class Following:
    """For each step, by number, the steps that must come after it; and the steps that do something to an object."""

    def __init__(self, work: Work, steps: Sequence[Step]) -> None:
        self.work = work
        self.steps = steps
        self.followers: list[set[int]] = [set() for _ in steps]
        self.makers: StepsByRef = {}
        self.alterers: StepsByRef = {}
        self.droppers: StepsByRef = {}
        self.disturbers: StepsByRef = {}
        self.settlers: StepsByRef = {}  # owner, privileges, comment and what else follows the making
        self.parkers: StepsByRef = {}
        for i, step in enumerate(steps):
            for index, refs in (
                (self.makers, step.makes),
                (self.alterers, step.alters),
                (self.droppers, step.drops),
                (self.disturbers, step.disturbs),
            ):
                if refs:
                    _add(index, refs, i)
            if not (step.makes or step.alters or step.drops) and step.precedes is None:
                _add(self.settlers, (step.ref,), i)
        # What ties a table to another has the names of both.
        self.ties = {ref.path: self.itself(ref) for ref in self.droppers if kind_of(ref).goes_along}
        for ref in work.parks:
            own = self.disturbers.get(ref, _NONE)
            self.parkers[ref] = [i for i in own if steps[i].ref == ref and not steps[i].alters]

    def before(self, first: Iterable[int], second: Iterable[int]) -> None:
        """Each of the first steps comes before each of the second."""
        for i in first:
            followers = self.followers[i]
            for j in second:
                if i != j:
                    followers.add(j)

    def itself(self, ref: Ref) -> list[int]:
        """The steps that drop an object for itself, not along with another."""
        return [i for i in self.droppers.get(ref, _NONE) if self.steps[i].ref == ref]


def following(work: Work, steps: Sequence[Step]) -> list[set[int]]:
    """For each step the steps that must come after it."""
    found = Following(work, steps)
    _chains(found)
    _made_after_needed(found)
    _made_after_used(found)
    _made_after_let_go(found)
    for ref in found.droppers:
        _dropped_before_needed(found, ref)
        _let_go_before_gone(found, ref)
    for ref in found.alterers:
        _altered_before_left(found, ref)
    if work.desired.scopes:
        _settled_among_roles(found)
    _parked_first(found)
    order_holders(
        work,
        steps,
        found.before,
        makers=found.makers,
        alterers=found.alterers,
        droppers=found.droppers,
        parkers=found.parkers,
    )
    _altered_without(found)
    _by_own_word(found)
    _names(found)
    return found.followers


def _add(index: StepsByRef, refs: Iterable[Ref], step: int) -> None:
    """Note a step for objects; those that it alone is known for share one list."""
    own = [step]
    for ref in refs:
        known = index.setdefault(ref, own)
        if known is not own:
            index[ref] = [*known, step]


def _chains(found: Following) -> None:
    position = 0
    for chain in found.work.chains:
        for i in range(position, position + len(chain) - 1):
            found.followers[i].add(i + 1)
        position += len(chain)


def _made_after_needed(found: Following) -> None:
    """What makes or alters an object comes after what makes, alters or settles the objects that it needs."""
    makers, alterers, settlers, before = found.makers, found.alterers, found.settlers, found.before
    needs, without, rings = found.work.desired.needs, found.work.without, found.work.rings_made
    renames = found.work.renames
    there = {other for ref in renames for other in (ref, *along(found.work.desired, ref))}
    changed = alterers.keys() | settlers.keys()
    both = {ref: [*makers.get(ref, _NONE), *own] for ref, own in alterers.items()}
    for ref, users in (makers | both).items() if both else makers.items():
        for needed, deptype in needs.get(ref, _NO_NEEDS).items():
            making = makers.get(needed, _NONE)
            if deptype == "f" or (making is users and not (both and needed in alterers)):
                continue
            if deptype == "c" and ref in there:
                continue  # a new name is all that it gets
            if ref in without and needed in without[ref]:
                continue  # it is altered before, in its absence
            if needed in rings.get(ref, ()):
                _made_in_ring(found, ref, needed)
                continue
            if deptype not in NOT_NEEDED_TO_CREATE:
                before(making, users)
            elif needed in renames:  # what another step brings has its name from it
                before(making, [user for user in users if found.steps[user].ref != ref])
            if needed in changed:
                before(alterers.get(needed, _NONE), users)
                # A child that its parent's CREATE makes cannot wait for what follows that very step.
                before(settlers.get(needed, _NONE), [user for user in users if user not in making])


def _made_in_ring(found: Following, ref: Ref, needed: Ref) -> None:
    """Of two objects that need one another through others, the second step of each comes after the first of the
    other, and the first only if it needs that one even so."""
    item = found.work.desired.objects[ref]
    first, *later = found.makers[ref]
    if kind_of(ref).in_two(item) is None or kind_of(ref).in_two_needs(item, needed):
        later = [first, *later]
    found.before(found.makers[needed][:1], later)


def _made_after_used(found: Following) -> None:
    """What uses whole rows comes after what drops columns of theirs."""
    objects, needs, whole_rows = found.work.desired.objects, found.work.desired.needs, overriding("uses_whole_rows")
    dropped_in: dict[tuple[str, ...], list[int]] = {}
    for ref, own in found.droppers.items():
        if kind_of(ref).within:  # a function has its arguments where a column has its name
            dropped_in.setdefault(ref.path[:-1], []).extend(own)
    for ref in {*found.makers, *found.alterers} if dropped_in else ():
        if ref.kind in whole_rows and ref in objects and kind_of(ref).uses_whole_rows(objects[ref]):
            users = (*found.makers.get(ref, _NONE), *found.alterers.get(ref, _NONE))
            for table in {needed.path[:2] for needed in needs.get(ref, ())}:
                found.before(dropped_in.get(table, _NONE), users)


def _made_after_let_go(found: Following) -> None:
    """What would spread to a table that is let go of, or cannot come to that before, comes after."""
    objects, tied = found.work.live.objects, [ref for ref in found.droppers if kind_of(ref).goes_along]
    tied = [ref for ref in tied if kind_of(ref).uses_whole_rows(objects[ref]) and found.itself(ref)]
    made_in: dict[tuple[str, ...], list[int]] = {}
    for ref, own in found.makers.items() if tied else ():
        if kind_of(ref).within:  # and the table is there before
            made_in.setdefault(ref.path[:-1], []).extend(i for i in own if found.steps[i].ref == ref)
    for ref in tied:
        for table in {needed.path[:2] for needed in found.work.live.needs[ref]}:
            found.before(found.itself(ref), made_in.get(table, _NONE))


def _dropped_before_needed(found: Following, ref: Ref) -> None:
    """What drops an object comes before what drops or disturbs those that it needs, and before it is made again."""
    work, droppers, disturbers, before = found.work, found.droppers, found.disturbers, found.before
    own = droppers[ref]
    hosts = kind_of(ref).goes_with(work.live.objects[ref], work.live)
    for needed, deptype in work.live.needs.get(ref, {}).items():
        if deptype in "cs":
            if not _lets_go_of(work, needed, ref):
                before(own, found.itself(needed))
            continue
        going = droppers.get(needed, _NONE)
        if (ref, needed) in work.loosened:
            before(found.itself(needed), own)
            continue
        if needed in work.rings_dropped.get(ref, ()):
            item = work.live.objects[ref]
            if kind_of(ref).in_two(item) is not None and not kind_of(ref).in_two_needs(item, needed):
                continue  # it lets go of that in a step before
        # What falls with another object needs no order, unless it is dropped for itself.
        first = found.itself(ref) if deptype in FALLS_WITH else own
        if (deptype == "P" and needed.kind == ref.kind) or needed in hosts:
            # What inherited it is its own once the parent's is gone, be that for itself or along with its parent's.
            before([i for i in going if found.steps[i].ref.kind == needed.kind], first)
            if needed.kind == ref.kind and going:
                _as_the_inherited(found, ref, needed)
            elif needed.kind == ref.kind:  # it is not its own while there is the tie
                before(found.ties.get((*ref.path[:-1], *needed.path[:-1]), _NONE), first)
        elif going is not own and not set(first).intersection(going):  # one step may drop both
            before(first, going)
            for above in _with_what_brings(work, needed)[1:] if deptype == "o" else ():
                before(first, droppers.get(above, _NONE))  # which takes along what is held
        # What is set aside is so before what it uses, and follows that one's renaming. A type that goes is none the
        # worse for that, and may be in what waits for the new one.
        spared = needed in work.set_aside and ref not in work.set_aside and kind_of(ref).in_columns
        if needed in disturbers and not spared:
            leaving = disturbers.get(ref, _NONE) if ref in work.set_aside else first if deptype == "P" else own
            before([i for i in leaving if needed not in found.steps[i].drops], disturbers[needed])
    before(disturbers.get(ref, _NONE) if ref in work.set_aside else own, found.makers.get(ref, _NONE))


def _as_the_inherited(found: Following, ref: Ref, inherited: Ref) -> None:
    """What outlives its tie to another may need for itself, by then, what that one waits for."""
    work, needs = found.work, found.work.live.needs
    if not any(host.path == ref.path[:-1] and host in found.droppers for host in needs.get(ref, ())):
        waits = (needed for needed, deptype in needs.get(inherited, {}).items() if deptype == "c")
        for needed in (one for one in waits if ref not in needs.get(one, ()) and not _lets_go_of(work, one, inherited)):
            found.before(found.droppers[ref], found.itself(needed))


def _lets_go_of(work: Work, tie: Ref, ref: Ref) -> bool:
    """Whether the tie holds the object, or one that this brings to what inherits it."""
    held = work.live.needs.get(tie, _NO_NEEDS)
    brought = (one for one, deptype in held.items() if deptype == "o" and one.kind == ref.kind)
    return ref in held or any(ref in _with_what_brings(work, one) for one in brought)


def _let_go_before_gone(found: Following, tie: Ref) -> None:
    """What goes by itself, and lets go of what another one would take along, goes first where that stays, or is to be
    dropped for itself."""
    live, bound = found.work.live, overriding("goes_with")
    for one in needed_by(live).get(tie, ()) if found.itself(tie) else ():
        hosts = kind_of(one).goes_with(live.objects[one], live) if one.kind in bound else ()
        for gone in hosts if tie in hosts else ():
            if gone != tie and (tie, gone) not in found.work.loosened and _is_let_go(found, one, gone):
                for above in _with_what_brings(found.work, gone):
                    found.before(found.itself(tie), found.droppers.get(above, _NONE))


def _is_let_go(found: Following, one: Ref, gone: Ref) -> bool:
    if one.kind == gone.kind:
        return one not in found.droppers or bool(found.itself(one))
    held = (ref for ref, deptype in found.work.live.needs[one].items() if deptype == "a" and ref.kind == gone.kind)
    return any(ref != gone and ref not in found.droppers for ref in held)


def _with_what_brings(work: Work, ref: Ref) -> list[Ref]:
    """The object, and those that it inherits, directly or through others: each may take it along."""
    refs = [ref]
    for one in refs:
        needed = work.live.needs.get(one, _NO_NEEDS)
        brings = (other for other, deptype in needed.items() if deptype == "P" and other.kind == ref.kind)
        refs += [other for other in brings if other not in refs]
    return refs


def _altered_before_left(found: Following, ref: Ref) -> None:
    """What alters an object so that it no longer needs another comes before what drops or alters that."""
    work, own = found.work, found.alterers[ref]
    kept = work.desired.needs.get(ref, {})
    for needed, deptype in work.live.needs.get(ref, {}).items():
        stops = needed not in kept
        if stops and deptype == "P" and needed.kind == ref.kind:
            found.before(found.itself(needed), own)
            for tie in needed_by(work.live).get(ref, ()):  # what is inherited cannot be altered for itself
                if kind_of(tie).goes_along and needed in work.live.needs[tie]:
                    found.before(found.itself(tie), own)
            continue
        if deptype != "c" and (needed in work.set_aside or stops) and ref not in work.parks:
            found.before(own, found.droppers.get(needed, _NONE))
        for one in _with_what_brings(work, needed) if deptype != "c" and stops else ():
            found.before(own, (*found.parkers.get(one, _NONE), *found.alterers.get(one, _NONE)))


def _settled_among_roles(found: Following) -> None:
    """Owners and grants come after the roles that they name, and before these go."""
    for ref, own in found.settlers.items():
        for needed, deptype in found.work.desired.needs.get(ref, {}).items():
            if deptype == "s":
                found.before((*found.makers.get(needed, _NONE), *found.alterers.get(needed, _NONE)), own)
        for needed, deptype in found.work.live.needs.get(ref, {}).items():
            if deptype == "s":
                found.before(own, found.droppers.get(needed, _NONE))


def _parked_first(found: Following) -> None:
    """What is kept in another form is so before it is altered, and before what it uses goes."""
    for ref, own in found.parkers.items():
        found.before(own, found.alterers.get(ref, _NONE))
        for needed, deptype in found.work.live.needs.get(ref, _NO_NEEDS).items():
            found.before(own, found.droppers.get(needed, _NONE))
            # Of a table whose rows are values in it no column is gone by then.
            if found.itself(needed) and kind_of(ref).holds(found.work.live.objects[ref], needed, deptype) is not None:
                for part in needed_by(found.work.live).get(needed, ()):
                    if kind_of(part).within and part.path[:-1] == needed.path:
                        found.before(own, found.itself(part))


def _altered_without(found: Following) -> None:
    """What must not be there while an object is altered goes before that and comes after it."""
    for ref, others in found.work.without.items():
        own = found.alterers.get(ref, _NONE)
        for other in others:
            found.before(found.droppers.get(other, _NONE), own)
            found.before(own, found.makers.get(other, _NONE))


def _by_own_word(found: Following) -> None:
    makers, alterers, settlers = found.makers, found.alterers, found.settlers
    for i, step in enumerate(found.steps):
        for ref in step.needs:
            found.before((*makers.get(ref, _NONE), *alterers.get(ref, _NONE), *settlers.get(ref, _NONE)), (i,))
        for ref in step.precedes or ():
            found.before((i,), (*makers.get(ref, _NONE), *alterers.get(ref, _NONE), *settlers.get(ref, _NONE)))
        for ref in step.spares:
            found.before((i,), found.droppers.get(ref, _NONE))


def _names(found: Following) -> None:
    """A name has to be free before another kind of object, or another table's index, takes it."""
    work, live, desired = found.work, found.work.live.objects, found.work.desired.objects
    freed: dict[tuple[str, ...], list[int]] = {}
    for ref, own in found.droppers.items():
        leaving = found.disturbers.get(ref, _NONE) if ref in work.set_aside else own
        for slot in kind_of(ref).slots(live[ref]):
            freed.setdefault(slot, []).extend(leaving)
    changed = {
        ref: (found.alterers[ref], *names_changed(work, ref, ref)) for ref in work.alters.keys() & found.alterers
    }
    changed |= {ref: (found.makers[ref], *names_changed(work, old, ref)) for ref, old in work.renames.items()}
    early = {step.ref: [i] for i, step in enumerate(found.steps) if step.precedes and step.ref in work.freed}
    for ref, (own, given_up, _) in changed.items():
        for slot in given_up:
            freed.setdefault(slot, []).extend(early.get(ref, own))
    if not freed:
        return
    for ref, own in found.makers.items():
        for slot in kind_of(ref).slots(desired[ref]) if ref not in work.renames else ():
            found.before(freed.get(slot, _NONE), own)
    for own, _, taken in changed.values():
        for slot in taken:
            found.before(freed.get(slot, _NONE), own)


def names_changed(work: Work, old: Ref, new: Ref) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """The names that an altered or renamed object gives up, and those that it takes."""
    before = set(kind_of(old).slots(work.live.objects[old]))
    after = set(kind_of(new).slots(work.desired.objects[new]))
    return before - after, after - before
