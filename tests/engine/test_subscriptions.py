"""Subscriptions converge like the cases, but a database that has one can only be dropped after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.compare import compare
from differ.planning.order import ordered_steps
from differ.planning.plan import groups
from differ.planning.planner import collect
from differ.sql import ident

from .converge import pg_dump_for
from .witness import disagreement, dump, normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from differ.model import Snapshot
    from differ.servers import ScratchServer

    Load = Callable[[str], tuple[str, Snapshot]]

FROM_NOWHERE = "connection 'host=nowhere.invalid password=secret1' publication p, q"

PAIRS = {
    "create and drop": (
        "",
        f"""
        create subscription s {FROM_NOWHERE} with (connect = false, slot_name = none);
        create subscription "S ""x;--" connection 'dbname=it''s' publication "P ""x"
            with (connect = false, slot_name = none, binary = true, streaming = true, synchronous_commit = 'local',
                  disable_on_error = true, two_phase = true);
        comment on subscription s is 'x';
        """,
    ),
    "change in place": (
        f"""
        create subscription s {FROM_NOWHERE} with (connect = false, slot_name = none);
        comment on subscription s is 'old';
        """,
        """
        create subscription s connection 'host=nowhere.invalid password=secret2' publication q, r
            with (connect = false, slot_name = 'other', binary = true, streaming = true, synchronous_commit = 'local',
                  disable_on_error = true);
        comment on subscription s is 'new';
        """,
    ),
    "replace": (
        f"create subscription s {FROM_NOWHERE} with (connect = false, slot_name = 'a')",
        f"create subscription s {FROM_NOWHERE} with (connect = false, slot_name = 'a', two_phase = true)",
    ),
    "options since 17": (
        f"""
        create subscription s {FROM_NOWHERE} with (connect = false, slot_name = none, streaming = parallel);
        create subscription f {FROM_NOWHERE} with (connect = false, failover = true);
        """,
        f"""
        create subscription s {FROM_NOWHERE} with (connect = false, slot_name = none, origin = none,
            run_as_owner = true, password_required = false);
        create subscription f {FROM_NOWHERE} with (connect = false);
        """,
    ),
}


@pytest.fixture
def load(server: ScratchServer, request: pytest.FixtureRequest) -> Iterator[Load]:
    made: list[str] = []

    def make(sql: str) -> tuple[str, Snapshot]:
        name = f"subscriber_{abs(hash(request.node.name))}_{len(made)}"
        server.create_database(name)
        made.append(name)
        with server.connect(name) as connection:
            connection.execute(sql.encode())
            return name, read_snapshot(connection)

    yield make
    for name in made:
        with server.connect(name) as connection:
            for (subscription,) in connection.execute(
                "select subname from pg_subscription where subdbid = "
                "(select oid from pg_database where datname = current_database())"
            ).fetchall():
                connection.execute(f"alter subscription {ident(subscription)} set (slot_name = none)".encode())
                connection.execute(f"drop subscription {ident(subscription)}".encode())
        with server.connect() as connection:
            connection.execute(f"drop database {ident(name)}".encode())


@pytest.mark.parametrize("backwards", [False, True], ids=["forth", "back"])
@pytest.mark.parametrize("pair", PAIRS)
def test_converges(server: ScratchServer, load: Load, pair: str, backwards: bool) -> None:
    if pair == "options since 17" and server.installation.major < 17:
        pytest.skip("these options came with PostgreSQL 16 and 17")
    a, b = reversed(PAIRS[pair]) if backwards else PAIRS[pair]
    (database, live), (wanted, desired) = load(a), load(b)
    steps = ordered_steps(collect(live, desired))
    with server.connect(database) as connection:
        for _, together in groups(steps):
            connection.execute(b"begin")
            for step in together:
                connection.execute(step.sql.encode())
            connection.execute(b"commit")
        assert compare(read_snapshot(connection), desired) == []
    pg_dump = pg_dump_for(server)
    found, said = (normalised(dump(pg_dump, server.url(name))) for name in (database, wanted))
    assert disagreement(found, said) == ""
    if pair == "change in place":
        assert not any(step.sql.startswith(("DROP", "CREATE")) for step in steps)


def test_the_connection_is_compared_by_its_hash_and_not_shown(load: Load) -> None:
    _, snapshot = load(f"create subscription s {FROM_NOWHERE} with (connect = false, slot_name = none)")
    (item,) = (item for ref, item in snapshot.objects.items() if ref.kind == "subscription")
    assert "secret1" not in repr(item)
    assert len(item.values()["connection_hash"]) == 64


def test_who_may_not_read_the_connection_sees_the_rest(server: ScratchServer, load: Load) -> None:
    database, desired = load(f"create subscription s {FROM_NOWHERE} with (connect = false, slot_name = none)")
    with server.connect(database) as connection:
        connection.execute("set session authorization alice")
        seen = read_snapshot(connection)
    (item,) = (item for ref, item in seen.objects.items() if ref.kind == "subscription")
    assert item.values()["connection_hash"] is None
    assert [change for change in compare(seen, desired) if change.ref.kind == "subscription"] == []


def test_dropping_one_with_a_slot_says_that_the_slot_stays(load: Load) -> None:
    _, live = load(f"create subscription s {FROM_NOWHERE} with (connect = false, slot_name = 'left')")
    _, empty = load("")
    steps = ordered_steps(collect(live, empty))
    assert any("slot left stays" in (step.loses or "") for step in steps)
