"""Several statements in one round trip."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import psycopg


def send_together(
    connection: psycopg.Connection[Any], statements: Iterable[str]
) -> tuple[list[psycopg.Cursor[Any]], psycopg.Error | None]:
    """Send statements in one round trip; the cursors of those that went well, and the error that ended them.

    The server takes one statement from each text, never two, so none can end the transaction around it unseen.
    """
    cursors: list[psycopg.Cursor[Any]] = []
    problem: psycopg.Error | None = None
    try:
        with connection.pipeline():
            # An error that left this block would be logged by psycopg, for the pipeline ends with one of its own.
            try:
                for statement in statements:
                    cursors.append(connection.cursor())
                    cursors[-1].execute(statement.encode(), prepare=False)
            except psycopg.Error as error:
                problem = error
    except psycopg.Error as error:
        problem = problem or error
    if problem is not None and (connection.closed or connection.broken):
        raise problem
    done = next((i for i, cursor in enumerate(cursors) if cursor.pgresult is None), len(cursors))
    return cursors[:done], problem
