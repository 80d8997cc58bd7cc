"""Databases for an application's own tests: the schema and its seeds, made once and copied for each test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from differ.catalog import read_snapshot
from differ.configuration import Configuration, load_configuration
from differ.desired import Scratch, run_steps
from differ.schema_files import schema_files
from differ.seeds import compare_seeds, read_seeds, seed_steps
from differ.sql import ident, literal
from differ.targets import local_platform

if TYPE_CHECKING:
    from types import TracebackType

    import psycopg

    from differ.servers import ScratchServer

# PostgREST connects as this role and then becomes that of the token.
_CONNECTS = "authenticator"


@dataclass(frozen=True, slots=True)
class Database:
    """A database of one test's own; `url` and `conninfo` are those of the role that owns the schema."""

    name: str
    role: str
    url: str
    conninfo: str
    _server: ScratchServer = field(repr=False)

    def connect(self, role: str | None = None) -> psycopg.Connection[tuple[Any, ...]]:
        """An autocommit connection as the owner of the schema, or as another role; its caller closes it."""
        return self._server.connect(self.name, role or self.role)

    def connect_as(self, role: str, claims: Mapping[str, Any]) -> psycopg.Connection[tuple[Any, ...]]:
        """An autocommit connection that acts as PostgREST does for a token with these claims."""
        connection = self.connect(self._connecting_role())
        try:
            token = json.dumps({"role": role, **claims}, default=str)
            statements = (
                f"set role {ident(role)}",
                f"select set_config('request.jwt.claims', {literal(token)}, false)",
            )
            connection.execute("; ".join(statements).encode())
        except BaseException:
            connection.close()
            raise
        return connection

    def _connecting_role(self) -> str:
        with self.connect() as connection:
            found = connection.execute(f"select from pg_roles where rolname = '{_CONNECTS}' and rolcanlogin".encode())
            return _CONNECTS if found.rowcount else self.role


class Databases:
    """A scratch server with a database to copy; `prepare` starts it, and `with` ends it."""

    def __init__(self, settings: Configuration) -> None:
        self.settings = settings
        self._scratch = Scratch(local_platform(settings), None, explicit=settings.postgres)
        self._template = ""
        self._numbers = count(1)

    @classmethod
    def of_project(cls, folder: Path) -> Self:
        """Those of the project around a folder; DifferError where it has no schema."""
        settings = load_configuration(folder)
        schema_files(settings.schema)
        return cls(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scratch.__exit__(kind, error, trace)

    def prepare(self) -> None:
        """Make the database that is copied; DifferError where the schema or the seeds cannot be loaded."""
        if not self._template:
            self._template = self._make_template()

    def create(self) -> Database:
        """A fresh copy, with the schema and the seeds."""
        self.prepare()
        server, role, name = self._scratch.server, self._scratch.role, f"test_{next(self._numbers)}"
        server.create_database(name, template=self._template, owner=role)
        return Database(name, role, server.url(name, role), server.conninfo(name, role), server)

    def drop(self, database: Database) -> None:
        """Remove a copy, whoever is still connected to it."""
        with self._scratch.server.connect() as connection:
            connection.execute(f"drop database if exists {ident(database.name)} with (force)".encode())

    def _make_template(self) -> str:
        name, snapshot = self._scratch.load(self.settings.schema)
        if not self.settings.seeds.is_dir():
            return name
        seeds = read_seeds(self.settings.seeds, environment=self.settings.environment_name(local=True))
        # Reading the seeds needs the schema without rows, while they are put into a copy of it.
        copy = f"{name}_seeded"
        self._scratch.server.create_database(copy, template=name, owner=self._scratch.role)
        with ExitStack() as stack, self._scratch.connect(copy) as connection:
            live = read_snapshot(connection)
            changes = compare_seeds(
                seeds, lambda: stack.enter_context(self._scratch.connect(name)), connection, live, snapshot
            )
            run_steps(connection, seed_steps(changes, snapshot))
        return copy
