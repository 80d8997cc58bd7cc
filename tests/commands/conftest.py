"""Projects in folders of their own, and databases on a server that runs for all of them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from differ.servers import find_installation

from .project import SCHEMA, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from differ.servers import ScratchServer

_numbers = count(1)


@pytest.fixture
def new_database(plain_server: ScratchServer) -> Callable[[], str]:
    """Make an empty database; its address."""

    def make() -> str:
        name = f"commands_{next(_numbers)}"
        plain_server.create_database(name)
        return plain_server.url(name)

    return make


@pytest.fixture
def project(tmp_path: Path, new_database: Callable[[], str]) -> Project:
    """A small project on plain PostgreSQL, with an empty live database."""
    made = Project(tmp_path, new_database())
    made.write("differ.yaml", "platform: plain\n")
    made.write("schema/schema.sql", SCHEMA)
    return made


@pytest.fixture
def live(project: Project) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the project's live database."""
    assert project.url is not None
    with psycopg.connect(project.url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def applied(project: Project, live: psycopg.Connection[Any]) -> Project:
    """The project, with a database that is as described."""
    live.execute(SCHEMA.encode())
    return project


@pytest.fixture(scope="session")
def psql() -> Path:
    """The program psql of the embedded PostgreSQL."""
    return find_installation().tool("psql")
