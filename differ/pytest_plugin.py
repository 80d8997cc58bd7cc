"""Fixtures for an application's own tests: a fresh database with its schema, and connections as its users.

pytest loads this module in every project that has differ installed, so it imports the rest only when a fixture is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg

    from differ.testing import Database, Databases

    AsUser = Callable[..., psycopg.Connection[tuple[Any, ...]]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """One setting: where the project is."""
    parser.addini("differ_project", "the folder with schema/, from the root of the tests (default: that root)")


@pytest.fixture(scope="session")
def differ_databases(pytestconfig: pytest.Config) -> Iterator[Databases]:
    """A server of the session's own, with a database that has the schema and the seeds, to be copied."""
    from differ.errors import DifferError
    from differ.testing import Databases

    project = Path(pytestconfig.rootpath, pytestconfig.getini("differ_project") or ".")
    with ExitStack() as stack:
        problem = ""
        try:
            databases = stack.enter_context(Databases.of_project(project))
            databases.prepare()
        except DifferError as error:
            problem = str(error)
        if problem:
            pytest.fail(problem, pytrace=False)
        yield databases


@pytest.fixture
def differ_database(differ_databases: Databases) -> Iterator[Database]:
    """A database of the test's own, with the schema and the seeds; gone after the test."""
    database = differ_databases.create()
    yield database
    differ_databases.drop(database)


@pytest.fixture
def as_user(differ_database: Database) -> Iterator[AsUser]:
    """`as_user(role, **claims)`: a connection to the test's database that acts as PostgREST does for such a token."""
    with ExitStack() as stack:

        def connect(role: str, /, **claims: Any) -> psycopg.Connection[tuple[Any, ...]]:
            return stack.enter_context(differ_database.connect_as(role, claims))

        yield connect
