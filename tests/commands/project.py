"""A project folder and the commands that a user runs in it, each in a process of its own."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).parents[2]
SECONDS = 120

SCHEMA = """\
create table public.users (
    id integer primary key,
    email text not null
);
comment on table public.users is 'People.';
create table public.notes (
    id integer generated always as identity primary key,
    user_id integer not null references public.users (id) on delete cascade,
    body varchar(100) default ''
);
create index notes_user_id on public.notes (user_id);
create view public.recent as select * from public.notes;
"""

# What could lead a command to another database, or change how it prints.
_FOREIGN = ("PG", "SUPABASE", "POSTGRES", "DATABASE_URL", "DIFFER", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left; on a terminal everything is in `output`."""

    code: int
    output: str
    errors: str = ""


@dataclass(slots=True)
class Project:
    """A folder; `url` is the live database that DATABASE_URL names, None for the local one."""

    folder: Path
    url: str | None = None
    user: str | None = None  # whom the commands run as, where that is somebody else
    python: str = sys.executable
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> list[str]:
        """The command line of `differ`."""
        return [self.python, "-m", "differ", *arguments]

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *arguments: str, code: int = 0, environment: Mapping[str, str] | None = None) -> Result:
        """Run `differ` as a user does, without a terminal; fails where the exit code is another."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.variables(environment),
            user=self.user,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert result.code == code, f"exit code {result.code}, not {code}\n{result.output}\n{result.errors}"
        return result

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start `differ` and do not wait for it."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run_on_terminal(
        self, *arguments: str, columns: int = 80, say: str = "", environment: Mapping[str, str] | None = None
    ) -> Result:
        """Run `differ` on a terminal of this width, and type `say` once it asks."""
        master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        variables = self.variables({"TERM": "xterm-256color", **(environment or {})})
        process = subprocess.Popen(
            self.command(*arguments), cwd=self.folder, env=variables, stdin=slave, stdout=slave, stderr=slave
        )
        os.close(slave)
        read = b""
        try:
            while select.select([master], [], [], SECONDS)[0]:
                try:
                    more = os.read(master, 65536)
                except OSError:  # Linux says so when the other end is closed
                    break
                if not more:
                    break
                read += more
                if say and read.rstrip().endswith(b"[y/N]:"):
                    os.write(master, f"{say}\n".encode())
                    say = ""
        finally:
            os.close(master)
            code = process.wait(SECONDS)
        return Result(code, read.decode().replace("\r\n", "\n"))

    def variables(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of a command: this process's, without what would lead it elsewhere."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        # The commands run elsewhere, as an installed package would.
        kept["PYTHONPATH"] = str(REPOSITORY)
        if self.url is not None:
            kept["DATABASE_URL"] = self.url
        return kept | self.environment | dict(more or {})


def rows(connection: Any, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    found: list[tuple[Any, ...]] = connection.execute(sql.encode()).fetchall()
    return found
