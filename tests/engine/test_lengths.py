"""What does not fit a type's length is refused where its values go over, and never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .after import failures

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_PARTITIONED = "partition by range (id); create table t0 partition of t default;"


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
    (failure,) = failures(server, f"{before}; insert into t values (1, '{value}')", after)
    assert "too long" in failure or "does not match type" in failure
    fits = value.replace("yyyyyyyy", "yyyyy").replace("11111111", "11111")
    before = before.replace("yyyyyyyy", "yyyyy")
    assert failures(server, f"{before}; insert into t values (1, '{fits}')", after) == []


def _table(side: str) -> str:
    types, _, column = side.rpartition("; ")
    return f"{types}; create table t (id int, {column})"
