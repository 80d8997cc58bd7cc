"""What says columns by their place, where they stand in another order here than in the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from differ.alias_lists import Names, Table, alias_lists, alike_in_order, column_orders, in_order, row_functions
from differ.kinds import discover, kind_of
from differ.model import Change, Object, Ref, Snapshot, Step
from differ.planning.work import Work
from differ.sql import aside_name, ident, leading_name

_INSERT = re.compile(r"\binsert\s+into\s+\S+(?:\s+as\s+\S+)?\s*\(\s*\Z", re.I)


def placed(work: Work, steps: list[Step]) -> list[Step]:
    """The steps, with the names of what a function or a table yields in FROM in the order that the columns have at that
    time; and with a warning for each that may still go by an order that they do not have.

    PostgreSQL cannot move a column: a new one comes last. What a function of rows of the table yields goes by place.
    """
    orders = _orders(work)
    if not orders:
        return steps
    moved = {table: (wanted, after) for table, (wanted, after) in _moved(work, orders).items() if wanted != after}
    done = []
    for step in steps:
        for ref in (*step.drops, *step.makes):
            if ref.kind == "column" and ref.path[:-1] in orders:
                (wanted, here), name = orders[ref.path[:-1]], ident(ref.path[-1])
                left = tuple(one for one in here if one != name)
                orders[ref.path[:-1]] = wanted, (*left, name) if ref in step.makes else left
        done.append(_placed(work, step, orders, moved) if step.makes or step.alters else step)
    return done


def says_other_columns(live: Snapshot, desired: Snapshot, changes: Iterable[Change]) -> Iterator[tuple[Object, Object]]:
    """What is said by the same words in both, while a name in them stands for another column: of a table that loses
    some, the next ones take the names that those had."""
    losing = {change.ref.path[:-1] for change in changes if change.ref.kind == "column" and change.desired is None}
    if not any(Ref("table", table) in desired.objects for table in losing):
        return
    for name in (name for name, kind in discover().items() if kind.queries):
        others = desired.found.of_kind(name)
        for ref, old in live.found.of_kind(name).items():
            if others.get(ref) == old:
                before, after = alike_in_order(old, others[ref], live, desired)
                if before != after:
                    yield old, others[ref]


def _orders(work: Work) -> dict[Table, tuple[Names, Names]]:
    """Tables that stay while columns come, go or stand in another order: the desired order, and the live one."""
    before = column_orders(work.live)
    if not before:
        return {}
    made = {ref.path[:-1] for ref in work.creates if ref.kind == "column"}
    return {
        table: (wanted, before[table])
        for table, wanted in column_orders(work.desired).items()
        if table in before and (before[table] != wanted or table in made) and Ref("table", table) not in work.creates
    }


def _moved(work: Work, orders: Mapping[Table, tuple[Names, Names]]) -> dict[Table, tuple[Names, Names]]:
    """The desired order, and the one in which the columns come to stand."""
    found = {}
    for table, (wanted, before) in orders.items():
        stay = {name for name in wanted if Ref("column", (*table, leading_name(name))) not in work.creates}
        here = tuple(name for name in before if name in stay)
        found[table] = wanted, (*here, *(name for name in wanted if name not in here))
    return found


def _placed(
    work: Work,
    step: Step,
    orders: Mapping[Table, tuple[Names, Names]],
    moved: Mapping[Table, tuple[Names, Names]],
) -> Step:
    needs, verbatim = work.desired.needs, kind_of(step.ref).verbatim
    near = {*needs.get(step.ref, ())}
    left: set[Names] = set()
    if next(alias_lists(step.sql), None):
        functions = row_functions(work.desired)
        if not verbatim:
            step = step._replace(sql=in_order(step.sql, functions, partial(_as_here, orders)))
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


def _as_here(orders: Mapping[Table, tuple[Names, Names]], _: str, table: Table, names: Names) -> Names:
    """A list of names for a table's columns, one after the other as they stand in the schema, as they stand here; what
    is yet to go has a name that nothing says."""
    wanted, here = orders.get(table, (names, names))
    gone = {column: ident(aside_name(leading_name(column))) for column in here if column not in wanted}
    if not gone and wanted[: len(names)] == here[: len(names)]:
        return names
    by_column = dict(zip(wanted, names, strict=False))
    return (*(by_column.get(column, gone.get(column, column)) for column in here), *names[len(wanted) :])


def _makes_rows(sql: str, columns: Names) -> bool:
    """Whether a function has a list of these columns that may make rows; those that INSERT names go by name."""
    between = r'\s*,\s*(?:(?:"[^"]+"|\w+)\.)?'
    listed = re.compile(between.join(map(re.escape, columns)) + r"(?!\w)")
    before = (sql[: match.start()] for match in listed.finditer(sql))
    return any(not _INSERT.search(text) and not text[-1:].isalnum() for text in before)
