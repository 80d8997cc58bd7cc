"""What says columns by their place, where they stand in another order here than in the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable

from differ.kinds.carried_rows import columns_of
from differ.model import Ref, Step
from differ.planning.work import Work
from differ.sql import ident

_ALIAS = re.compile(r'\) (?:"(?:[^"]|"")*"|\w+)\(\Z')
_INSERT = re.compile(r"\binsert\s+into\s+\S+(?:\s+as\s+\S+)?\s*\(\s*\Z", re.I)


def warned(work: Work, steps: list[Step]) -> list[Step]:
    """The steps, with a warning for each whose text lists all columns of a table in an order that they do not have.

    PostgreSQL cannot move a column: a new one comes last. The names of what a function yields in FROM, and what a
    function of rows of the table yields, go by place.
    """
    moved = _moved(work)
    if not moved:
        return steps
    return [_warned(work, step, moved) if step.makes or step.alters else step for step in steps]


def _moved(work: Work) -> dict[tuple[str, ...], tuple[re.Pattern[str], str]]:
    """Tables that stay and whose columns come to stand in another order than the desired one: the list of all columns
    in that order, and those that they have."""
    grown = {ref.path[:-1] for ref in work.creates if ref.kind == "column"}
    found = {}
    for table in grown:
        if Ref("table", table) not in work.live.objects or Ref("table", table) in work.creates:
            continue
        wanted = [column.ref for column in columns_of(work.desired).get(table, ())]
        kept = [column.ref for column in columns_of(work.live).get(table, ()) if column.ref in wanted]
        kept = [ref for ref in kept if ref not in work.creates]
        order = [*kept, *(ref for ref in wanted if ref not in kept)]
        if order != wanted and len(wanted) > 1:
            found[table] = _listed(wanted), ", ".join(ref.path[-1] for ref in order)
    return found


def _listed(columns: Iterable[Ref]) -> re.Pattern[str]:
    between = r'\s*,\s*(?:(?:"[^"]+"|\w+)\.)?'
    return re.compile(between.join(re.escape(ident(ref.path[-1])) for ref in columns) + r"(?!\w)")


def _warned(work: Work, step: Step, moved: dict[tuple[str, ...], tuple[re.Pattern[str], str]]) -> Step:
    for table, (listed, order) in moved.items():
        rows = Ref("table", table) in work.desired.needs.get(step.ref, ())
        if any(_by_place(step.sql[: match.start()], rows=rows) for match in listed.finditer(step.sql)):
            name = ".".join(table)
            words = f"the columns of {name} stand in this order here: {order}; this lists them in that of the schema"
            remedy = "if that goes by place, one is taken for another: add new columns at the end, or name each"
            return step._replace(warning="; ".join(filter(None, (step.warning, f"{words}; {remedy}"))))
    return step


def _by_place(before: str, *, rows: bool) -> bool:
    """Whether a list of columns that follows this may go by place: the names of what a function yields in FROM, or
    anything in what makes whole `rows`, but for the columns that INSERT names."""
    return _ALIAS.search(before) is not None or (rows and not _INSERT.search(before) and not before[-1:].isalnum())
