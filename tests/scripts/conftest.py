from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from differ.scripts import read_script
from differ.servers import ScratchServer, find_installation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import psycopg

    from differ.scripts import Script

    Write = Callable[[Mapping[str, str | bytes]], Path]
    Read = Callable[[str], Script]


_NUMBERS = itertools.count(1)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files, named with their content, into a schema folder; returns the folder."""
    folder = tmp_path / "schema"
    folder.mkdir()

    def write_files(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write_files


@pytest.fixture
def read(write: Write) -> Read:
    """Read a text as the file schema.sql."""
    return lambda text: read_script(write({"schema.sql": text}) / "schema.sql")


@pytest.fixture(scope="session")
def scratch_server() -> Iterator[ScratchServer]:
    with ScratchServer(find_installation()) as server:
        yield server


@pytest.fixture
def scratch_connection(scratch_server: ScratchServer) -> Iterator[psycopg.Connection[Any]]:
    """An autocommit connection to an empty database of its own."""
    name = f"scripts_{next(_NUMBERS)}"
    scratch_server.create_database(name)
    with scratch_server.connect(name) as connection:
        yield connection
