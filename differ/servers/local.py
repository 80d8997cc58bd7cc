"""The local database: a server of the project's own whose data stays."""

from __future__ import annotations

import hashlib
import os
import secrets
import signal
import stat
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any, Self

from differ.errors import ServerError
from differ.servers import connections
from differ.servers.binaries import Installation, find_installation
from differ.servers.folders import (
    acquire,
    disk_folder,
    hand_over,
    locked,
    remember_use,
    remove_tree,
    server_account,
)
from differ.servers.processes import (
    POLL_SECONDS,
    PORT,
    READY_SECONDS,
    child_environment,
    may_enter,
    new_log,
    read_log,
    read_pid_file,
    run_as_server,
    serves,
    start,
    stop,
    wait_until_ready,
)
from differ.servers.scratch import merged_stand_ins
from differ.servers.templates import Prepare, Recipe, copy_template
from differ.servers.trees import StandIn, with_stand_ins

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping, Sequence

    import psycopg

_SETTINGS = {"wal_level": "logical", "max_wal_senders": "0", "max_wal_size": "256MB", "log_checkpoints": "off"}


@dataclass(frozen=True, slots=True)
class LocalStatus:
    """What there is of the local database; `major` is None before its first start, `kept` says it outlives commands."""

    running: bool
    kept: bool
    major: int | None
    pid: int | None
    data: Path
    log: Path


class LocalServer:
    """The server of one project; `folder` is the project's `.differ` folder.

    Commands that run at once share it, and the last to `close` stops it, unless it was started with
    `start(keep=True)`. Root's data lies below /var/tmp where the server's account cannot reach `folder`, or where
    `folder` is not root's own. The other arguments are those of ScratchServer, and matter when the data is made.
    """

    def __init__(
        self,
        folder: Path,
        *,
        installation: Installation | None = None,
        superuser: str = "postgres",
        key: str = "plain",
        prepare: Prepare | None = None,
        extensions: Mapping[str, str] = MappingProxyType({}),
        stand_ins: Sequence[StandIn] = (),
    ) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.superuser = superuser
        self._installation = installation
        self._key = key
        self._prepare = prepare
        self._stand_ins = merged_stand_ins(extensions, stand_ins)
        self._known_home: Path | None = None
        self._using: int | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.ensure_running()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def data(self) -> Path:
        """The data folder."""
        return self._home / "postgres"

    @property
    def sockets(self) -> Path:
        """The folder of its socket, which has a short path however long the project's is."""
        return disk_folder("sockets") / self._hash

    @property
    def log(self) -> Path:
        """What the server said since its last start."""
        return self._home / "postgres.log"

    def ensure_running(self) -> None:
        """Start the server unless it runs, making its data the first time; ready on return."""
        with locked(self._lock):
            if self._using is None:
                self._using = acquire(self._users, shared=True)
            try:
                held = self._take_over()
                if held is not None:
                    try:
                        self._start(held)
                    finally:
                        os.close(held)
            except BaseException:
                self._leave()
                raise

    def start(self, *, keep: bool = False) -> None:
        """As ensure_running; with `keep` the server stays when this and later commands end, until `stop`."""
        self.ensure_running()
        if keep:
            self._keep.touch()
            self._disown()

    def close(self) -> None:
        """Leave the server; the last to leave stops one that is not to be kept."""
        if self._using is None:
            return
        with locked(self._lock):
            self._leave()
            if self._keep.exists():
                self._disown()
                return
            alone = acquire(self._users, wait=False)
            if alone is None:
                self._disown()
                return
            os.close(alone)
            self._stop()

    def stop(self) -> None:
        """Stop the server, whoever started it; nothing happens where it does not run."""
        with locked(self._lock):
            self._leave()
            self._stop()

    def reset(self) -> None:
        """Stop the server and delete its data; ServerError while another command uses it."""
        with locked(self._lock):
            self._leave()
            alone = acquire(self._users, wait=False)
            if alone is None:
                raise ServerError(
                    "the local database is in use by another command", remedy="Wait for that command, then try again."
                )
            try:
                self._stop()
                remove_tree(self.data)
            finally:
                os.close(alone)

    def status(self) -> LocalStatus:
        """Whether it runs, and what there is on disk; starts nothing."""
        told = read_pid_file(self.data)
        running = told is not None and serves(told.pid, self.data)
        return LocalStatus(
            running=running,
            kept=running and self._keep.exists(),
            major=_major(self.data),
            pid=told.pid if told is not None and running else None,
            data=self.data,
            log=self.log,
        )

    def url(self, database: str = "postgres", user: str | None = None) -> str:
        """The address of a database as a URL, for other programs."""
        return connections.url(self.sockets, database, user or self.superuser)

    def conninfo(self, database: str = "postgres", user: str | None = None) -> str:
        """The address of a database for psycopg, unmoved by PG* variables."""
        return connections.conninfo(self.sockets, database, user or self.superuser)

    def connect(self, database: str = "postgres", user: str | None = None) -> psycopg.Connection[tuple[Any, ...]]:
        """An autocommit connection."""
        return connections.connect(self.sockets, database, user or self.superuser)

    @property
    def installation(self) -> Installation:
        """What runs it: the one given, else one of its data's major version; ServerError where none fits the data."""
        major = _major(self.data)
        if self._installation is None:
            self._installation = find_installation(major)
        if major is not None and major != self._installation.major:
            raise ServerError(
                f"the local database in {self.data} was made by PostgreSQL {major}, "
                f"and this is PostgreSQL {self._installation.version} ({self._installation.source})",
                remedy=f"Run `differ local reset` to make it anew (its rows are lost), or install PostgreSQL {major}.",
            )
        return self._installation

    @property
    def _hash(self) -> str:
        return hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]

    @property
    def _home(self) -> Path:
        if self._known_home is None:
            self._known_home = _home_for(self.folder, self._hash)
        return self._known_home

    @property
    def _lock(self) -> Path:
        return self._home / "lock"

    @property
    def _users(self) -> Path:
        return self._home / "users"

    @property
    def _keep(self) -> Path:
        return self._home / "keep"

    def _take_over(self) -> int | None:
        """The server's lock, which the server inherits and holds for its life; None once a server holds it, ready."""
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            held = acquire(self._home / "server", wait=False)
            if held is not None:
                return held
            told = read_pid_file(self.data)
            # The processes of a server that was killed hold the lock a moment longer, and its file is left.
            if told is not None and told.ready and serves(told.pid, self.data):
                return None
            time.sleep(POLL_SECONDS)
        raise ServerError(
            f"the local database's server neither starts nor stops: {' '.join(read_log(self.log).splitlines()[-2:])}",
            remedy=f"Look at {self.log} and at the processes in {self.data}.",
        )

    def _start(self, held: int) -> None:
        tree = with_stand_ins(self.installation, self._stand_ins)
        if _major(self.data) is None:
            self._make_data(tree)
        elif os.lstat(self.data).st_uid != _server_uid():
            raise ServerError(
                f"the local database in {self.data} belongs to another user",
                remedy=f"Run as that user, or have it deleted: {self.data}",
            )
        left = read_pid_file(self.data)
        if left is not None and serves(left.pid, self.data):
            raise ServerError(
                f"the local database already runs as process {left.pid}, which differ did not start",
                remedy=f"Stop it with `kill -INT {left.pid}`.",
            )
        self._keep.unlink(missing_ok=True)
        sockets = self._clear_sockets()
        # Nobody holds the server's lock, so a pid file is stale, even if its number is in use again.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        remember_use(self.data, marker=self._home / "used")
        log = new_log(self.log)
        try:
            process = start(tree, self.data, sockets, log, _SETTINGS, inherited=[held])
        finally:
            os.close(log)
        try:
            wait_until_ready(process, self.data, self.log)
        except BaseException:
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
        self._process = process

    def _make_data(self, tree: Installation) -> None:
        with _aside(self._home) as aside:
            copy_template(Recipe(tree, self.superuser, self._key, self._prepare, self._stand_ins), aside / "data")
            run_as_server(
                [tree.tool("initdb"), "--sync-only", "-D", aside / "data"], environment=child_environment(tree.bin)
            )
            remove_tree(self.data)
            (aside / "data").rename(self.data)

    def _clear_sockets(self) -> Path:
        sockets = self.sockets
        with suppress(FileExistsError):
            sockets.mkdir(0o700)
            hand_over(sockets)
        status = os.lstat(sockets)
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != _server_uid():
            raise ServerError(f"{sockets} is not the server's own folder", remedy=f"Remove {sockets}.")
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (sockets / name).unlink(missing_ok=True)
        return sockets

    def _stop(self) -> None:
        self._keep.unlink(missing_ok=True)
        told = read_pid_file(self.data)
        if told is not None:
            stop(told.pid, self.data, signal.SIGINT)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def _leave(self) -> None:
        if self._using is not None:
            os.close(self._using)
            self._using = None

    def _disown(self) -> None:
        if self._process is not None:
            # It lives on, and is no longer ours to wait for.
            self._process.returncode = 0
            self._process = None


def _server_uid() -> int:
    account = server_account()
    return os.geteuid() if account is None else account.uid


def _major(data: Path) -> int | None:
    try:
        return int((data / "PG_VERSION").read_text("ascii").split(".")[0])
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ServerError(
            f"cannot read the local database in {data}: {error}",
            remedy="Run as the user who made it, or delete that folder.",
        ) from error


def _home_for(folder: Path, name: str) -> Path:
    if server_account() is None:
        _make(folder)
        return folder
    # In a folder of another user's, root would follow that user's links and leave files that only root can remove.
    if os.lstat(folder.parent).st_uid == 0 and not folder.is_symlink():
        _make(folder)
        status = os.lstat(folder)
        if status.st_uid == 0 and not status.st_mode & 0o022 and may_enter(folder):
            return folder
        home = disk_folder(f"local-{name}")
        (folder / "location").write_text(f"The local database is in {home}\n", "utf-8")
        return home
    return disk_folder(f"local-{name}")


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except FileExistsError:
        return
    except OSError as error:
        raise ServerError(
            f"cannot make the folder {folder} for the local database: {error.strerror}",
            remedy=f"Make {folder.parent} a folder that this user may write to.",
        ) from error
    folder.chmod(0o755)
    (folder / ".gitignore").write_text("*\n", "utf-8")


@contextmanager
def _aside(home: Path) -> Iterator[Path]:
    """A folder of the server's account in which data is made; the caller holds the lock, so others are leftovers."""
    for leftover in home.glob("new-*"):
        remove_tree(leftover)
    folder = home / f"new-{secrets.token_hex(4)}"
    folder.mkdir(0o700)
    try:
        hand_over(folder)
        yield folder
    finally:
        remove_tree(folder)
