"""The names of what a table or function in FROM yields, `t x(id, born)`: they go by the place of the columns.

PostgreSQL prints such a list with every function that yields rows of a table, and cannot move that table's columns:
where these stand in another order, the list has to follow them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from differ.kinds.carried_rows import columns_of
from differ.kinds.functions import Function
from differ.model import Object, Snapshot, once
from differ.sql import ident, qualified

Names = tuple[str, ...]  # as they are spelt in SQL
Table = tuple[str, ...]  # schema and name

_NAME = r'(?:"(?:[^"]|"")+"|\w+)'
_TOKEN = re.compile(rf"'(?:[^']|'')*'|(?P<call>{_NAME}(?:\.{_NAME})*)?\(|{_NAME}|\)")
_POLYMORPHIC = [f"{json}_populate_{what}" for json in ("json", "jsonb") for what in ("record", "recordset")]
_GIVEN = re.compile(rf"NULL::{_NAME}(?:\.{_NAME})*")
_LIST = re.compile(rf"(?: WITH ORDINALITY)? {_NAME}\((?P<names>{_NAME}(?:, {_NAME})+)\)")
_LISTED = re.compile(rf"\){_LIST.pattern}")  # begins with a character that is quickly found
_OF_TABLE = rf"(?<![\w\".])(?P<table>{_NAME}\.{_NAME}) {_NAME}\((?P<names>{_NAME}(?:, {_NAME})*)\)"
_LIST_OF_TABLE = re.compile(_OF_TABLE)
_TABLE_TOKEN = re.compile(rf"'(?:[^']|'')*'|{_OF_TABLE}")
_PREFIX = "table "  # of the name of a table where a function's could be


def alias_lists(text: str) -> Iterator[tuple[int, int, str, Names]]:
    """Where such lists are in a deparsed text, the table, or the function that is called, and the names; of a function
    that yields what it is given, that."""
    found = [*_of_functions(text)] if _LISTED.search(text) else []
    if _LIST_OF_TABLE.search(text):
        tables = (token for token in _TABLE_TOKEN.finditer(text) if token["table"])
        found += ((*token.span("names"), _PREFIX + token["table"], _names(token["names"])) for token in tables)
    yield from sorted(found)


def _of_functions(text: str) -> Iterator[tuple[int, int, str, Names]]:
    calls: list[str] = []
    for token in _TOKEN.finditer(text):
        if token[0].endswith("("):
            given = _GIVEN.match(text, token.end()) if token["call"] in _POLYMORPHIC else None
            calls.append(given[0] if given else token["call"] or "")
        elif token[0] == ")" and calls:
            function, found = calls.pop(), _LIST.match(text, token.end())
            if function and found is not None:
                yield *found.span("names"), function, _names(found["names"])


def _names(listed: str) -> Names:
    return tuple(re.findall(_NAME, listed))


def in_order(text: str, tables: dict[str, Table], order: Callable[[str, Table, Names], Names]) -> str:
    """The text with each list for the rows of a table as `order` has it; `tables` as row_functions finds them."""
    pieces, done = [], 0
    for start, end, function, names in alias_lists(text):
        if function in tables:
            pieces += [text[done:start], ", ".join(order(function, tables[function], names))]
            done = end
    return "".join(pieces) + text[done:]


def alike_in_order(old: Object, new: Object, live: Snapshot, desired: Snapshot) -> tuple[Object, Object]:
    """Both objects with their lists sorted by the columns that they stand for in the object's own database, so that
    what differs by the order of columns alone is the same."""
    return _sorted(old, live), _sorted(new, desired)


@once
def column_orders(snapshot: Snapshot) -> dict[Table, Names]:
    """The columns of each table, in their order."""
    return {
        table: tuple(ident(column.ref.path[-1]) for column in columns)
        for table, columns in columns_of(snapshot).items()
    }


@once
def row_functions(snapshot: Snapshot) -> dict[str, Table]:
    """Functions, as PostgreSQL spells them, that yield rows of a table; without those that may yield something else
    for other arguments. And what functions of any rows are given to yield those of a table, and the table itself."""
    tables = {qualified(*table): table for table in column_orders(snapshot)}
    found: dict[str, set[Table | None]] = {}
    for function in snapshot.found.of_kind("function").values():
        if isinstance(function, Function) and function.result:
            name = qualified(*function.ref.path[:2])
            found.setdefault(name, set()).add(tables.get(function.result.removeprefix("SETOF ")))
    given = {f"{how}{name}": table for how in ("NULL::", _PREFIX) for name, table in tables.items()}
    return given | {name: table for name, (table, *others) in found.items() if table and not others}


def _sorted(item: Object, snapshot: Snapshot) -> Object:
    values = item.values().items()
    texts = {name: text for name, text in values if isinstance(text, str) and next(alias_lists(text), None)}
    if not texts:
        return item
    orders = column_orders(snapshot)

    def by_column(function: str, table: Table, names: Names) -> Names:
        count = len(orders[table])
        pairs = sorted(zip(orders[table], names, strict=False))
        if function.startswith(_PREFIX):  # whose new columns come to the list by their own names
            pairs = [(column, name) for column, name in pairs if column != name]
        return (*(f"{column} {name}" for column, name in pairs), *names[count:])  # the last may be the ordinality

    said: dict[str, Any] = {name: in_order(text, row_functions(snapshot), by_column) for name, text in texts.items()}
    return replace(item, **said)
