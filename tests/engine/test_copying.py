"""Answers as they come: work is done while there is nothing to read, and never in place of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.copying import begin, finish

if TYPE_CHECKING:
    from differ.servers import ScratchServer


def test_work_is_done_while_an_answer_is_awaited(server: ScratchServer) -> None:
    with server.connect() as slow, server.connect() as fast:
        exchanges = [begin(slow, ["select 1", "select 2 from pg_sleep(0.2)"]), begin(fast, ["select 3"])]
        known: list[tuple[int, int]] = []

        def meanwhile() -> bool:
            known.append((len(exchanges[0].rows), len(exchanges[1].rows)))
            return False

        finish(exchanges, meanwhile)
    assert (0, 1) in known  # the server keeps back the little that it has
    assert [exchange.rows for exchange in exchanges] == [[[b"1\n"], [b"2\n"]], [[b"3\n"]]]


def test_the_rest_is_read_between_two_pieces_of_work(server: ScratchServer) -> None:
    with server.connect() as connection:
        exchange = begin(connection, ["select repeat('x', 1000) from generate_series(1, 10000)"])
        finish([exchange], lambda: True)  # there is always more to do
    assert [len(rows) for rows in exchange.rows] == [10000]


def test_what_is_finished_can_be_finished_again(server: ScratchServer) -> None:
    with server.connect() as connection:
        exchange = begin(connection, ["select 1"])
        finish([exchange])
        finish([exchange])
    assert exchange.rows == [[b"1\n"]]


def test_a_problem_is_kept_for_who_asks(server: ScratchServer) -> None:
    with server.connect() as connection:
        exchange = begin(connection, ["select 1", "select 1 / 0", "select 2"])
        finish([exchange])
    assert exchange.rows == [[b"1\n"]]
    with pytest.raises(psycopg.errors.DivisionByZero):
        raise exchange.problem or AssertionError("no problem")
