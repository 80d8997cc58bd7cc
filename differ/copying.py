"""Answers of several connections at once, row by row as COPY writes them: one round trip each."""

from __future__ import annotations

import selectors
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

if TYPE_CHECKING:
    import psycopg

Row = bytes  # fields between tabs, a line break at the end; \N is null


@dataclass(slots=True)
class Answers:
    """The rows of each query in turn; `problem` is the error that ended them."""

    rows: list[list[Row]] = field(default_factory=list)
    problem: psycopg.Error | None = None


def ask_together(
    connections: Sequence[psycopg.Connection[Any]],
    queries: Sequence[Sequence[str]],
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> list[Answers]:
    """Ask each connection its queries in one round trip; the server reads all of them as one text.

    One thread serves all: several would wait for one another at every row. Raises psycopg's OperationalError where a
    connection is lost.
    """
    answers = [Answers() for _ in connections]
    with selectors.DefaultSelector() as selector:
        for connection, asked, answer in zip(connections, queries, answers, strict=True):
            copies = [f"copy ({query}\n) to stdout" for query in asked]
            text = ";\n".join([*before, *copies, *after]).encode()
            exchange = _exchange(connection, text, answer)
            selector.register(connection.pgconn.socket, next(exchange), exchange)
        while selector.get_map():
            for key, _ in selector.select():
                events = next(key.data, None)
                if events is None:
                    selector.unregister(key.fileobj)
                elif events != key.events:
                    selector.modify(key.fileobj, events, key.data)
    return answers


def _exchange(connection: psycopg.Connection[Any], text: bytes, answer: Answers) -> Iterator[int]:
    """Send the text and take in the answers; yields what to wait for."""
    pgconn = connection.pgconn
    pgconn.send_query(text)
    yield selectors.EVENT_READ | selectors.EVENT_WRITE
    while pgconn.flush():
        yield selectors.EVENT_READ | selectors.EVENT_WRITE
        pgconn.consume_input()
    while True:
        while pgconn.is_busy():
            yield selectors.EVENT_READ
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:
            return
        if result.status == ExecStatus.COPY_OUT:
            yield from _rows(pgconn, answer)
        elif result.status == ExecStatus.FATAL_ERROR:
            answer.problem = error_from_result(result, connection.info.encoding)


def _rows(pgconn: psycopg.pq.abc.PGconn, answer: Answers) -> Iterator[int]:
    rows: list[Row] = []
    take, keep = pgconn.get_copy_data, rows.append
    while True:
        size, data = take(1)
        if size > 0:
            keep(bytes(data))
        elif size == 0:
            yield selectors.EVENT_READ
            pgconn.consume_input()
        else:
            answer.rows.append(rows)
            return
