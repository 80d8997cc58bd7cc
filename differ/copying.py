"""Answers of several connections at once, row by row as COPY writes them: one round trip each."""

from __future__ import annotations

import selectors
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

if TYPE_CHECKING:
    import psycopg

Row = bytes  # fields between tabs, a line break at the end; \N is null


class Exchange:
    """Questions on their way to one connection, and what has come back: the rows of each in turn.

    `problem` is the error that ended them.
    """

    def __init__(self, connection: psycopg.Connection[Any], text: bytes) -> None:
        self.rows: list[list[Row]] = []
        self.problem: psycopg.Error | None = None
        self.socket = connection.pgconn.socket
        self._course = self._run(connection, text)
        self.awaits = next(self._course)  # the question is sent

    def go_on(self) -> bool:
        """Take in what has come; whether there is more to wait for."""
        self.awaits = next(self._course, 0)
        return bool(self.awaits)

    def _run(self, connection: psycopg.Connection[Any], text: bytes) -> Iterator[int]:
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
                yield from self._copy(pgconn)
            elif result.status == ExecStatus.FATAL_ERROR:
                self.problem = error_from_result(result, connection.info.encoding)

    def _copy(self, pgconn: psycopg.pq.abc.PGconn) -> Iterator[int]:
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
                self.rows.append(rows)
                return


def begin(
    connection: psycopg.Connection[Any],
    queries: Sequence[str],
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> Exchange:
    """Ask a connection its queries in one round trip; the server reads all of them as one text.

    Raises psycopg's OperationalError where the connection is lost, as `finish` does.
    """
    copies = [f"copy ({query}\n) to stdout" for query in queries]
    return Exchange(connection, ";\n".join([*before, *copies, *after]).encode())


def finish(exchanges: Sequence[Exchange], meanwhile: Callable[[], bool] = lambda: False) -> None:
    """Wait for all answers. One thread serves all connections: several would wait for one another at every row.

    `meanwhile` does a little work while nothing has come, and says whether there is more to be done at once.
    """
    with selectors.DefaultSelector() as selector:
        for exchange in exchanges:
            if exchange.awaits:
                selector.register(exchange.socket, exchange.awaits, exchange)
        busy = True
        while selector.get_map():
            ready = selector.select(0 if busy else None)
            for key, _ in ready:
                if not key.data.go_on():
                    selector.unregister(key.fileobj)
                elif key.data.awaits != key.events:
                    selector.modify(key.fileobj, key.data.awaits, key.data)
            busy = bool(ready) or meanwhile()
