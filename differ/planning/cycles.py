"""What is done otherwise where steps would need each other: each returns whether there was anything to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from differ.kinds import kind_of
from differ.model import Ref, Snapshot, Step
from differ.planning.attributes import after_create
from differ.planning.components import cycles_of
from differ.planning.following import names_changed
from differ.planning.planner import close, make_again, make_room
from differ.planning.renames import not_renamed
from differ.planning.work import Work, by_birth, loses_rows, needed_by


def make_anew(work: Work, altered: Iterable[Ref]) -> bool:
    """Drop and create what would be altered, where that loses nothing; whether there was any."""
    found = False
    for ref in altered:
        old, new = work.live.objects[ref], work.desired.objects[ref]
        if not loses_rows(old):
            make_again(work, old, new)
            found = True
    close(work, [])
    return found


def leave_first(work: Work, steps: Iterable[Step], guests: set[Ref], altered: set[Ref]) -> bool:
    """Drop and create what comes to use something new in place of what is altered before a guest of that can be made,
    where rows get values by the guest, as those of a table by the default of a new column; whether there was any."""
    if not any(guests.intersection(step.makes) and _comes_to_rows(work, step.ref) for step in steps):
        return False
    live, desired = work.live.needs, work.desired.needs
    return make_anew(
        work, [ref for ref in altered if altered.intersection(live.get(ref, ())) - desired.get(ref, {}).keys()]
    )


def _comes_to_rows(work: Work, ref: Ref) -> bool:
    """Whether it is made to hold values in something that is there."""
    kind, hosts = kind_of(ref), (host for host in work.desired.needs.get(ref, ()) if host.path == ref.path[:-1])
    there = any(host in work.live.objects and host not in work.creates for host in hosts)
    return ref in work.creates and kind.stores and kind.within and there


def park(work: Work, altered: Iterable[Ref]) -> bool:
    """Keep the values of what is altered in another form, so that what they are made of can go first; whether any."""
    parked = {ref: steps for ref in altered if ref not in work.parks and (steps := _parked(work, ref))}
    work.parks |= parked
    for ref in parked:
        make_room(work, ref)
    close(work, list(parked))
    return bool(parked)


def _parked(work: Work, ref: Ref) -> list[Step]:
    kind, old = kind_of(ref), work.live.objects[ref]
    gone = (
        other in work.drops or other in work.replaces
        for other, deptype in work.live.needs.get(ref, {}).items()
        if kind.holds(old, other, deptype) is not None
    )
    return kind.park(old, work.desired.objects[ref]) if any(gone) else []


def give_up_names(work: Work, altered: Iterable[Ref]) -> bool:
    """Let one of those that take names from each other give up its own before; whether there was any."""
    changes = {ref: names_changed(work, ref, ref) for ref in altered if ref not in work.freed}
    taken = {name for _, names in changes.values() for name in names}
    for ref in by_birth({ref for ref, (given_up, _) in changes.items() if given_up & taken}, work.live):
        old, new = work.live.objects[ref], work.desired.objects[ref]
        found = kind_of(ref).freed(old, new)
        if found is not None:
            without, work.freed[ref] = found
            work.alters[ref] = kind_of(ref).alter(without, new)[1]
            if ref in work.rebuilds:
                cause, gone = work.rebuilds[ref]
                work.alters[ref][:0] = kind_of(ref).rebuild(without, new, cause, gone=gone) or ()
            return True
    return False


def set_aside(work: Work, dropped: Iterable[Ref]) -> None:
    """Rename what is dropped before something else takes its name; what cannot follow that is made anew."""
    for ref in dropped:
        work.aside.add(ref)
        for dependant in needed_by(work.live).get(ref, ()):
            old, new = work.live.objects[dependant], work.desired.objects.get(dependant)
            if dependant in work.alters and new and kind_of(dependant).rebuild(old, new, ref, gone=True) is None:
                make_again(work, old, new)
    close(work, [])


def replace_aside(work: Work, refs: Iterable[Ref]) -> bool:
    """Set aside what would be dropped to be made again, until nothing uses it; whether there was any."""
    again = work.drops & work.creates - work.made_way  # aside it would hold the values as well
    found = {ref: kind_of(ref).set_aside(work.live.objects[ref]) for ref in refs if ref in again}
    # What is set aside with others that are made again, too, would have to be so together with them.
    pairs = {ref: pair for ref, pair in found.items() if pair and not work.drops.intersection({*pair[1].drops} - {ref})}
    for ref, (aside, drop) in pairs.items():
        new = work.desired.objects[ref]
        work.drops.remove(ref)
        work.creates.remove(ref)
        work.replaces[ref] = [aside, *kind_of(ref).create(new, ()), drop]
        work.attributes[ref] = after_create(new, work.live, work.desired)
    return bool(pairs)


def give_up_renames(work: Work, refs: Iterable[Ref]) -> bool:
    """Drop and create what would be renamed; whether there was any."""
    old = [work.renames[ref] for ref in refs if ref in work.renames]
    for ref in old:
        not_renamed(work, ref)
    if old:
        close(work, [])
    return bool(old)


def loosen(work: Work, refs: Collection[Ref]) -> bool:
    """Drop what others hold before these go, and not after them, so that they do not keep it; whether there was any."""
    gone = work.drops.intersection(refs)
    held = {
        (ref, needed)
        for ref in gone
        for needed, deptype in work.live.needs.get(ref, {}).items()
        if deptype == "o" and needed in gone
    }
    held -= work.loosened
    for ref, needed in list(held):  # what comes of both falls with the one that goes first
        held |= {(ref, other) for other in work.live.needs[ref] if needed in work.live.needs.get(other, ())}
    work.loosened |= held
    return bool(held)


def make_in_two(work: Work, refs: Collection[Ref]) -> bool:
    """Make what needs one another without what it says of the others at first, and drop it without that at last;
    whether there was any."""
    made = _rings(work.desired, work.creates.intersection(refs) - work.rings_made.keys())
    dropped = _rings(work.live, work.drops.intersection(refs) - work.rings_dropped.keys())
    work.rings_made |= made
    work.rings_dropped |= dropped
    return bool(made or dropped)


def _rings(snapshot: Snapshot, refs: Collection[Ref]) -> dict[Ref, frozenset[Ref]]:
    """All objects of each ring in which one can be made in two steps, by each of them."""
    members = sorted(refs)
    numbers = {ref: i for i, ref in enumerate(members)}
    needed = [{numbers[other] for other in snapshot.needs.get(ref, ()) if other in numbers} for ref in members]
    rings = [frozenset(members[i] for i in cycle) for cycle in cycles_of(needed)]
    return {
        ref: ring
        for ring in rings
        for ref in ring
        if any(kind_of(one).in_two(snapshot.objects[one]) is not None for one in ring)
    }
