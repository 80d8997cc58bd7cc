"""What a plan costs grows with what changes, and not with its square."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.catalog import read_snapshots
from differ.planning import work
from differ.planning.order import ordered_steps
from differ.planning.planner import collect

if TYPE_CHECKING:
    import pytest

    from differ.model import Ref
    from differ.servers import ScratchServer


def _questions(server: ScratchServer, partitions: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the plan that drops so many partitions asks whether an heir stays."""
    asked: list[Ref] = []
    ask = work._left_by_heirs

    def counted(found: work.Work, host: Ref, known: dict[Ref, bool]) -> bool:
        asked.append(host)
        return ask(found, host, known)

    names = ("growth_live", "growth_desired")
    for name in names:
        server.create_database(name, template="template0")
    with server.connect(names[0]) as live, server.connect(names[1]) as desired:
        live.execute(b"create table p (k int, a int) partition by list (k)")
        for number in range(partitions):
            live.execute(f"create table p{number} partition of p for values in ({number})".encode())
        with monkeypatch.context() as patch:
            patch.setattr(work, "_left_by_heirs", counted)
            before, after = read_snapshots([live, desired])
            steps = ordered_steps(collect(before, after))
    with server.connect() as connection:
        for name in names:
            connection.execute(f"drop database {name}".encode())
    assert len(steps) == partitions + 1
    return len(asked)


def test_dropping_twice_as_many_partitions_asks_twice_as_much(
    server: ScratchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, many = (_questions(server, partitions, monkeypatch) for partitions in (10, 20))
    assert 0 < many <= 2.2 * few
