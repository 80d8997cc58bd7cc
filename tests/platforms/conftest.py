from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import psycopg
import pytest

from differ.platforms import BASELINE_DATABASE, Supabase
from differ.servers import ScratchServer, find_installation
from differ.servers.trees import StandIn

Connection = psycopg.Connection[Any]
Project = Callable[[], "SupabaseDatabase"]


class SupabaseDatabase:
    """A new database cloned from the baseline, and connections to it."""

    def __init__(self, server: ScratchServer, name: str) -> None:
        self.server = server
        self.name = name
        self.opened: list[Connection] = []
        server.create_database(name, template=BASELINE_DATABASE, owner="postgres")

    def connect(self, user: str = "postgres") -> Connection:
        connection = self.server.connect(self.name, user)
        self.opened.append(connection)
        return connection


@pytest.fixture(scope="session")
def supabase_server() -> Iterator[ScratchServer]:
    platform = Supabase()
    stand_ins = [StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()]
    with ScratchServer(
        find_installation(),
        superuser=platform.superuser,
        key=platform.baseline_key,
        prepare=platform.prepare,
        stand_ins=stand_ins,
    ) as server:
        yield server


_numbers = count(1)


@pytest.fixture
def project(supabase_server: ScratchServer) -> Iterator[Project]:
    """Make a fresh Supabase project; each call makes another one."""
    made: list[SupabaseDatabase] = []

    def make() -> SupabaseDatabase:
        made.append(SupabaseDatabase(supabase_server, f"project_{next(_numbers)}"))
        return made[-1]

    yield make
    for database in made:
        for connection in database.opened:
            connection.close()


@pytest.fixture
def postgres(project: Project) -> Connection:
    """A connection to a fresh project as the role that its users have."""
    return project().connect()
