"""The names of what a function in FROM yields, `f() x(id, born)`: they go by the place of the columns of its rows.

PostgreSQL prints such a list with every function that yields rows of a table, and cannot move that table's columns:
where these stand in another order, the list has to follow them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from differ.kinds.carried_rows import columns_of
from differ.model import Object, Snapshot, once
from differ.sql import ident

Names = tuple[str, ...]  # as they are spelt in SQL

_NAME = r'(?:"(?:[^"]|"")+"|\w+)'
_TOKEN = re.compile(rf"'(?:[^']|'')*'|(?P<call>{_NAME})?\(|{_NAME}|\)")
_LIST = re.compile(rf"(?: WITH ORDINALITY)? {_NAME}\((?P<names>{_NAME}(?:, {_NAME})+)\)")
_LISTED = re.compile(rf"\){_LIST.pattern}")  # begins with a character that is quickly found


def alias_lists(text: str) -> Iterator[tuple[int, int, Names]]:
    """Where such lists are in a deparsed text, and their names."""
    if not _LISTED.search(text):
        return
    calls: list[bool] = []
    for token in _TOKEN.finditer(text):
        if token[0].endswith("("):
            calls.append(token["call"] is not None)
        elif token[0] == ")" and calls and calls.pop():  # a subquery's names go by the place of what it selects
            found = _LIST.match(text, token.end())
            if found is not None:
                yield *found.span("names"), tuple(found["names"].split(", "))


def in_order(text: str, orders: Mapping[Names, Names]) -> str:
    """The text with each list that is a key of `orders`, or that with the ordinality, in the order that this names."""
    pieces, done = [], 0
    for start, end, names in alias_lists(text):
        known = names if names in orders else names[:-1]
        if known in orders:
            pieces += [text[done:start], ", ".join((*orders[known], *names[len(known) :]))]
            done = end
    return "".join(pieces) + text[done:]


def alike_in_order(old: Object, new: Object, live: Snapshot, desired: Snapshot) -> tuple[Object, Object]:
    """Both objects with the lists sorted that name all columns of a table as these stand in the object's own database,
    so that what differs by that order alone is the same."""
    return _sorted(old, live), _sorted(new, desired)


def orders_by_names(orders: Iterable[Names]) -> dict[frozenset[str], Names | None]:
    """The order in which tables have columns of these names; None where some have another."""
    found: dict[frozenset[str], Names | None] = {}
    for order in orders:
        names = frozenset(order)
        found[names] = order if found.get(names, order) == order else None
    return found


@once
def column_orders(snapshot: Snapshot) -> dict[tuple[str, ...], Names]:
    """The columns of each table, in their order."""
    return {table: names_of(columns) for table, columns in columns_of(snapshot).items()}


def names_of(columns: Iterable[Object]) -> Names:
    """The names of columns as they are spelt in SQL."""
    return tuple(ident(column.ref.path[-1]) for column in columns)


def _sorted(item: Object, snapshot: Snapshot) -> Object:
    values = item.values().items()
    texts = {name: text for name, text in values if isinstance(text, str) and next(alias_lists(text), None)}
    if not texts:
        return item
    known = orders_by_names(column_orders(snapshot).values()).values()
    orders = {order: tuple(sorted(order)) for order in known if order}
    said: dict[str, Any] = {name: in_order(text, orders) for name, text in texts.items()}
    return replace(item, **said)
