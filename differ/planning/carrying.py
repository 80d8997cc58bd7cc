"""Rows of tables that are made anew: kept before they are dropped, and brought when the new ones are there."""

from __future__ import annotations

from collections.abc import Iterable

from differ.kinds import kind_of
from differ.kinds.positions import passed_on, said_by_rows
from differ.model import Carried, Ref
from differ.planning.work import Work, by_birth, needed_by


def carry_rows(work: Work) -> None:
    """Add the chains that carry rows over, and note which tables have none left when they are dropped."""
    work.emptied = {}
    for ref, carried in _carried(work).items():
        work.emptied |= dict.fromkeys(carried.emptied, "")
        work.emptied[ref] = carried.lost
        ties = by_birth({tie for source in carried.emptied for tie in needed_by(work.live).get(source, ())}, work.live)
        keep = carried.keep._replace(ref=ref, action="alter", precedes=(), spares=(ref, *carried.emptied, *ties))
        later = [one for table in carried.bring.needs for one in _reacting(work, table)]
        later += carried.bring.precedes or ()
        spared = _held(work, carried.emptied)
        bring = carried.bring._replace(
            ref=ref, action="alter", precedes=(*later, *(carried.bring.precedes or ())), spares=spared
        )
        work.chains.append([keep, bring])


def pass_positions_on(work: Work) -> None:
    """Add the chains that let sequences go on where those have got to in whose place they are."""
    work.known = {*said_by_rows(work.drops, work.live)}
    renamed = {*work.renames, *work.renames.values()}
    touched = {*work.drops, *work.creates, *work.alters}
    for keep, bring in passed_on(touched, work.taken_over, work.live, work.desired):
        # What has another name is the same.
        if not renamed & {*keep.spares, *bring.needs}:
            work.known |= {ref for ref in keep.spares if not kind_of(ref).within}
            work.chains.append([keep._replace(action="alter"), bring._replace(action="alter")])


def _carried(work: Work) -> dict[Ref, Carried]:
    """By table how its rows are carried over; those of partitions once, by the uppermost table that is made anew."""
    found: dict[Ref, Carried] = {}
    for ref in by_birth(work.drops & work.creates, work.desired):
        old, new = work.live.objects[ref], work.desired.objects[ref]
        carried = kind_of(ref).carry(old, new, work.live, work.desired, work.drops)
        if carried is not None:
            found[ref] = carried
    uppermost: dict[Ref, Ref] = {}
    for ref, carried in sorted(found.items(), key=lambda item: (len(item[1].emptied), item[0] not in item[1].emptied)):
        uppermost |= dict.fromkeys(carried.emptied, ref)
    return {
        ref: carried for ref, carried in found.items() if not carried.emptied or uppermost[carried.emptied[0]] == ref
    }


def _held(work: Work, emptied: Iterable[Ref]) -> tuple[Ref, ...]:
    """What is dropped for good and the rows hold values of until they are brought."""
    parts = {part for table in emptied for part in needed_by(work.live).get(table, ())}
    return tuple(
        type
        for part in by_birth(parts, work.live)
        for type, deptype in work.live.needs.get(part, {}).items()
        if type in work.drops - work.creates
        and not kind_of(type).in_columns  # those are kept as text
        and kind_of(part).holds(work.live.objects[part], type, deptype) is not None
    )


def _reacting(work: Work, table: Ref) -> list[Ref]:
    return [ref for ref in needed_by(work.desired).get(table, ()) if kind_of(ref).reacts]
