"""The programs that are measured: differ, pg_dump, migra, the Supabase CLI."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Command
from differ.servers import Installation

DIFFER = "differ"
FLOOR = "pg_dump of both"


@dataclass(frozen=True, slots=True)
class Tool:
    """`commands` are run side by side, for the URLs of two databases; `expected` is an exit code that is no failure."""

    name: str
    commands: Callable[[str, str], list[Command]]
    expected: int = 0


def tools(installation: Installation, *, others: bool = True) -> list[Tool]:
    """pg_dump and differ, and where they are there migra and the Supabase CLI (`npm install -g supabase`)."""
    pg_dump = installation.tool("pg_dump")
    found = [
        Tool(FLOOR, lambda a, b: [[pg_dump, "--schema-only", url] for url in (a, b)]),
        Tool(DIFFER, lambda a, b: [[sys.executable, "-m", "differ", "diff", a, b]]),
    ]
    if others and importlib.util.find_spec("migra"):
        # What is newer than the old libraries under it makes them warn at every start.
        code = "import sys; from migra.command import do_command; sys.exit(do_command())"
        migra: list[str | Path] = [sys.executable, "-W", "ignore", "-c", code, "--unsafe"]
        found.append(Tool("migra", lambda a, b: [[*migra, _for_alchemy(a), _for_alchemy(b)]], expected=2))
    supabase = shutil.which("supabase")
    if others and supabase:
        # It would tell its makers of each run.
        diff: list[str | Path] = ["env", "DO_NOT_TRACK=1", "SUPABASE_TELEMETRY_DISABLED=1", supabase, "db", "diff"]
        found.append(Tool("Supabase CLI", lambda a, b: [[*diff, "--from", _with_host(a), "--to", _with_host(b)]]))
    return found


def _with_host(url: str) -> str:
    """The same address: where the URL says the socket's folder behind the question mark, that holds."""
    return url.replace("@/", "@localhost/", 1)


def _for_alchemy(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
