"""What the rows of a database are after a plan."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from differ.catalog import read_snapshot
from differ.planning.order import ordered_steps
from differ.planning.planner import collect

from .converge import Direction, applied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.model import Snapshot, Step
    from differ.servers import ScratchServer

_numbers = itertools.count(1)


def planned(server: ScratchServer, live: str, desired: str) -> tuple[str, Snapshot, Sequence[Step]]:
    """The name of the live database, what is desired, and the steps to that."""
    name, first, wanted = read_both(server, live, desired)
    return name, wanted, ordered_steps(collect(first, wanted))


def read_both(server: ScratchServer, live: str, desired: str) -> tuple[str, Snapshot, Snapshot]:
    """The name of the live database, and what is in both."""
    names = [f"after_{next(_numbers)}" for _ in range(2)]
    snapshots = []
    for name, sql in zip(names, (live, desired), strict=True):
        server.create_database(name)
        with server.connect(name) as connection:
            connection.execute(sql.encode())
            connection.execute(b"reset all")
            snapshots.append(read_snapshot(connection))
    first, second = snapshots
    return names[0], first, second


def asked(server: ScratchServer, live: str, desired: str, question: str, role: str = "") -> list[Any]:
    """What a question finds when the role has applied the plan from one to the other."""
    name, wanted, steps = planned(server, live, desired)
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        if role:
            connection.execute(f"set role {role}".encode())
        assert applied(connection, steps, direction), direction.failures
        connection.execute(b"reset role")
        assert ordered_steps(collect(read_snapshot(connection), wanted)) == []
        return connection.execute(question.encode()).fetchall()


def failures(server: ScratchServer, live: str, desired: str) -> list[str]:
    """What keeps the plan from one to the other from being applied."""
    name, _, steps = planned(server, live, desired)
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        applied(connection, steps, direction)
    return direction.failures
