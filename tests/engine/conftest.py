"""Servers of every PostgreSQL that the engine is proven on; one of each for each test process.

TEST_POSTGRES names the bin folder of another server, to be proven on alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from differ.servers import ScratchServer

from .converge import OTHER, create_shared
from .servers import needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAJORS = [pytest.param(17, id="17"), pytest.param(15, id="15", marks=pytest.mark.pg15)]
if OTHER is not None:
    MAJORS = [pytest.param(OTHER.major, id=str(OTHER.major))]


def left_to_matrix(case: Path) -> bool:
    """Whether a case runs on PostgreSQL 15 in `make test-matrix MAJORS=15` alone: one of three, by its name."""
    return crc32(f"{case.parent.name}/{case.name}".encode()) % 3 == 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = {item for item in items if OTHER is None and _is_left(getattr(item, "callspec", None))}
    if left:
        config.hook.pytest_deselected(items=[*left])
        items[:] = [item for item in items if item not in left]


def _is_left(asked: Any) -> bool:
    """Whether what a test is called with is a case that PostgreSQL 15 does not run here."""
    found = getattr(asked, "params", {})
    return found.get("server") == 15 and "folder" in found and left_to_matrix(found["folder"])


@pytest.fixture(scope="session", params=MAJORS)
def server(request: pytest.FixtureRequest) -> Iterator[ScratchServer]:
    """A server of one major version, with the roles that cases name; skips where this machine lacks the version."""
    with ScratchServer(OTHER or needed(request.param)) as running:
        create_shared(running)
        yield running
