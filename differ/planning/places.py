"""What says columns by their place, where they stand in another order here than in the schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from differ.alias_lists import Names, Table, alias_lists, column_orders, in_order, row_functions
from differ.kinds import kind_of
from differ.model import Ref, Step
from differ.planning.work import Work
from differ.sql import ident

_INSERT = re.compile(r"\binsert\s+into\s+\S+(?:\s+as\s+\S+)?\s*\(\s*\Z", re.I)


def placed(work: Work, steps: list[Step]) -> list[Step]:
    """The steps, with the names of what a function yields in FROM in the order that the columns have here; and with a
    warning for each that may still go by an order that they do not have.

    PostgreSQL cannot move a column: a new one comes last. What a function of rows of the table yields goes by place.
    """
    moved = _moved(work)
    return [_placed(work, step, moved) if step.makes or step.alters else step for step in steps] if moved else steps


def _moved(work: Work) -> dict[Table, tuple[Names, Names]]:
    """Tables that stay and whose columns come to stand in another order than the desired one: that, and theirs."""
    found = {}
    before = column_orders(work.live)
    if not before:
        return {}
    after = column_orders(work.desired)
    made: dict[Table, set[str]] = {}
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


def _placed(work: Work, step: Step, moved: Mapping[Table, tuple[Names, Names]]) -> Step:
    needs, verbatim = work.desired.needs, kind_of(step.ref).verbatim
    near = {*needs.get(step.ref, ())}
    left: set[Names] = set()
    if next(alias_lists(step.sql), None):
        functions = row_functions(work.desired)
        if not verbatim:
            step = step._replace(sql=in_order(step.sql, functions, partial(_as_here, moved)))
        left = {names for *_, function, names in alias_lists(step.sql) if verbatim or function not in functions}
        near = near.union(*(needs.get(ref, ()) for ref in near))
    for table in {ref.path for ref in near}.intersection(moved):
        wanted, here = moved[table]
        rows = verbatim and Ref("table", table) in needs.get(step.ref, ())
        if wanted in left or (rows and _makes_rows(step.sql, wanted)):
            name, order = ".".join(table), ", ".join(here)
            words = f"the columns of {name} stand in this order here: {order}; this lists them in that of the schema"
            remedy = "if that goes by place, one is taken for another: add new columns at the end, or name each"
            return step._replace(warning="; ".join(filter(None, (step.warning, f"{words}; {remedy}"))))
    return step


def _as_here(moved: Mapping[Table, tuple[Names, Names]], _: str, table: Table, names: Names) -> Names:
    """A list of names for a table's columns, one after the other as they stand in the schema, as they stand here."""
    wanted, here = moved.get(table, (names, names))
    if wanted[: len(names)] == here[: len(names)]:
        return names
    by_column = dict(zip(wanted, names, strict=False))
    return (*(by_column.get(column, column) for column in here), *names[len(here) :])


def _makes_rows(sql: str, columns: Names) -> bool:
    """Whether a function has a list of these columns that may make rows; those that INSERT names go by name."""
    between = r'\s*,\s*(?:(?:"[^"]+"|\w+)\.)?'
    listed = re.compile(between.join(map(re.escape, columns)) + r"(?!\w)")
    before = (sql[: match.start()] for match in listed.finditer(sql))
    return any(not _INSERT.search(text) and not text[-1:].isalnum() for text in before)
