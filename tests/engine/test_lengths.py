"""What does not fit a type's length is refused where its values go over, and never cut."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.planning.order import ordered_steps
from differ.planning.planner import collect

from .converge import Direction, applied

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_numbers = itertools.count(1)
_PARTITIONED = "partition by range (id); create table t0 partition of t default;"


def _failures(server: ScratchServer, live: str, desired: str) -> list[str]:
    """What keeps the plan from one to the other from being applied."""
    names = [f"lengths_{next(_numbers)}" for _ in range(2)]
    snapshots = []
    for name, sql in zip(names, (live, desired), strict=True):
        server.create_database(name)
        with server.connect(name) as connection:
            connection.execute(sql.encode())
            snapshots.append(read_snapshot(connection))
    direction = Direction("from one to the other")
    with server.connect(names[0]) as connection:
        applied(connection, ordered_steps(collect(snapshots[0], snapshots[1])), direction)
    return direction.failures


@pytest.mark.parametrize(
    ("live", "desired", "value"),
    [
        ("create domain d as varchar(20); v d", "create domain d as varchar(5); v d", "yyyyyyyy"),
        ("create domain d as char(8); v d", "create domain d as char(5); v d", "yyyyyyyy"),
        ("create domain d as varbit(8); v d", "create domain d as varbit(5); v d", "11111111"),
        ("create domain d as varchar(8)[]; v d", "create domain d as varchar(5)[]; v d", "{yyyyyyyy}"),
        ("create domain d as varchar(8); v d[]", "create domain d as varchar(5); v d[]", "{yyyyyyyy}"),
        (
            "create domain d as varchar(8); v d",
            "create domain d as text; create domain e as varchar(5); v e",
            "yyyyyyyy",
        ),
        (
            "create domain d as varchar(8); create domain e as d; v e",
            "create domain d as varchar(5); create domain e as d; v e",
            "yyyyyyyy",
        ),
        ("create type d as enum ('yyyyyyyy'); v d", "v varchar(5)", "yyyyyyyy"),
        ("create type d as enum ('yyyyyyyy'); v d[]", "v varchar(5)[]", "{yyyyyyyy}"),
        ("create type d as enum ('yyyyyyyy'); v d", "v char(5)", "yyyyyyyy"),
        ("create type d as enum ('yyyyyyyy'); v d", "create domain d as varchar(5); v d", "yyyyyyyy"),
        ("v text", "v varbit(5)", "11111111"),
        ("v text", "v bit(5)", "11111111"),
        ("v text", "create domain d as varbit(5); v d", "11111111"),
        ("v text[]", "v varbit(5)[]", "{11111111}"),
    ],
)
@pytest.mark.parametrize("anew", [False, True])
def test_what_is_too_long_is_refused(server: ScratchServer, live: str, desired: str, value: str, anew: bool) -> None:
    before, after = (_table(side) for side in (live, desired))
    after += _PARTITIONED if anew else ""
    (failure,) = _failures(server, f"{before}; insert into t values (1, '{value}')", after)
    assert "too long" in failure or "does not match type" in failure
    fits = value.replace("yyyyyyyy", "yyyyy").replace("11111111", "11111")
    before = before.replace("yyyyyyyy", "yyyyy")
    assert _failures(server, f"{before}; insert into t values (1, '{fits}')", after) == []


def _table(side: str) -> str:
    types, _, column = side.rpartition("; ")
    return f"{types}; create table t (id int, {column})"
