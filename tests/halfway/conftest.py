"""One workshop for each test process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import workshop as workshops

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def workshop() -> Iterator[workshops.Workshop]:
    yield from workshops.workshop()
