"""What says columns by their place, where they stand in another order here than in the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from differ.alias_lists import Names, alias_lists, column_orders, in_order, orders_by_names
from differ.kinds import kind_of
from differ.model import Ref, Step
from differ.planning.work import Work
from differ.sql import ident

_INSERT = re.compile(r"\binsert\s+into\s+\S+(?:\s+as\s+\S+)?\s*\(\s*\Z", re.I)


def placed(work: Work, steps: list[Step]) -> list[Step]:
    """The steps, with the names of what a function yields in FROM in the order that the columns have here; and with a
    warning for each whose text still lists all columns of a table in an order that they do not have.

    PostgreSQL cannot move a column: a new one comes last. What a function of rows of the table yields goes by place.
    """
    moved = _moved(work)
    if not moved:
        return steps
    orders = _certain(work, moved)
    return [_placed(work, step, orders, moved) if step.makes or step.alters else step for step in steps]


def _moved(work: Work) -> dict[tuple[str, ...], tuple[Names, Names]]:
    """Tables that stay and whose columns come to stand in another order than the desired one: that, and theirs."""
    found = {}
    before = column_orders(work.live)
    after = column_orders(work.desired) if before else {}
    made: dict[tuple[str, ...], set[str]] = {}
    for ref in work.creates:
        if ref.kind == "column":
            made.setdefault(ref.path[:-1], set()).add(ident(ref.path[-1]))
    for table, wanted in after.items():
        if before.get(table, wanted) == wanted or Ref("table", table) in work.creates:
            continue
        stay = {*wanted} - made.get(table, set())
        here = tuple(name for name in before[table] if name in stay)
        here += tuple(name for name in wanted if name not in here)
        if here != wanted:
            found[table] = wanted, here
    return found


def _certain(work: Work, moved: Mapping[tuple[str, ...], tuple[Names, Names]]) -> dict[Names, Names]:
    """What becomes of a list of all columns of a table, where it is the same for all tables with such columns."""
    after = column_orders(work.desired)
    wanted = orders_by_names(after.values())
    here = orders_by_names(moved[table][1] if table in moved else order for table, order in after.items())
    return {order: to for names, order in wanted.items() if order and (to := here[names]) and to != order}


def _placed(
    work: Work, step: Step, orders: Mapping[Names, Names], moved: Mapping[tuple[str, ...], tuple[Names, Names]]
) -> Step:
    if not kind_of(step.ref).verbatim:
        step = step._replace(sql=in_order(step.sql, orders))
    left = [names for *_, names in alias_lists(step.sql)]
    needs = work.desired.needs
    needed = {ref.path for ref in needs.get(step.ref, ())}
    near = needed.union(*({ref.path for ref in needs.get(one, ())} for one in needs.get(step.ref, ()) if left))
    for table in near.intersection(moved):
        wanted, here = moved[table]
        if _names(work, left, wanted, here) or (table in needed and _makes_rows(step.sql, wanted)):
            name, order = ".".join(table), ", ".join(here)
            words = f"the columns of {name} stand in this order here: {order}; this lists them in that of the schema"
            remedy = "if that goes by place, one is taken for another: add new columns at the end, or name each"
            return step._replace(warning="; ".join(filter(None, (step.warning, f"{words}; {remedy}"))))
    return step


def _names(work: Work, lists: Iterable[Names], wanted: Names, here: Names) -> bool:
    """Whether one of the lists may name these columns by their places in the schema, be it otherwise than they are."""
    count, known = len(wanted), set(column_orders(work.desired).values())
    named = [names[:count] for names in lists if len(names) - count in (0, 1)]
    return any(names != here and (names == wanted or names not in known) for names in named)


def _makes_rows(sql: str, columns: Names) -> bool:
    """Whether there is a list of these columns that may make rows, but for the columns that INSERT names."""
    between = r'\s*,\s*(?:(?:"[^"]+"|\w+)\.)?'
    listed = re.compile(between.join(map(re.escape, columns)) + r"(?!\w)")
    before = (sql[: match.start()] for match in listed.finditer(sql))
    return any(not _INSERT.search(text) and not text[-1:].isalnum() for text in before)
