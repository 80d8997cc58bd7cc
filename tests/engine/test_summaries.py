"""What a plan says of the objects that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.model import Ref
from differ.planning.plan import make_plan

if TYPE_CHECKING:
    from differ.model import Snapshot
    from differ.planning.plan import Plan
    from differ.servers import ScratchServer

_TABLE = "create table t (a int, b int); create table p (a int) partition by list (a);"


def _read(server: ScratchServer, sql: str) -> Snapshot:
    name = f"summaries_{abs(hash(sql))}"
    server.create_database(name)
    try:
        with server.connect(name) as connection:
            connection.execute(sql.encode())
            return read_snapshot(connection).settled()
    finally:
        with server.connect() as connection:
            connection.execute(f"drop database {name}".encode())


def _plan(server: ScratchServer, live: str, desired: str) -> Plan:
    return make_plan(_read(server, live), _read(server, desired), database="", platform="", to_be_applied=False)


def test_what_is_renamed_by_itself_is_one_object(server: ScratchServer) -> None:
    live = f"{_TABLE} create index i on t (a); alter table t add constraint u unique (b); comment on index i is 'one'"
    desired = (
        f"{_TABLE} create index j on t (a); alter table t add constraint w unique (b); comment on index j is 'two'"
    )
    plan = _plan(server, live, desired)
    said = {summary.ref: (summary.action, summary.details) for summary in plan.summaries}
    assert said == {
        Ref("index", ("public", "j")): ("alter", ("name: i → j", "comment: one → two")),
        Ref("constraint", ("public", "t", "w")): ("alter", ("name: u → w",)),
    }
    assert not any("DROP" in step.sql for step in plan.steps)


def test_a_partitioned_table_made_anew_loses_nothing(server: ScratchServer) -> None:
    """Its rows are those of its partitions, which are let go of before."""
    one = "create type e as enum ('a', 'b'); create table t (e e) partition by list (e);"
    other = "create type e as enum ('b', 'a'); create table t (e e) partition by list (e);"
    partition = "create table t_a partition of t for values in ('a')"
    plan = _plan(server, one + partition, other + partition)
    assert any(step.sql == "DROP TABLE public.t" for step in plan.steps)
    assert plan.losses() == []


def test_an_attribute_that_goes_is_lost_where_rows_have_it(server: ScratchServer) -> None:
    wide, narrow = "create type c as (a int, b int);", "create type c as (a int);"
    swapped = "create type c as (b bigint);"
    used = "create table t (c c)"
    lost = "values of attribute public.c.b"
    assert [step.loses for step in _plan(server, wide + used, narrow + used).losses()] == [lost]
    assert [step.loses for step in _plan(server, wide + used, swapped + used).losses()] == [lost.replace(".b", ".a")]
    assert _plan(server, wide, narrow).losses() == []


@pytest.mark.parametrize(
    ("live", "desired", "lost"),
    [
        ("create table t (v c)", "create type d as (a int); create table t (v d)", "z of column public.t.v"),
        ("create table t (v c[])", "create type d as (a int); create table t (v d[])", "z of column public.t.v"),
        ("create table t (v c)", "create table d (z text); create table t (v d)", "a of column public.t.v"),
        ("create table t (v c)", "create domain d as e; create table t (v d)", "a, z of column public.t.v"),
        ("create table t (v c)", "create table t (v f)", None),
        ("create table t (v c)", "create table t (v text)", None),
        (
            "create table t (id int, v c)",
            "create type d as (a int); create table t (id int, v d) partition by list (id)",
            "public.t.v.z",
        ),
    ],
)
def test_an_attribute_that_another_type_lacks_is_lost(
    server: ScratchServer, live: str, desired: str, lost: str | None
) -> None:
    types = 'create type c as (a int, z text); create type e as ("a, z" int); create type f as (z text, n int, a int);'
    losses = [step.loses for step in _plan(server, types + live, types + desired).losses()]
    assert losses == ([] if lost is None else [f"values of {'' if 'public.t.v.z' in lost else 'attribute '}{lost}"])


@pytest.mark.parametrize("other", ["table c (a int)", "view c as select 1 as a"])
def test_an_attribute_that_a_table_of_the_types_name_lacks_is_lost(server: ScratchServer, other: str) -> None:
    used = "create table t (v c, w c[], x text)"
    losses = _plan(server, f"create type c as (a int, z text); {used}", f"create {other}; {used}").losses()
    assert [step.loses for step in losses] == [f"values of attribute z of column public.t.{name}" for name in "vw"]


def test_an_attribute_is_said_to_be_lost_once(server: ScratchServer) -> None:
    used = "create domain d as c; create table t (v d, w c[])"
    losses = _plan(server, f"create type c as (a int, z text); {used}", f"create type c as (a int); {used}").losses()
    assert [step.loses for step in losses] == ["values of attribute public.c.z"]
