"""Servers of every PostgreSQL that the engine is proven on; one of each for each test process.

TEST_POSTGRES names the bin folder of another server, to be proven on alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.servers import ScratchServer

from .converge import OTHER, create_shared
from .servers import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

MAJORS = [pytest.param(17, id="17"), pytest.param(15, id="15", marks=pytest.mark.pg15)]
if OTHER is not None:
    MAJORS = [pytest.param(OTHER.major, id=str(OTHER.major))]


@pytest.fixture(scope="session", params=MAJORS)
def server(request: pytest.FixtureRequest) -> Iterator[ScratchServer]:
    """A server of one major version, with the roles that cases name; skips where this machine lacks the version."""
    with ScratchServer(OTHER or needed(request.param)) as running:
        create_shared(running)
        yield running
