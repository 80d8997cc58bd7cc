"""The folders that servers live in: found or made, checked, locked, kept and cleaned up."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from differ.errors import ServerError

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Path("/dev/shm")
DISK = Path("/var/tmp")
MEMORY_NEEDED = 512 * 1024 * 1024
DAY = 24 * 60 * 60

OTHER_SERVER = "Run as an ordinary user, or name a PostgreSQL server that differ may use for its scratch databases."


@dataclass(frozen=True, slots=True)
class Account:
    """The user and group that a server started by root runs as."""

    uid: int
    gid: int


def server_account() -> Account | None:
    """The account to run servers as: None for the current user, nobody's where that is root."""
    uid = os.geteuid()
    if uid == 0:
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            raise ServerError(
                "PostgreSQL refuses to run as root, and this system has no user nobody to run it as",
                remedy=OTHER_SERVER,
            ) from None
        return Account(nobody.pw_uid, nobody.pw_gid)
    try:
        pwd.getpwuid(uid)
    except KeyError:
        raise ServerError(
            f"PostgreSQL cannot start: there is no passwd entry for this uid ({uid})",
            remedy="In a container, run as a user that its /etc/passwd names, or as root, or add a line for this uid.",
        ) from None
    return None


def cannot_drop_privileges(error: OSError) -> ServerError:
    """The error for a root that may not become another user."""
    return ServerError(
        f"cannot drop privileges: PostgreSQL refuses to run as root, and this root may not become nobody ({error})",
        remedy="Give the container the capabilities SETUID, SETGID, CHOWN and DAC_OVERRIDE back. " + OTHER_SERVER,
    )


def hand_over(folder: Path) -> None:
    """Make the server's account the owner of one folder or file that only root could have made."""
    account = server_account()
    if account is None:
        return
    try:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    except PermissionError as error:
        raise cannot_drop_privileges(error) from error


def verified(folder: Path) -> Path:
    """The folder, made if missing; ServerError unless it is a real folder that only this user can write to."""
    # Root's is passable, for the server runs as nobody; what lies in it is closed one level further down.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    try:
        os.mkdir(folder, mode)
    except FileExistsError:
        pass
    except OSError as error:
        raise ServerError(
            f"cannot make the folder {folder}: {error.strerror}",
            remedy=f"Make {folder.parent} a folder that this user may write to.",
        ) from error
    else:
        os.chmod(folder, mode)
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o022:
        raise ServerError(
            f"{folder} is not safe to use: it has to be a folder of uid {os.geteuid()} that nobody else can write to",
            remedy=f"Look at who made it (ls -ld {folder}), then remove it.",
        )
    return folder


def disk_folder(*parts: str) -> Path:
    """This user's folder on disk, or a folder below it, made if missing."""
    folder = verified(DISK / f"differ-{os.geteuid()}")
    for part in parts:
        folder = verified(folder / part)
    return folder


def run_folder_parent() -> Path:
    """Where disposable servers live: in memory where there is room, else on disk."""
    try:
        if shutil.disk_usage(MEMORY).free >= MEMORY_NEEDED and os.access(MEMORY, os.W_OK):
            return verified(MEMORY / f"differ-{os.geteuid()}")
    except OSError:
        pass
    return disk_folder("run")


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def acquire(path: Path, *, shared: bool = False, wait: bool = True) -> int | None:
    """A descriptor that holds the lock until it is closed; None when it is taken and `wait` is false."""
    descriptor = _open_lock(path)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
        os.utime(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock at this path, waiting for it."""
    descriptor = acquire(path, shared=shared)
    assert descriptor is not None
    try:
        yield
    finally:
        os.close(descriptor)


@dataclass(slots=True)
class RunFolder:
    """A folder for one disposable server; its lock says that the process that uses it lives."""

    path: Path
    lock: int

    @classmethod
    def create(cls) -> RunFolder:
        """Make one that the server's account owns."""
        parent = run_folder_parent()
        # Under the parent's lock, so that no clean-up sees the lock file before it is locked.
        with locked(parent / "lock"):
            path = parent / f"s{secrets.token_hex(4)}"
            lock = acquire(path.with_suffix(".lock"))
            assert lock is not None
        try:
            path.mkdir(0o700)
            hand_over(path)
        except BaseException:
            cls(path, lock).remove()
            raise
        return cls(path, lock)

    def remove(self) -> None:
        """Delete it with all that it holds."""
        remove_tree(self.path)
        self.path.with_suffix(".lock").unlink(missing_ok=True)
        os.close(self.lock)


def abandoned_run_folders() -> Iterator[RunFolder]:
    """The run folders of processes that have ended; the caller stops what still runs there and removes them."""
    for parent in (MEMORY / f"differ-{os.geteuid()}", DISK / f"differ-{os.geteuid()}" / "run"):
        if not parent.is_dir():
            continue
        guard = acquire(verified(parent) / "lock", wait=False)
        if guard is None:
            continue
        try:
            for lock_file in parent.glob("s*.lock"):
                lock = acquire(lock_file, wait=False)
                if lock is not None:
                    yield RunFolder(lock_file.with_suffix(""), lock)
        finally:
            os.close(guard)


def remove_tree(folder: Path) -> None:
    """Delete a folder; what a dying server still creates or deletes in it is no error."""
    for _ in range(5):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            return
        time.sleep(0.02)


def remember_use(folder: Path, *, marker: Path) -> None:
    """Note that the folder is in use; once a day its files are touched, lest a cleaner of old files takes some."""
    now = time.time()
    try:
        due = marker.stat().st_mtime < now - DAY
    except FileNotFoundError:
        marker.touch(0o600)
        return
    if due:
        from differ.servers.processes import run_as_server

        os.utime(marker)
        touch = ["find", str(folder), "-exec", "touch", "-h", "-c", "{}", "+"]
        with contextlib.suppress(ServerError):
            owner = os.lstat(folder).st_uid
            if owner == os.geteuid():
                subprocess.run(touch, capture_output=True, check=False)
            else:
                run_as_server(touch)
