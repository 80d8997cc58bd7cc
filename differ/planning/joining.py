"""Steps that follow one another and are clauses of one statement: PostgreSQL rewrites a table once for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from differ.model import Step


def joined(steps: Iterable[Step]) -> list[Step]:
    """The steps, with those in one that begin alike where one of them says that it may be a clause beside others."""
    found: list[Step] = []
    for step in steps:
        if found and _are_clauses(found[-1], step):
            found[-1] = _together(found[-1], step)
        else:
            found.append(step)
    return found


def _are_clauses(first: Step, second: Step) -> bool:
    begin = second.joins
    if not begin or begin != first.joins or set(first.disturbs) & set(second.disturbs):
        return False  # nothing changes twice in one statement
    # What loses something, or has something to be said of it, stands for itself; so do several statements.
    plain = all(one.loses is None and one.warning is None and ";\n" not in one.sql for one in (first, second))
    return plain and first.sql.startswith(begin) and second.sql.startswith(begin)


def _together(first: Step, second: Step) -> Step:
    return first._replace(
        sql=f"{first.sql},\n    {second.sql.removeprefix(second.joins)}",
        name=f"{first.name}, {second.name}",
        alters=(*first.alters, *second.alters),
        disturbs=(*first.disturbs, *second.disturbs),
        locks=tuple(dict.fromkeys((*first.locks, *second.locks))),
        rewrites=tuple(dict.fromkeys((*first.rewrites, *second.rewrites))),
        scans=tuple(dict.fromkeys((*first.scans, *second.scans))),
        judges=tuple(dict.fromkeys((*first.judges, *second.judges))),
    )
