"""Grants are made in the order in which the desired database has them, so that pg_dump prints them alike."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from differ.acl import in_order, parse_acl
from differ.catalog import read_snapshot
from differ.model import Grant
from differ.planning.order import ordered_steps
from differ.planning.planner import collect

if TYPE_CHECKING:
    from differ.servers import ScratchServer


def test_the_order_outlives_being_kept() -> None:
    acl = parse_acl("carol=r/o\nalice=a*r/o\nbob=r/o")
    assert acl == frozenset(acl)
    kept = pickle.loads(pickle.dumps(acl))
    assert kept == acl
    assert [grant.grantee for grant in in_order(set(acl), kept)] == ["carol", "alice", "alice", "bob"]


def test_what_is_in_no_list_comes_last() -> None:
    acl = parse_acl("carol=r/o")
    others = [Grant(name, "SELECT", False, "o") for name in ("bob", "carol", "alice")]
    assert [grant.grantee for grant in in_order(others, acl)] == ["carol", "alice", "bob"]


def test_grants_are_made_as_they_stand(server: ScratchServer) -> None:
    server.create_database("grant_order")
    try:
        with server.connect("grant_order") as connection:
            live = read_snapshot(connection)
            connection.execute(
                b"create table t (id int); grant select on t to carol; grant insert on t to alice with grant option;"
                b"grant select on t to bob, alice"
            )
            desired = read_snapshot(connection)
        steps = [step.sql for step in ordered_steps(collect(live, desired))]
        assert [sql for sql in steps if sql.startswith("GRANT")] == [
            "GRANT SELECT ON TABLE public.t TO carol",
            "GRANT SELECT ON TABLE public.t TO alice",
            "GRANT INSERT ON TABLE public.t TO alice WITH GRANT OPTION",
            "GRANT SELECT ON TABLE public.t TO bob",
        ]
    finally:
        with server.connect() as connection:
            connection.execute(b"drop database grant_order")
