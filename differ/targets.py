"""The database that a command is about: the local one of the project, or a live one at an address."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from differ.addresses import DatabaseAddress, find_address
from differ.configuration import Configuration
from differ.connecting import connect
from differ.errors import ServerError
from differ.platforms import BASELINE_DATABASE, Platform, platform_named, recognise
from differ.sql import ident, literal

if TYPE_CHECKING:
    import psycopg

    from differ.model import Snapshot
    from differ.servers import LocalServer

LOCAL_DATABASE = "local"
# The local database stands in for the project's, which is on Supabase unless differ.yaml says otherwise.
LOCAL_PLATFORM = "supabase"


class Target:
    """Opens connections to the database, and knows how to name it without its password.

    As a context manager it brings the local database up and stops it again unless it was started to stay.
    """

    def __init__(self, configuration: Configuration, address: DatabaseAddress | None) -> None:
        self.configuration = configuration
        self.address = address
        self.server: LocalServer | None = None
        if address is None:
            self.server = local_server(configuration)

    @property
    def is_local(self) -> bool:
        """Whether it is the project's own local database."""
        return self.address is None

    def __enter__(self) -> Self:
        if self.server is not None:
            try:
                self.server.ensure_running()
                make_local_database(self.server, self.configuration)
            except PermissionError as error:
                raise ServerError(
                    f"the local database cannot be used: {error.strerror}: {error.filename}",
                    remedy="It belongs to another user. Work in a copy of the project, or give --database.",
                ) from None
            except BaseException:
                self.server.close()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.server is not None:
            self.server.close()

    def connect(self, *, purpose: str, read_only: bool = False) -> psycopg.Connection[Any]:
        """An autocommit connection. Raises ConnectionFailed with a diagnosis."""
        if self.server is not None:
            return self.server.connect(LOCAL_DATABASE, local_platform(self.configuration).role)
        assert self.address is not None
        return connect(self.address, purpose=purpose, read_only=read_only)

    def describe(self) -> str:
        """Host, database, role and where the address came from."""
        if self.address is not None:
            return self.address.describe()
        folder = _shown(self.configuration.folder / ".differ")
        return f"the local database in {folder} as {local_platform(self.configuration).role}"

    def platform(self, snapshot: Snapshot) -> Platform:
        """The platform as configured, or recognised from what is in the database."""
        if self.configuration.platform is not None:
            return platform_named(self.configuration.platform)
        if self.is_local:
            return local_platform(self.configuration)
        schemas = [ref.path[0] for ref in snapshot.found.of_kind("schema")]
        return recognise(snapshot.server.roles, schemas)

    @property
    def environment(self) -> str:
        """The environment whose seeds apply."""
        return self.configuration.environment_name(local=self.is_local)


def find_target(
    configuration: Configuration, explicit: str | None, environment: Mapping[str, str] | None = None
) -> Target:
    """The target that options, the environment and env files name; the local database where none does."""
    variables = os.environ if environment is None else environment
    return Target(configuration, find_address(explicit=explicit, folder=configuration.folder, environment=variables))


def local_platform(configuration: Configuration) -> Platform:
    """What the local database is brought up as."""
    return platform_named(configuration.platform or LOCAL_PLATFORM)


def local_server(configuration: Configuration) -> LocalServer:
    """The project's local server, not started."""
    from differ.servers import LocalServer, find_installation
    from differ.servers.trees import StandIn

    platform = local_platform(configuration)
    return LocalServer(
        configuration.folder / ".differ",
        installation=find_installation(explicit=configuration.postgres) if configuration.postgres else None,
        superuser=platform.superuser,
        key=platform.baseline_key,
        prepare=platform.prepare,
        stand_ins=[StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()],
    )


def make_local_database(server: LocalServer, configuration: Configuration) -> None:
    """Create the local database as a copy of the platform's baseline, unless it is there."""
    import psycopg

    try:
        connection = server.connect()
    except psycopg.OperationalError as error:
        raise ServerError(
            f"the local database was not made for the platform {local_platform(configuration).name}: {error}",
            remedy="`differ local reset` deletes it with its rows; the next command makes it anew.",
        ) from None
    with connection:
        there = connection.execute(f"select from pg_database where datname = {literal(LOCAL_DATABASE)}".encode())
        if there.rowcount == 0:
            owner = ident(local_platform(configuration).role)
            connection.execute(
                f"create database {ident(LOCAL_DATABASE)} template {BASELINE_DATABASE} owner {owner}".encode()
            )


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
