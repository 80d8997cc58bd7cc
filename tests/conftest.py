"""Fixtures for all tests: disposable servers, one of each kind for each test process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.servers import ScratchServer, find_installation

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "pg15: needs a PostgreSQL 15 besides the embedded one")


@pytest.fixture(scope="session")
def plain_server() -> Iterator[ScratchServer]:
    """The preferred PostgreSQL, empty."""
    with ScratchServer(find_installation()) as server:
        yield server
