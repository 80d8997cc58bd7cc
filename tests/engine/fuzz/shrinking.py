"""A failing pair made small: what can go from both sides while the pair still fails, goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from .model import Schema, Table
from .recipes import RECIPES

Pair = tuple[Schema, Schema]


def shrunk(first: Schema, second: Schema, fails: Callable[[Schema, Schema], bool], tries: int = 150) -> Pair:
    """The smallest pair found within `tries` questions."""
    pair = (first, second)
    progress = True
    while progress and tries > 0:
        progress = False
        for smaller in _smaller(*pair):
            tries -= 1
            if tries <= 0:
                break
            if fails(*smaller):
                pair, progress = smaller, True
                break
    return pair


def _smaller(first: Schema, second: Schema) -> Iterator[Pair]:
    """Every pair with one thing less, large things first."""
    for kind in ("tables", "views", "functions", "composites", "domains", "enums", "sequences"):
        for name in sorted({*getattr(first, kind), *getattr(second, kind)}):
            yield _without(first, second, partial(_forget, kind=kind, name=name))
    for name in sorted({*first.groups, *second.groups}):
        yield _without(first, second, partial(_forget, kind="groups", name=name))
        for choice in RECIPES[name].choices:
            if any(s.groups.get(name, {}).get(choice) for s in (first, second)):
                yield _without(first, second, partial(_plain, group=name, choice=choice))
    for table in sorted({*first.tables, *second.tables}):
        for part in ("constraints", "indexes", "triggers", "policies", "columns"):
            names = {n for s in (first, second) if table in s.tables for n in getattr(s.tables[table], part)}
            for name in sorted(names):
                yield _without(first, second, partial(_forget_part, table=table, part=part, name=name))


def _forget(schema: Schema, kind: str, name: str) -> None:
    getattr(schema, kind).pop(name, None)


def _plain(schema: Schema, group: str, choice: str) -> None:
    if group in schema.groups:
        schema.groups[group][choice] = 0


def _forget_part(schema: Schema, table: str, part: str, name: str) -> None:
    getattr(_table(schema, table), part).pop(name, None)


def _table(schema: Schema, name: str) -> Table:
    return schema.tables.get(name) or Table()


def _without(first: Schema, second: Schema, change: Callable[[Schema], object]) -> Pair:
    pair = (first.copy(), second.copy())
    for schema in pair:
        change(schema)
        schema.repair()
    return pair
