"""A disposable server for scratch databases."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from differ.errors import ServerError
from differ.servers import connections
from differ.servers.folders import RunFolder, abandoned_run_folders, server_account
from differ.servers.processes import Watcher, new_log, read_pid_file, start, stop, wait_until_ready
from differ.servers.templates import DISPOSABLE, Prepare, Recipe, copy_template
from differ.servers.trees import StandIn, stand_in, with_stand_ins
from differ.sql import ident

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import psycopg

    from differ.servers.binaries import Installation


class ScratchServer:
    """A server that starts on entry (or `start`), belongs to this process, and leaves nothing behind.

    `prepare` runs once per `key` on a superuser connection to the database postgres, and its result is kept.
    `extensions` maps names to versions: those that the installation lacks become empty stand-ins; `stand_ins` has
    those with objects of their own. `installation` becomes the copy that has them.
    """

    def __init__(
        self,
        installation: Installation,
        *,
        superuser: str = "postgres",
        key: str = "plain",
        prepare: Prepare | None = None,
        extensions: Mapping[str, str] = MappingProxyType({}),
        stand_ins: Sequence[StandIn] = (),
    ) -> None:
        self.installation = installation
        self.superuser = superuser
        self._key = key
        self._prepare = prepare
        self._stand_ins = merged_stand_ins(extensions, stand_ins)
        self._folder: RunFolder | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: Watcher | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it takes connections; nothing happens when it runs already."""
        if self._folder is not None:
            return
        # First, for a user who can run no server should find no folders made for one.
        server_account()
        _clean_up()
        tree = with_stand_ins(self.installation, self._stand_ins)
        self._folder = folder = RunFolder.create()
        data, log_path = folder.path / "data", folder.path / "log"
        try:
            copy_template(Recipe(tree, self.superuser, self._key, self._prepare, self._stand_ins), data)
            self._watcher = Watcher.start(folder.path)
            log = new_log(log_path)
            try:
                self._process = start(tree, data, folder.path, log, DISPOSABLE)
            finally:
                os.close(log)
            wait_until_ready(self._process, data, log_path)
        except BaseException:
            self.stop()
            raise
        self.installation = tree

    def stop(self) -> None:
        """End the server at once and remove its folder."""
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGQUIT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.dismiss()
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.remove()

    @property
    def sockets(self) -> Path:
        """The folder of its socket; ServerError when it does not run."""
        if self._folder is None:
            raise ServerError("the scratch server does not run", remedy="Use it inside its `with` block.")
        return self._folder.path

    def url(self, database: str = "postgres", user: str | None = None) -> str:
        """The address of a database as a URL, for other programs."""
        return connections.url(self.sockets, database, user or self.superuser)

    def conninfo(self, database: str = "postgres", user: str | None = None) -> str:
        """The address of a database for psycopg, unmoved by PG* variables."""
        return connections.conninfo(self.sockets, database, user or self.superuser)

    def connect(self, database: str = "postgres", user: str | None = None) -> psycopg.Connection[tuple[Any, ...]]:
        """An autocommit connection."""
        return connections.connect(self.sockets, database, user or self.superuser)

    def create_database(self, name: str, *, template: str = "template0", owner: str | None = None) -> None:
        """Create a database as a copy of a template, file by file."""
        with self.connect() as connection:
            connection.execute(_creation(name, template, owner))

    def replace_database(self, name: str, *, template: str, owner: str) -> None:
        """Create a database likewise, in place of the one of this name."""
        with self.connect("template1") as connection:
            connection.execute(f"drop database if exists {ident(name)}".encode())
            connection.execute(_creation(name, template, owner))


def _creation(name: str, template: str, owner: str | None) -> bytes:
    statement = f"create database {ident(name)} template {ident(template)} strategy file_copy"
    return (statement if owner is None else f"{statement} owner {ident(owner)}").encode()


def merged_stand_ins(extensions: Mapping[str, str], stand_ins: Sequence[StandIn]) -> tuple[StandIn, ...]:
    """Empty stand-ins for the extensions, and the given ones in place of those; sorted by name."""
    merged = {name: stand_in(name, version) for name, version in extensions.items()}
    merged |= {one.name: one for one in stand_ins}
    return tuple(sorted(merged.values(), key=lambda one: one.name))


def _clean_up() -> None:
    for folder in abandoned_run_folders():
        data = folder.path / "data"
        left = read_pid_file(data)
        if left is not None:
            with contextlib.suppress(ServerError):
                stop(left.pid, data, signal.SIGQUIT, seconds=5)
        folder.remove()
