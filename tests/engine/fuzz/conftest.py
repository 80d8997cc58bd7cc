"""The server that random schemas are made on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from differ.servers import ScratchServer, find_installation

from ..converge import OTHER, create_shared

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def fuzz_server() -> Iterator[ScratchServer]:
    """PostgreSQL 17, or what FUZZ_MAJOR or TEST_POSTGRES names."""
    with ScratchServer(OTHER or find_installation(int(os.environ.get("FUZZ_MAJOR", "17")))) as server:
        create_shared(server)
        yield server
