"""An index that CREATE INDEX CONCURRENTLY left invalid is made again, and then it is valid."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.catalog import read_snapshot
from differ.planning.order import ordered_steps
from differ.planning.planner import collect

from .converge import Direction, applied

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_TABLE = "create table t (id int, n int); insert into t values (1, 1), (2, 1);"
_numbers = itertools.count(1)


@pytest.mark.parametrize("more", ["", "comment on index i is 'Once only';", "alter table t cluster on i;"])
def test_an_invalid_index_is_made_again(server: ScratchServer, more: str) -> None:
    live, desired = (f"invalid_index_{next(_numbers)}" for _ in range(2))
    for name in (live, desired):
        server.create_database(name)
    with server.connect(desired) as connection:
        connection.execute(f"create table t (id int, n int); create unique index i on t (n); {more}".encode())
        wanted = read_snapshot(connection)
    with server.connect(live) as connection:
        connection.execute(_TABLE)
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("create unique index concurrently i on t (n)")
        connection.execute("delete from t where id = 2")
        steps = ordered_steps(collect(read_snapshot(connection), wanted))
        assert [step.sql.partition(" ON ")[0] for step in steps[:2]] == ["DROP INDEX public.i", "CREATE UNIQUE INDEX i"]
        direction = Direction("from one to the other")
        assert applied(connection, steps, direction), direction.failures
        assert connection.execute("select indisvalid from pg_index where indexrelid = 'i'::regclass").fetchall() == [
            (True,)
        ]
        assert connection.execute("select id, n from t").fetchall() == [(1, 1)]
        assert ordered_steps(collect(read_snapshot(connection), wanted)) == []
