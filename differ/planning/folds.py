"""What is said by another object's step: its CREATE, or the DROP that it falls with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from differ.kinds import discover, kind_of
from differ.kinds.base import overriding
from differ.kinds.taken_over import SharedKind
from differ.model import FALLS_WITH, Ref, Step
from differ.planning.work import Work, by_birth, falls, standing

_ALONE = Ref("", ())  # stands for the step that what nothing brings has of its own


@dataclass(slots=True)
class Folds:
    """Which object is said by another's step, directly or through a third."""

    host: dict[Ref, Ref] = field(default_factory=dict)
    guests: dict[Ref, list[Ref]] = field(default_factory=dict)
    shared: dict[Ref, list[Ref]] = field(default_factory=dict)  # what falls with a host as well as with its own

    def add(self, guest: Ref, host: Ref) -> None:
        self.host[guest] = host
        self.guests.setdefault(host, []).append(guest)

    def remove(self, guest: Ref) -> None:
        self.guests[self.host.pop(guest)].remove(guest)

    def like(self, ref: Ref) -> list[Ref]:
        """The object and, of the same kind, what brings it."""
        found = [ref]
        while self.host.get(ref) is not None and self.host[ref].kind == ref.kind:
            ref = self.host[ref]
            found.append(ref)
        return found

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
            found.append(guest)
            if guest in self.guests:
                found += self.all_guests(guest)
        return found


def fold(work: Work, creates: Iterable[Ref]) -> Folds:
    """Which of the objects that are made are made by another one's step."""
    folds = Folds()
    left = standing(work)
    taken = taken_over(work)
    objects, made, apart = work.desired.objects, work.creates, work.apart
    folding = {name: discover()[name] for name in overriding("brought_by") | overriding("taken_along")}
    early, inherited = overriding("made_before"), False
    for ref in creates:
        kind = folding.get(ref.kind)
        if kind is None or (apart and ref in apart):
            continue
        item = objects[ref]
        if ref.kind in early and kind.made_before(item):
            continue
        host = None
        for bringing in kind.brought_by(item, left):
            if bringing in made:
                host = bringing
                break
        if host is None:
            beside = [host for host in kind.taken_along(item, work.desired) if host in made]
            # What stands already goes on as a parent's when all parents are there.
            host = (beside[-1] if ref in taken else beside[0]) if beside else None
        if host is not None:
            folds.add(ref, host)
            inherited = inherited or ref.kind == host.kind
    taken = set(_let_go_in(work, folds, taken))
    for ref, host in list(folds.host.items()) if inherited or taken else ():
        if ref.kind == host.kind or (host not in folds.host and not taken):
            continue
        hosts = folds.like(host)
        if taken.intersection(hosts) or (len(hosts) > 1 and not _as_inherited(work, ref, folds.guests[hosts[-1]])):
            folds.remove(ref)
    return folds


def _as_inherited(work: Work, ref: Ref, brought: Iterable[Ref]) -> bool:
    """Whether it comes with what a parent's brings."""
    items = [work.desired.objects[other] for other in brought if other.kind == ref.kind]
    return any(replace(item, ref=ref) == work.desired.objects[ref] for item in items)


def take_over(work: Work, folds: Folds) -> dict[Ref, tuple[list[Step], list[Step]]]:
    """The steps by which parents take over what is let go of; those of one table go together with the first."""
    let_go = _let_go_in(work, folds, taken_over(work))
    found: dict[Ref, tuple[list[Step], list[Step]]] = {ref: (steps, []) for ref, steps in let_go.items()}
    for ref in [ref for ref in found if folds.root(ref) != ref and folds.root(ref) in found]:
        folds.remove(ref)  # each table has a step of its own
    together: dict[tuple[Ref, tuple[str, ...]], list[Ref]] = {}
    for ref in by_birth(found.keys(), work.desired):
        host = folds.root(ref)
        group = kind_of(ref).group(work.desired.objects[ref])
        together.setdefault((_ALONE if host == ref else host, group), []).append(ref)
    for (by, _), (first, *others) in together.items():
        items = [work.desired.objects[ref] for ref in (first, *others)]
        beside = [work.desired.objects[guest] for guest in folds.all_guests(by) if guest not in found]
        host = first if by == _ALONE else by
        found[first][1].extend(kind_of(first).take_over(items, beside, host, work.creates, work.desired))
        for other in others if by == _ALONE else ():
            folds.add(other, first)
    return found


def _let_go_in(work: Work, folds: Folds, taken: set[Ref]) -> dict[Ref, list[Step]]:
    """What of all that can be taken over is let go of, and the steps of that; where a parent's is, the heir's is, too,
    and not brought by any other step."""
    found: dict[Ref, list[Step]] = {}
    for ref in sorted(taken, key=lambda ref: len(folds.like(ref))):
        follows = any(one in found for one in folds.like(ref)[1:])
        steps = _let_go(work, ref, ref if follows else folds.root(ref))
        if steps is not None:
            found[ref] = steps or _dropped_first(work, ref)
    return found


def _dropped_first(work: Work, ref: Ref) -> list[Step]:
    """A drop after all, where its parents' goes as well and no values do: what it is computed from changes."""
    kind, old, new = kind_of(ref), work.live.objects[ref], work.desired.objects[ref]
    above = [one for one, deptype in work.live.needs[ref].items() if deptype == "P" and one.kind == ref.kind]
    if not above or not isinstance(kind, SharedKind) or not kind.is_computed(old, new):
        return []
    return kind.drop(old) if all(one in work.drops for one in above) else []


def taken_over(work: Work) -> set[Ref]:
    """What is let go of, and not dropped, to come again from its parents."""
    again = (ref for ref in work.drops & work.creates if _let_go(work, ref, ref) is not None)
    return {ref for ref in again if not _goes_with_whole(work, ref)}


def _goes_with_whole(work: Work, ref: Ref) -> bool:
    """Whether the table that it is a part of goes, so that nothing of it is there to be let go of."""
    hosts = work.live.needs.get(ref, {})
    return any(host in work.drops and kind_of(host).part is None for host, deptype in hosts.items() if deptype in "ai")


def _let_go(work: Work, ref: Ref, host: Ref) -> list[Step] | None:
    return kind_of(ref).let_go(work.live.objects[ref], work.desired.objects[ref], host)


def swallow(work: Work) -> Folds:
    """What falls with an object that is dropped for itself needs no step of its own."""
    folds, known = Folds(), dict[Ref, bool]()
    for ref in work.drops:
        if ref in work.apart:
            continue
        for host, deptype in work.live.needs.get(ref, {}).items():
            if (
                deptype in FALLS_WITH
                and _goes(work, ref, host)
                and folds.root(host) != ref
                and falls(work, ref, host, known)
            ):
                folds.add(ref, host)
                break
    for ref in list(folds.host):
        root = folds.root(ref)
        for host, deptype in work.live.needs[ref].items():
            if (
                deptype in FALLS_WITH
                and _goes(work, ref, host)
                and folds.root(host) != root
                and falls(work, ref, host, known)
            ):
                folds.shared.setdefault(folds.root(host), []).append(ref)
    return folds


def _goes(work: Work, ref: Ref, host: Ref) -> bool:
    """Whether the host goes with a step of its own; a column that is let go of is still there, with its default."""
    return host in work.drops and (host not in work.taken_over or ref.kind == host.kind)
