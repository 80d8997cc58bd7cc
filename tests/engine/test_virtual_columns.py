"""Virtual generated columns that become plain, since PostgreSQL 18: what they said are their values then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .after import asked, planned

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_ROWS = "insert into t values (1), (2);"
_LIVE = f"create table t (id int, g int generated always as (id * 2) virtual); {_ROWS}"


@pytest.fixture(autouse=True)
def _since_18(server: ScratchServer) -> None:
    if server.installation.major < 18:
        pytest.skip("needs PostgreSQL 18")


@pytest.mark.parametrize("column", ["g int", "g int not null", "g bigint not null default 7", "g text", "g boolean"])
def test_they_keep_their_values(server: ScratchServer, column: str) -> None:
    found = asked(server, _LIVE, f"create table t (id int, {column})", "select g::text from t order by id")
    assert found == ([("true",), ("true",)] if "boolean" in column else [("2",), ("4",)])


def test_heirs_keep_theirs(server: ScratchServer) -> None:
    heir = "create table h () inherits (t);"
    live = f"{_LIVE} {heir} insert into h values (3)"
    assert asked(server, live, f"create table t (id int, g int); {heir}", "select g from t order by id") == [
        (2,),
        (4,),
        (6,),
    ]


def test_heirs_keep_what_their_own_expressions_say(server: ScratchServer) -> None:
    heir = "create table h (g int generated always as (id * 5) virtual) inherits (t); insert into h values (3)"
    desired = "create table t (id int, g int); create table h () inherits (t)"
    assert asked(server, f"{_LIVE} {heir}", desired, "select g from t order by id") == [(2,), (4,), (15,)]


@pytest.mark.parametrize(
    ("live", "desired"),
    [
        (_LIVE, "create table t (g int)"),
        (_LIVE, "create table t (id date, g int)"),
        (_LIVE, "create table t (id int, g int generated always as identity)"),
    ],
)
def test_what_cannot_be_said_any_more_is_lost(server: ScratchServer, live: str, desired: str) -> None:
    _, _, steps = planned(server, live, desired)
    assert "values of column public.t.g" in {step.loses for step in steps}
