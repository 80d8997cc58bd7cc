from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from differ.catalog import read_snapshot
from differ.model import Ref, Step
from differ.seeds import SeedChange, compare_seeds, read_seeds, seed_steps
from differ.servers import ScratchServer, find_installation

Connection = psycopg.Connection[Any]


class Pair:
    """A desired and a live database, and the seeds in a folder."""

    def __init__(self, server: ScratchServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.desired = server.connect("desired")
        self.live = server.connect("live")

    def close(self) -> None:
        """Leave both databases as empty as they were."""
        for connection in (self.desired, self.live):
            connection.execute("set client_min_messages = warning; drop schema public cascade; create schema public")
            connection.close()

    def on_live(self, sql: str) -> None:
        """Run SQL that may change the live structure."""
        self.live.execute(sql.encode())
        self.live_snapshot = read_snapshot(self.live)

    def on_desired(self, sql: str) -> None:
        self.desired.execute(sql.encode())
        self.desired_snapshot = read_snapshot(self.desired)

    def both(self, sql: str) -> None:
        self.on_live(sql)
        self.on_desired(sql)

    def write(self, text: str, name: str = "10_table.yaml") -> None:
        """Write a file of seeds."""
        (self.folder / name).write_text(textwrap.dedent(text), encoding="utf-8")

    def compare(self, *, gone: tuple[Ref, ...] = (), live: Connection | None = None) -> list[SeedChange]:
        seeds = read_seeds(self.folder, environment="local")
        connections = (lambda: self.desired), live or self.live
        return compare_seeds(seeds, *connections, self.live_snapshot, self.desired_snapshot, gone=gone)

    def steps(self) -> list[Step]:
        return seed_steps(self.compare(), self.desired_snapshot)

    def apply(self) -> list[str]:
        """Apply the steps in one transaction; afterwards nothing is left to do."""
        sql = [step.sql for step in self.steps()]
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
        server.create_database("desired")
        server.create_database("live")
        yield server


@pytest.fixture
def pair(seed_server: ScratchServer, tmp_path: Path) -> Iterator[Pair]:
    made = Pair(seed_server, tmp_path)
    yield made
    made.close()
