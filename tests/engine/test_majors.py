"""Databases of two major versions: what only one of them knows is no difference."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from differ.catalog import read_snapshot, read_snapshots
from differ.kinds import kind_of
from differ.kinds.default_privileges import DefaultPrivilege
from differ.model import Ref
from differ.narrowing import narrowed
from differ.planning.plan import make_plan
from differ.words import as_known_to

if TYPE_CHECKING:
    from differ.servers import ScratchServer

SCHEMA = """
    create table base (a int not null, b text);
    create table child (a int not null, c int not null) inherits (base);
    create table parted (id int not null, k int primary key) partition by range (k);
    create table part (id int not null, k int not null);
    alter table parted attach partition part for values from (0) to (10);
    grant all on base to pg_monitor;
    alter default privileges grant all on tables to public;
"""


def test_what_one_major_version_knows_alone_is_no_difference(
    server: ScratchServer, plain_server: ScratchServer
) -> None:
    with ExitStack() as stack:
        connections = []
        for on in (server, plain_server):
            on.create_database("of_two_majors")
            stack.callback(_drop, on)
            connections.append(stack.enter_context(on.connect("of_two_majors")))
            connections[-1].execute(SCHEMA.encode())
        for pair in (connections, connections[::-1]):
            plan = make_plan(*narrowed(*read_snapshots(pair)), database="", platform="", to_be_applied=False)
            assert [step.sql for step in plan.steps] == []


def test_default_privileges_as_older_versions_have_them() -> None:
    items = ('"a=m"=rm*w/"x=m"', "=m/mia", "bob=arwdDxtm/mia", '"m ""=m"=r/m')
    newer = DefaultPrivilege(Ref("default privileges", ("mia", "", "r")), None, None, None, items, 17)
    older = kind_of(newer.ref).known_to(newer, 16)
    assert older.items == ('"a=m"=rw/"x=m"', "=/mia", "bob=arwdDxt/mia", '"m ""=m"=r/m')
    assert older.major == 16
    assert kind_of(newer.ref).known_to(newer, 17) == newer


def test_privileges_as_older_versions_have_them(plain_server: ScratchServer) -> None:
    sql = "create table t (); create table u (); revoke maintain on t from postgres; grant maintain on u to pg_monitor"
    plain_server.create_database("of_two_majors")
    try:
        with plain_server.connect("of_two_majors") as connection:
            connection.execute(sql.encode())
            newer = read_snapshot(connection)
    finally:
        _drop(plain_server)
    tables = [Ref("table", ("public", name)) for name in "tu"]
    assert all(newer.objects[ref].acl is not None for ref in tables)
    assert all(as_known_to(newer, 16).objects[ref].acl is None for ref in tables)
    assert as_known_to(newer, 17).objects == newer.objects


def _drop(server: ScratchServer) -> None:
    with server.connect() as connection:
        connection.execute("drop database of_two_majors with (force)")
