"""A plan looks only at what its changes reach."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshots
from differ.model import Ref
from differ.narrowing import narrowed
from differ.planning.plan import make_plan
from differ.servers import ScratchServer

from .servers import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from differ.model import Snapshot

SCHEMA = """
    create type mood as enum ('sad', 'ok');
    create table "far, away" (id int primary key default 1, "a, b" int check ("a, b" > 0));
    create table feels (id int primary key, felt mood default 'ok');
    create table heard_of (id int primary key);
    create table told (id int references heard_of, check (id > 0));
    create table parent (id int default 1);
    create table child () inherits (parent);
    create table "one, two" (n int) partition by list (n);
    create table "one, two, three" partition of "one, two" for values in (1);
    create view seen as select id from told;
    create domain few as int;
    create table counted (n few);
    create function counting(few) returns int language sql as 'select 1';
    create table "null" (id int default 1 check (id > 0));
    create schema "null" create table "null".told (other int default 1 check (other > 0));
"""


@contextmanager
def _databases(
    server: ScratchServer, other: ScratchServer, change: str, encoding: str = "UTF8"
) -> Iterator[tuple[Snapshot, Snapshot]]:
    """SCHEMA on one server, and SCHEMA with the change in a database of the encoding on the other, narrowed."""
    sides = ((server, "narrow_live", SCHEMA, "UTF8"), (other, "narrow_desired", SCHEMA + change, encoding))
    with ExitStack() as stack:
        connections = []
        for on, name, sql, encoded in sides:
            make = f"create database {name} template template0 encoding '{encoded}' locale 'C'"
            with on.connect() as connection:
                connection.execute(make.encode())
            stack.callback(_drop, on, name)
            connections.append(stack.enter_context(on.connect(name)))
            connections[-1].execute(sql.encode())
        yield narrowed(*read_snapshots(connections))


def _drop(server: ScratchServer, name: str) -> None:
    with server.connect() as connection:
        connection.execute(f"drop database {name} with (force)".encode())


@pytest.fixture
def pair(plain_server: ScratchServer, request: pytest.FixtureRequest) -> Iterator[tuple[Snapshot, Snapshot]]:
    """SCHEMA, and SCHEMA with the change that the test names, narrowed."""
    with _databases(plain_server, plain_server, request.param) as found:
        yield found


def _tables(snapshot: Snapshot) -> set[str]:
    """The tables with any column left, those of public without their schema."""
    return {_name(ref) for ref in snapshot.objects if ref.kind == "column"}


def _name(part: Ref) -> str:
    return ".".join(part.path[part.path[0] == "public" : 2])


@pytest.mark.parametrize(
    ("pair", "reached"),
    [
        ("alter table told add constraint small check (id < 9);", {"told"}),
        ("alter table heard_of drop constraint heard_of_pkey cascade;", {"told", "heard_of"}),
        ("alter table child add check (id > 0);", {"child", "parent"}),
        ("alter table parent add n int;", {"child", "parent"}),
        ("alter type mood rename value 'sad' to 'low';", {"feels"}),
        ("""alter table "far, away" alter column id set default 2;""", {"far, away"}),
        ("""alter table "one, two" alter column n set default 2;""", {"one, two", "one, two, three"}),
        ("""alter table "null" alter column id set default 2;""", {"null"}),
        ("""alter table "null".told alter column other set default 2;""", {"null.told"}),
        ("create or replace view seen as select id, 1 as one from told;", {"told"}),
        ("create function f() returns int language sql as 'select 1';", set()),
    ],
    indirect=["pair"],
)
def test_only_what_a_change_reaches_is_looked_at(pair: tuple[Snapshot, Snapshot], reached: set[str]) -> None:
    live, desired = pair
    assert _tables(live) == _tables(desired) == reached
    assert {_name(ref) for ref in live.objects if ref.kind in ("constraint", "default")} <= reached


@pytest.mark.parametrize("pair", ["alter table told add n int;"], indirect=True)
def test_what_is_no_part_of_a_table_stays(pair: tuple[Snapshot, Snapshot]) -> None:
    live, desired = pair
    assert Ref("enum", ("public", "mood")) in live.objects
    assert Ref("table", ("public", "feels")) not in live.objects  # not reached
    assert Ref("column", ("public", "told", "n")) in desired.objects
    needs = live.needs[Ref("column", ("public", "told", "id"))]
    assert needs == {Ref("table", ("public", "told")): "a"}


@pytest.mark.parametrize("pair", ["alter domain few add constraint small check (value < 9);"], indirect=True)
def test_what_is_reached_in_one_database_alone_is_known_in_the_other_as_well(pair: tuple[Snapshot, Snapshot]) -> None:
    few = Ref("domain", ("public", "few"))
    for snapshot in pair:
        assert "counted" in _tables(snapshot)
        users = {ref.kind for ref, deptype in snapshot.needed_by()[few].items() if deptype == "n"}
        assert users == {"column", "function"}


CHANGE = "alter table told add n int; create index on told (n);"
WANTED = {"ALTER TABLE public.told ADD COLUMN n integer", "CREATE INDEX told_n_idx ON public.told USING btree (n)"}


def _planned(pair: tuple[Snapshot, Snapshot]) -> set[str]:
    return {step.sql for step in make_plan(*pair, database="", platform="", to_be_applied=False).steps}


def test_a_database_of_another_encoding_is_looked_at_whole(plain_server: ScratchServer) -> None:
    with _databases(plain_server, plain_server, CHANGE, "LATIN1") as pair:
        assert len(_tables(pair[0])) > 1
        assert _planned(pair) == WANTED


@pytest.mark.pg15
def test_a_database_of_another_major_is_looked_at_whole(plain_server: ScratchServer) -> None:
    with ScratchServer(needed(15)) as older, _databases(older, plain_server, CHANGE) as pair:
        assert len(_tables(pair[0])) > 1
        assert _planned(pair) >= WANTED  # views are printed in other words


@pytest.mark.parametrize("pair", [""], indirect=True)
def test_without_a_change_nothing_is_looked_at(pair: tuple[Snapshot, Snapshot]) -> None:
    live, desired = pair
    assert not live.objects
    assert not desired.objects
