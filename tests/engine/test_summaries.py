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
    lost = "values of attribute public.c.b within public.t.c"
    assert [step.loses for step in _plan(server, wide + used, narrow + used).losses()] == [lost]
    assert [step.loses for step in _plan(server, wide + used, swapped + used).losses()] == [lost.replace("c.b", "c.a")]
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
    assert [step.loses for step in losses] == ["values of attribute public.c.z within public.t.v, public.t.w"]


@pytest.mark.parametrize(
    ("live", "desired", "lost"),
    [
        ("table t (v numeric(9,4))", "table t (v int)", "of column public.t.v that integer cannot hold"),
        (
            "domain d as numeric(9,4); create domain e as d; create table t (v e, w d[])",
            "domain d as numeric(9,1); create domain e as d; create table t (v e, w d[])",
            "of domain public.d that numeric(9,1) cannot hold within public.t.v, public.t.w",
        ),
        (
            "domain d as numeric(9,4); create table t (v d)",
            "domain e as numeric(9,1); create table t (v e)",
            "of column public.t.v that numeric(9,1) cannot hold",
        ),
        (
            "type c as (a numeric(9,4), z text); create table t (v c)",
            "type c as (a numeric(9,1), z text); create table t (v c)",
            "of attribute public.c.a that numeric(9,1) cannot hold within public.t.v",
        ),
        (
            "table c (a numeric(9,4)); create table h () inherits (c); create table t (v c, w h[])",
            "table c (a numeric(9,1)); create table h () inherits (c); create table t (v c, w h[])",
            "of column public.c.a that numeric(9,1) cannot hold, also within public.t.v, public.t.w",
        ),
        (
            "table t (id int, v numeric(9,4))",
            "table t (id int, v numeric(9,1)) partition by list (id)",
            "of column public.t.v that numeric(9,1) cannot hold",
        ),
        ("table t (v numeric(9,1))", "table t (v numeric(9,4))", None),
        ("domain d as numeric(9,4)", "domain d as numeric(9,1)", None),
    ],
)
def test_parts_of_values_that_a_type_cannot_hold_are_lost(
    server: ScratchServer, live: str, desired: str, lost: str | None
) -> None:
    losses = [step.loses for step in _plan(server, f"create {live}", f"create {desired}").losses()]
    assert losses == ([] if lost is None else [f"parts of values {lost}"])


def test_what_a_column_loses_is_said_where_rows_of_its_table_are_values(server: ScratchServer) -> None:
    used = "create table h () inherits (c); create type w as (x c); create table t (v c, w w[], x h, y int)"
    losses = _plan(server, f"create table c (a int, z text); {used}", f"create table c (a int); {used}").losses()
    lost = "values of column public.c.z, also within public.t.v, public.t.w, public.t.x"
    assert [step.loses for step in losses] == [lost]


@pytest.mark.parametrize(("old", "new"), [("timestamp", "timestamptz"), ("timestamptz", "timestamp")])
def test_the_time_zone_of_the_session_is_warned_of(server: ScratchServer, old: str, new: str) -> None:
    plan = _plan(server, f"create table t (v {old})", f"create table t (v {new})")
    assert plan.losses() == []
    (warning,) = (step.warning for step in plan.steps)
    assert warning is not None
    assert "PostgreSQL takes the time zone of the session for them" in warning


@pytest.mark.parametrize(("new", "warned"), [("timestamptz", True), ("timetz", True), ("timestamp", False)])
def test_a_text_may_say_no_time_zone(server: ScratchServer, new: str, *, warned: bool) -> None:
    plan = _plan(server, "create table t (v text)", f"create table t (v {new})")
    (warning,) = (step.warning for step in plan.steps)
    said = "PostgreSQL takes the time zone of the session for those that say none"
    assert (said in (warning or "")) == warned


@pytest.mark.parametrize(
    ("live", "desired", "lost"),
    [
        ("sequence s", "table t ()", "s"),
        ("table t (id int); create sequence s owned by t.id", "table t (id int)", "s"),
        ("sequence s; create table t (id int default nextval('s'))", "table t (id int)", "s"),
        ("table t (id serial)", "table t (id int not null)", None),  # the rows say it
        ("table t (id serial)", "table u ()", None),
        ("sequence s; create table t (id int default nextval('s'))", "table t (id serial)", None),  # it is passed on
    ],
)
def test_how_far_a_sequence_has_got_is_lost_with_it(
    server: ScratchServer, live: str, desired: str, lost: str | None
) -> None:
    steps = _plan(server, f"create {live}", f"create {desired}").losses()
    losses = [step.loses for step in steps if step.ref.kind == "sequence"]
    assert losses == ([] if lost is None else [f"last_value and is_called of sequence public.{lost}"])
