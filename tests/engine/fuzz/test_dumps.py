"""A database and what pg_dump says of it are one to the engine and to `differ diff`."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.diffing import diff_sides
from differ.planning.order import ordered_steps
from differ.planning.planner import collect
from differ.sql import ident

from ..converge import pg_dump_for
from ..witness import dump
from .generate import pair
from .printing import sql
from .recipes import RECIPES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from differ.model import Snapshot
    from differ.servers import ScratchServer

SEEDS = (2, 8, 16, 33, 48)

# What PostgreSQL prints of these it reads as something else, and prints that in other words.
_REREAD = """;
    create table reread (
        a varchar(9) check (a in ('a', 'it''s')), b int, d date, check (b between 1 and 9 and d > '1999-1-1')
    );
    create index reread_i on reread (b) where a in ('x', 'y') and (b = 1 or b = 2 or b = 3);
    alter table reread enable row level security;
    create policy reread_p on reread using ((b > 1 or b < 9 or b is null) and a not in ('q', 'r'));
    create view reread_v as select a in ('a', 'b') as c from reread where b between 1 and 2 and d between a::date and d;
"""

_numbers = itertools.count(1)


@pytest.fixture
def new_database(fuzz_server: ScratchServer) -> Iterator[list[str]]:
    """The names of databases to drop afterwards."""
    made: list[str] = []
    yield made
    with fuzz_server.connect() as connection:
        for name in made:
            connection.execute(f"drop database {ident(name)}".encode())


def _loaded(server: ScratchServer, made: list[str], script: str) -> Snapshot:
    made.append(f"dumped_{next(_numbers)}")
    server.create_database(made[-1])
    with server.connect(made[-1]) as connection:
        connection.execute(script.encode())
        connection.execute(b"reset all")
        return read_snapshot(connection)


def _between(found: Snapshot, wanted: Snapshot) -> list[str]:
    return [step.sql for step in ordered_steps(collect(found, wanted))]


def _commands(text: str) -> str:
    """A dump without psql's own commands."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("\\"))


def _script(seed: int) -> str:
    """The first schema of a pair with much more in it, every recipe among it."""
    schema = pair(seed)[0]
    for name in RECIPES:
        schema.groups.setdefault(name, dict.fromkeys(RECIPES[name].choices, seed))
    return sql(schema)


def _as_one(script: str) -> str:
    """An AND within an AND comes back from a dump as one, which PostgreSQL then prints in another way."""
    return re.sub(r"( between \d and \d) and \S+ <> \d", r"\1", script)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reloaded_dump_differs_in_nothing(fuzz_server: ScratchServer, new_database: list[str], seed: int) -> None:
    wanted = _loaded(fuzz_server, new_database, _as_one(_script(seed)))
    said = dump(pg_dump_for(fuzz_server), fuzz_server.url(new_database[0]))
    found = _loaded(fuzz_server, new_database, _commands(said))
    # A dump without data leaves materialized views without rows, which is the one thing to be done.
    assert all(one.startswith("REFRESH ") for one in _between(found, wanted))
    assert _between(wanted, found) == []


def _dumped(server: ScratchServer, made: list[str], script: str, folder: Path) -> tuple[str, str]:
    """The address of a database, and the file with its dump."""
    _loaded(server, made, script)
    url, file = server.url(made[-1]), folder / "dump.sql"
    file.write_text(dump(pg_dump_for(server), url), "utf-8")
    return url, str(file)


@pytest.mark.parametrize("seed", SEEDS)
def test_diff_of_a_database_and_its_dump_file_is_empty(
    fuzz_server: ScratchServer, new_database: list[str], tmp_path: Path, seed: int
) -> None:
    url, file = _dumped(fuzz_server, new_database, _script(seed) + _REREAD, tmp_path)
    assert [step.sql for step in diff_sides(url, file).steps] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_diff_of_a_dump_file_and_its_database_is_empty(
    fuzz_server: ScratchServer, new_database: list[str], tmp_path: Path, seed: int
) -> None:
    url, file = _dumped(fuzz_server, new_database, _as_one(_script(seed)), tmp_path)
    assert all(step.sql.startswith("REFRESH ") for step in diff_sides(file, url).steps)
