"""Random pairs of schemas converge both ways, and from empty, with pg_dump as the witness.

FUZZ_PAIRS says how many (100 by default), FUZZ_SEED where to begin. A failing pair is shown with its seed, made small.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.servers import ScratchServer

from ..converge import Budget, converge
from .generate import pair
from .model import Schema
from .printing import sql
from .shrinking import shrunk

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST = int(os.environ.get("FUZZ_SEED", "1"))
_COUNT = int(os.environ.get("FUZZ_PAIRS", "100"))


@pytest.mark.parametrize("seed", range(_FIRST, _FIRST + _COUNT))
def test_pair_converges(fuzz_server: ScratchServer, seed: int) -> None:
    first, second = pair(seed)
    problem = _problem(fuzz_server, first, second)
    if problem:
        small = shrunk(first, second, lambda a, b: bool(_problem(fuzz_server, a, b)))
        texts = "\n".join(f"---- {name}\n{sql(schema)}" for name, schema in zip("ab", small, strict=True))
        pytest.fail(f"seed {seed}:\n{_problem(fuzz_server, *small)}\n{texts}")


def _problem(server: ScratchServer, first: Schema, second: Schema) -> str:
    """What went wrong; nothing where the pair converges, or does not load and proves nothing."""
    try:
        return converge(server, sql(first), sql(second), _budget(server, first, second)).explain()
    except psycopg.Error as error:
        if _loads(server, first) and _loads(server, second):
            return f"{type(error).__name__}: {error}"
        return ""


def _budget(server: ScratchServer, *schemas: Schema) -> Budget:
    """No column becomes a generated one in place, or stays one while the type of what it reads changes or what its
    expression stands on is made anew.

    Before PostgreSQL 17 no expression is changed either. No table becomes a partitioned one, or the other way round;
    nor does a column of a partition key change its type, but the partitions stay.
    """
    recreates = ["public.made.c", "public.made.d", "public.it_p", "public.by_state", "public.searched.v"]
    # Without rows it is not seen that a column has kept its values; a generated one has none.
    trees = [
        *(f"tree_{table}.{column}" for table in "abcd" for column in "xyzg"),
        *(f"stem_{table}.g" for table in "abcd"),
    ]
    recreates += [f"public.{column}" for column in (*trees, *(f"limb_{table}.z" for table in ("root", *"pqrst")))]
    kinds = [_tables(sql(schema)) for schema in schemas]
    recreates += [f"public.{name}" for name in kinds[0].keys() & kinds[1].keys() if kinds[0][name] != kinds[1][name]]
    for name, column in _generated(schemas):
        others = [schema.tables[name].columns.get(column) for schema in schemas if name in schema.tables]
        if server.installation.major < 17 or any(other and not other.generated for other in others):
            recreates.append(f"public.{name}.{column}")
    return Budget(recreates=tuple(recreates))


def _generated(schemas: Iterable[Schema]) -> set[tuple[str, str]]:
    """Tables and columns that are generated in one of the schemas."""
    tables = [table for schema in schemas for table in schema.tables.items()]
    return {(name, column) for name, table in tables for column, said in table.columns.items() if said.generated}


def _tables(text: str) -> dict[str, bool]:
    """The tables that the SQL makes, and whether they are partitioned."""
    made = re.findall(r'^\s*create (?:unlogged )?table (\w+|"[^"]+")([^;]*)', text, re.M | re.I)
    made += re.findall(r';\s*create (?:unlogged )?table (\w+|"[^"]+")([^;]*)', text, re.I)
    return {name.strip('"'): bool(re.search(r"\bpartition by\b", rest, re.I)) for name, rest in made}


def _loads(server: ScratchServer, schema: Schema) -> bool:
    name = f"fuzz_{os.getpid()}"
    server.create_database(name)
    try:
        with server.connect(name) as connection:
            connection.execute(sql(schema).encode())
    except psycopg.Error:
        return False
    finally:
        with server.connect() as connection:
            connection.execute(f"drop database {name} with (force)".encode())
    return True


def test_generated_schemas_load(fuzz_server: ScratchServer) -> None:
    """A generator that made nothing but errors would prove nothing."""
    loaded = [_loads(fuzz_server, schema) for seed in range(1, 11) for schema in pair(seed)]
    assert all(loaded)


def test_the_same_seed_makes_the_same_pair() -> None:
    assert [sql(schema) for schema in pair(7)] == [sql(schema) for schema in pair(7)]
    assert [sql(schema) for schema in pair(7)] != [sql(schema) for schema in pair(9)]
