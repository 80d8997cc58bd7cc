"""Objects that differ by name alone and hold no rows of their own: they are renamed without a hint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Object, Ref, Snapshot
from differ.planning.work import Work, by_birth, needed_by


def find_renames(work: Work) -> None:
    """Rename what would go and come again as it was but for its name, where no heir would have to follow."""
    gone: dict[tuple[str, ...], list[Ref]] = {}
    for ref in by_birth(work.drops - work.creates, work.live):
        gone.setdefault((ref.kind, *kind_of(ref).group(work.live.objects[ref])), []).append(ref)
    names: dict[Ref, Ref] = {}
    known = -1
    while gone and known < len(names):  # what has a name for another may be renamed when that one is
        known = len(names)
        for ref in by_birth(work.creates - work.drops, work.desired):
            new = work.desired.objects[ref]
            for old in gone.get((ref.kind, *kind_of(ref).group(new)), ()):
                if old in work.drops and _renames(work, work.live.objects[old], new, names):
                    work.renames[ref], names[old] = old, ref
                    work.drops -= {old, *along(work.live, old)}
                    work.creates -= {ref, *along(work.desired, ref)}
                    break
    if names:
        _leave_as_they_are(work, names)
        _name_again(work, names)


def _leave_as_they_are(work: Work, names: Mapping[Ref, Ref]) -> None:
    """What would be made again for nothing but the name that it has for a renamed object stays."""
    naming = overriding("under_names")
    again = [(kind_of(ref), ref) for ref in work.drops & work.creates if ref.kind in naming]
    objects, wanted = work.live.objects, work.desired.objects
    stays = {ref for kind, ref in again if kind.under_names(objects[ref], names) == wanted[ref]}
    work.drops -= stays
    work.creates -= stays


def _name_again(work: Work, names: Mapping[Ref, Ref]) -> None:
    """What names a renamed object, and is to name another one by the name that it gives up, does not stay as it is."""
    naming, users = overriding("under_names"), needed_by(work.live)
    found = (ref for old in names for ref in users.get(old, ()) if ref.kind in naming and ref in work.desired.objects)
    for ref in [ref for ref in found if ref not in work.drops and ref not in work.alters]:
        kind, new = kind_of(ref), work.desired.objects[ref]
        old = kind.under_names(work.live.objects[ref], names)
        if old == new:
            continue
        reached, steps = kind.alter(old, new)
        if reached == new:
            work.alters[ref], work.attributes[ref] = steps, []
        else:
            work.drops.add(ref)
            work.creates.add(ref)


def _renames(work: Work, old: Object, new: Object, names: Mapping[Ref, Ref]) -> bool:
    kind = kind_of(new.ref)
    found = kind.renamed(old, new)
    if found is None or (kind.heirs_follow(old) and "P" in needed_by(work.live).get(old.ref, {}).values()):
        return False
    reached, _ = kind.alter(found, new)
    brought = [kind_of(ref).under_names(work.live.objects[ref], names) for ref in along(work.live, old.ref)]
    carried = [replace(item, ref=new.ref) for item in brought]
    wanted = [replace(work.desired.objects[ref], ref=new.ref) for ref in along(work.desired, new.ref)]
    return carried == wanted and replace(reached, owner=new.owner, acl=new.acl, comment=new.comment) == new


def along(snapshot: Snapshot, ref: Ref) -> list[Ref]:
    """What there is of the objects that have their names from this one."""
    return [other for other in kind_of(ref).renamed_along(snapshot.objects[ref]) if other in snapshot.objects]


def is_let_go(work: Work, old: Ref) -> bool:
    """Whether what has its name from the object, and ties it to another, goes, be it to come again."""
    return bool(work.drops) and not work.drops.isdisjoint(along(work.live, old))


def without_renaming(work: Work, fallen: Ref) -> list[tuple[Ref, bool]]:
    """Drop and create what would be renamed or named along, for what it stands on changes."""
    new, old = next((new, old) for new, old in work.renames.items() if fallen in (old, *along(work.live, old)))
    if fallen == old:
        return not_renamed(work, old)
    work.drops.add(fallen)
    work.creates.update(along(work.desired, new))
    return [(fallen, True)]


def not_renamed(work: Work, old: Ref) -> list[tuple[Ref, bool]]:
    """Drop and create after all, for what it stands on changes."""
    new = next(new for new, other in work.renames.items() if other == old)
    del work.renames[new]
    work.creates |= {new, *along(work.desired, new)}
    dropped = [old, *along(work.live, old)]
    work.drops |= set(dropped)
    return [(ref, True) for ref in dropped]
