from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from differ.catalog import read_snapshot
from differ.model import Ref
from differ.seeds import SeedChange, compare_seeds, read_seeds, seed_steps
from differ.servers import ScratchServer, find_installation

Connection = psycopg.Connection[Any]
_NUMBERS = itertools.count(1)


class Pair:
    """A desired and a live database, and the seeds in a folder."""

    def __init__(self, server: ScratchServer, folder: Path) -> None:
        self.folder = folder
        number = next(_NUMBERS)
        self.names = (f"desired_{number}", f"live_{number}")
        for name in self.names:
            server.create_database(name)
        self.desired = server.connect(self.names[0])
        self.live = server.connect(self.names[1])
        self.server = server

    def both(self, sql: str) -> None:
        """Run SQL on both sides."""
        self.desired.execute(sql.encode())
        self.live.execute(sql.encode())

    def write(self, text: str, name: str = "10_table.yaml") -> None:
        (self.folder / name).write_text(textwrap.dedent(text), encoding="utf-8")

    def compare(self, *, gone: tuple[Ref, ...] = (), live: Connection | None = None) -> list[SeedChange]:
        seeds = read_seeds(self.folder, environment="local")
        connection = live or self.live
        snapshots = read_snapshot(connection), read_snapshot(self.desired)
        return compare_seeds(seeds, self.desired, connection, *snapshots, gone=gone)

    def sql(self) -> list[str]:
        return [step.sql for step in seed_steps(self.compare(), read_snapshot(self.desired))]

    def apply(self) -> list[str]:
        """Apply the steps in one transaction; afterwards nothing is left to do."""
        sql = self.sql()
        with self.live.transaction():
            for statement in sql:
                self.live.execute(statement.encode())
        assert self.compare() == []
        return sql

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.live.execute(query.encode()).fetchall()


@pytest.fixture(scope="session")
def seed_server() -> Iterator[ScratchServer]:
    with ScratchServer(find_installation()) as server:
        yield server


@pytest.fixture
def pair(seed_server: ScratchServer, tmp_path: Path) -> Iterator[Pair]:
    made = Pair(seed_server, tmp_path)
    yield made
    made.desired.close()
    made.live.close()


