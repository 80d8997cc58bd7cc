"""What steps lose, and where: values of a type are in the columns of many tables."""

from __future__ import annotations

from differ.kinds import kind_of
from differ.model import Ref, Snapshot, Step
from differ.planning.work import Work, by_birth, needed_by, spread


def columns_use(work: Work, ref: Ref) -> bool:
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


def lost_anew(work: Work, ref: Ref) -> str | None:
    """What of the values that columns have of a type is lost where that is dropped to be made again."""
    steps = kind_of(ref).replace(work.live.objects[ref], work.desired.objects[ref]) or ()
    return next((step.loses for step in steps if step.loses), None)


def said_below(work: Work, ref: Ref) -> bool:
    """Whether what something loses that is altered because of what stands below it is said of a type that it is of."""
    types = [ref] if ref in work.rebuilds else []
    for one in types:
        types += [type for type in work.live.needs.get(one, {}) if kind_of(type).in_columns and type not in types]
    if any(lost_anew(work, one) for one in types[1:] if one in work.drops & work.creates):
        return True
    return any(step.loses for one in types[1:] for step in (*work.alters.get(one, ()), *work.replaces.get(one, ())))


def said_elsewhere(work: Work, step: Step) -> Step:
    """The step with all columns in which values of a type, or rows of a table, lose what it says that they lose."""
    if step.loses and step.drops and step.ref in work.known:
        return step._replace(loses=None)
    if step.loses is None or not (kind_of(step.ref).in_columns or kind_of(step.ref).stores):
        return step
    types = [ref for one in spread(work.live, [step.ref]) for ref in _of_values(work, one)]
    kept = by_birth(_columns_with(work.live, types) & work.desired.objects.keys(), work.live)
    if not kept:
        return step
    names = [".".join(ref.path) for ref in kept]
    return step._replace(loses=f"{step.loses}{'' if step.ref in types else ', also'} within {', '.join(names)}")


def _of_values(work: Work, ref: Ref) -> list[Ref]:
    """The type itself, or that of the rows of the table that a column is of."""
    if kind_of(ref).in_columns:
        return [ref]
    return [host for host in work.live.needs.get(ref, ()) if host.path == ref.path[:-1]]


def _columns_with(snapshot: Snapshot, types: list[Ref]) -> set[Ref]:
    """What has values of the types on the disk, be it within others."""
    found = dict.fromkeys(types)
    queue, users = [*types], needed_by(snapshot)
    for held in queue:
        hosts = {ref: deptype for ref, deptype in snapshot.needs.get(held, {}).items() if deptype != "n"}
        for ref, deptype in (*users.get(held, {}).items(), *hosts.items()):
            if ref not in found and kind_of(ref).holds(snapshot.objects[ref], held, deptype) is not None:
                found[ref] = None
                queue.append(ref)
    return {ref for ref in found if kind_of(ref).stores}
