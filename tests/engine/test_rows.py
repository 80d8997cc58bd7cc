"""Rows as COPY writes them: whatever text they hold comes back as it is, and what is equal is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot, read_snapshots
from differ.compare import compare
from differ.model import Ref
from differ.rows import FoundRows, read_array, read_path, unescape
from differ.sql import ident, literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from differ.model import Snapshot
    from differ.servers import ScratchServer

NAMES = ["plain", "a b", 'say "no"', "back\\slash", "comma,", "{brace}", "tab\there", "line\nbreak", "null", "\\N", "é"]


@pytest.mark.parametrize("text", [*NAMES, "", "\r\b\f\v", "\\t", "a\\\\b"])
def test_text_comes_back(server: ScratchServer, text: str) -> None:
    query = f"copy (select {literal(text)}, array[{literal(text)}, 'x']) to stdout"
    with server.connect() as connection, connection.cursor().copy(query.encode()) as copy:
        first, second = b"".join(bytes(part) for part in copy).decode()[:-1].split("\t")
    assert unescape(first) == text
    assert read_array(unescape(second)) == read_path(second) == (text, "x")


def test_an_empty_array() -> None:
    assert read_array("{}") == ()


@pytest.fixture
def both(server: ScratchServer) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Two databases with the same tables of hostile names, made in another order, and one that differs."""
    for database, names in (("rows_a", NAMES), ("rows_b", NAMES[::-1])):
        server.create_database(database)
        with server.connect(database) as connection:
            for name in names:
                connection.execute(f"create table {ident(name)} ({ident(name)} int default 1)".encode())
                connection.execute(f"comment on table {ident(name)} is {literal(name)}".encode())
    with server.connect("rows_b") as connection:
        connection.execute("alter table plain alter plain set default 2")
    with server.connect("rows_a") as first, server.connect("rows_b") as second:
        live, desired = read_snapshots([first, second])
        yield live, desired
    with server.connect() as connection:
        for database in ("rows_a", "rows_b"):
            connection.execute(f"drop database {database}".encode())


def test_only_what_differs_is_a_change(both: tuple[Snapshot, Snapshot]) -> None:
    live, desired = both
    (change,) = compare(live, desired)
    assert change.ref == Ref("default", ("public", "plain", "plain"))
    assert compare(desired, live)[0].ref == change.ref
    assert {ref.path[1] for ref in live.objects if ref.kind == "table"} == set(NAMES)
    assert {item.comment for item in live.found.of_kind("table").values()} == set(NAMES)
    assert live.objects.keys() == desired.objects.keys()
    shared = [ref for ref, item in live.objects.items() if desired.objects[ref] is item]
    assert len(shared) == len(live.objects) - 1


def test_a_digest_is_of_the_rows_in_any_order(server: ScratchServer) -> None:
    server.create_database("rows_many")
    with server.connect("rows_many") as connection:
        for i in range(150):
            connection.execute(f"create table t{i} (a int default 1, b int default 2, c text default 'x')".encode())
            connection.execute(f"create index on t{i} (a); create index on t{i} (b)".encode())
        before = read_snapshot(connection).found
        connection.execute(b"analyze")  # the server joins in another way when it knows how much there is
        after = read_snapshot(connection).found
        connection.execute(b"alter table t7 alter a set default 3")
        changed = read_snapshot(connection).found
    with server.connect() as connection:
        connection.execute(b"drop database rows_many")
    assert isinstance(before, FoundRows)
    assert isinstance(after, FoundRows)
    assert before.digest() == after.digest() != changed.digest()
