"""What has to happen to which object, and what the planner's modules ask of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import dataclass, field

from differ.kinds import kind_of
from differ.model import Found, Object, Ref, Snapshot, Step, once

StepsByRef = dict[Ref, list[int]]


@dataclass(slots=True)
class Work:
    """What has to happen to which object, and the chains of steps that do it."""

    live: Snapshot
    desired: Snapshot
    creates: set[Ref] = field(default_factory=set)  # made, be it new or made again
    drops: set[Ref] = field(default_factory=set)  # taken down, be it for good or to be made again
    alters: dict[Ref, list[Step]] = field(default_factory=dict)
    replaces: dict[Ref, list[Step]] = field(default_factory=dict)  # replaced with the old one set aside
    attributes: dict[Ref, list[Step]] = field(default_factory=dict)
    aside: set[Ref] = field(default_factory=set)  # dropped, but first set aside: something else takes the name
    parks: dict[Ref, list[Step]] = field(default_factory=dict)  # kept in another form until what they use is back
    set_aside: set[Ref] = field(default_factory=set)  # all that a step sets aside and another drops later
    rebuilds: dict[Ref, tuple[Ref, bool]] = field(default_factory=dict)  # altered because of what stands below
    carried: dict[Ref, Ref] = field(default_factory=dict)  # left to PostgreSQL, which changes it along with another
    renames: dict[Ref, Ref] = field(default_factory=dict)  # the new name of what goes on under another: its old one
    freed: dict[Ref, Step] = field(default_factory=dict)  # the step that gives up names before others are taken
    without: dict[Ref, list[Ref]] = field(default_factory=dict)  # what is not there while the object is altered
    # Rings of objects that need one another, by each that is made, or dropped, in two steps because of that.
    rings_made: dict[Ref, frozenset[Ref]] = field(default_factory=dict)
    rings_dropped: dict[Ref, frozenset[Ref]] = field(default_factory=dict)
    # What holds an object that it would keep, did it go before that: here it goes after it.
    loosened: set[tuple[Ref, Ref]] = field(default_factory=set)
    made_way: set[Ref] = field(default_factory=set)  # what held values of a type that is changed as it is
    apart: set[Ref] = field(default_factory=set)  # neither folded nor swallowed: that closed a cycle
    taken_over: dict[Ref, tuple[list[Step], list[Step]]] = field(default_factory=dict)  # by a parent, with its values
    emptied: dict[Ref, str] = field(default_factory=dict)  # tables whose rows go over, and what is lost of those
    known: set[Ref] = field(default_factory=set)  # what goes and is known all the same: nothing is lost with it
    chains: list[list[Step]] = field(default_factory=list)  # steps of a chain keep their order
    leave: Sequence[Step] = ()  # before all others: tables that leave their parents meanwhile
    join: Sequence[Step] = ()  # after them


def standing(work: Work) -> Snapshot:
    """The live snapshot without what is dropped."""
    if not work.drops:
        return work.live
    left = {ref: item for ref, item in work.live.objects.items() if ref not in work.drops}
    return Snapshot(work.live.server, Found(left))


@once
def needed_by(snapshot: Snapshot) -> dict[Ref, dict[Ref, str]]:
    """The snapshot's `needed_by`, worked out once."""
    return snapshot.needed_by()


def spread(snapshot: Snapshot, refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """The objects, and what inherits from them."""
    found = list(refs)
    for ref in found:
        heirs = needed_by(snapshot).get(ref, {})
        found += [heir for heir, deptype in heirs.items() if deptype == "P" and heir.kind == ref.kind]
    return tuple(dict.fromkeys(found))


def falls(work: Work, dependant: Ref, host: Ref, known: dict[Ref, bool] | None = None) -> bool:
    """Whether the dependant goes along with a host that goes; `known` keeps what is found while nothing changes."""
    if work.loosened:
        ties = kind_of(dependant).goes_with(work.live.objects[dependant], work.live)
        if any((tie, host) in work.loosened for tie in ties):
            return True
    if dependant.kind == host.kind and (left_by_heirs(work, host, known) or _has_another(work, dependant, host)):
        return False
    return kind_of(dependant).falls(work.live.objects[dependant], host, work.drops)


def left_by_heirs(work: Work, host: Ref, known: dict[Ref, bool] | None = None) -> bool:
    """Whether something that inherits the object, directly or through others that go, and is let go of, stays; it
    comes back with what comes back."""
    known = {} if known is None else known
    if host not in known:
        known[host] = host not in work.creates and _left_by_heirs(work, host, known)
    return known[host]


def _left_by_heirs(work: Work, host: Ref, known: dict[Ref, bool]) -> bool:
    kind = kind_of(host)
    left = any(
        deptype == "P"
        and heir.kind == host.kind
        and (heir not in work.drops or left_by_heirs(work, heir, known))
        and kind.falls(work.live.objects[heir], host, work.drops)
        and not _has_another(work, heir, host)
        for heir, deptype in needed_by(work.live).get(host, {}).items()
    )
    return left and kind.drop_alone(work.live.objects[host]) is not None


def _has_another(work: Work, heir: Ref, host: Ref) -> bool:
    """Whether something else that it inherits, and that stays, keeps it when the host goes."""
    item = work.live.objects[heir]
    return any(
        deptype == "P"
        and other.kind == heir.kind
        and other != host
        and other not in work.drops
        and kind_of(heir).falls(item, other, work.drops)
        for other, deptype in work.live.needs.get(heir, {}).items()
    )


def by_birth(refs: Set[Ref], snapshot: Snapshot) -> list[Ref]:
    """The objects in the order in which they came to be."""
    births = snapshot.births
    if 2 * len(refs) > len(births):  # most are wanted, and the births are in order
        born = [*filter(refs.__contains__, births)]
        return born if len(born) == len(refs) else [*sorted(refs - births.keys()), *born]
    return [ref for _, ref in sorted([(births.get(ref, 0), ref) for ref in refs])]


def lets_go(work: Work, dependant: Ref, cause: Ref) -> bool:
    """Whether the dependant is altered so that it no longer needs the object."""
    if dependant not in work.alters:
        return False
    needed = work.desired.needs.get(dependant, {})
    if _hidden(work, cause, needed) and not loses_rows(work.live.objects[dependant]):
        return False
    if cause in needed or kind_of(dependant).uses_whole_rows(work.desired.objects[dependant]):
        return False
    # An object of another kind under the same name is nothing that the alteration would move it to.
    slots = _slots(work.live, [cause], work.drops)
    return not slots or not slots & _slots(work.desired, needed, work.creates)


def _hidden(work: Work, cause: Ref, needed: Iterable[Ref]) -> bool:
    """Whether objects that are not known go or come, which may have the names that others have after or before."""
    return kind_of(cause).hides or any(kind_of(ref).hides and ref in work.creates for ref in needed)


def _slots(snapshot: Snapshot, refs: Iterable[Ref], changed: Container[Ref]) -> set[tuple[str, ...]]:
    """The names that objects take, and with the parts of others that are `changed` those of these."""
    found: set[tuple[str, ...]] = set()
    for ref in refs:
        if ref in snapshot.objects:
            hosts = (host for host, deptype in snapshot.needs.get(ref, {}).items() if deptype in "ai")
            for one in (ref, *(host for host in hosts if host in changed)):
                found.update(kind_of(one).slots(snapshot.objects[one]))
    return found


def loses_rows(old: Object) -> bool:
    return any(step.loses for step in kind_of(old.ref).drop(old))
