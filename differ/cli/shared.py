"""What several commands need: settings from options, consoles, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from differ.configuration import Configuration, load_configuration
from differ.errors import Refused, SchemaError
from differ.redaction import redact
from differ.targets import Target, find_target

if TYPE_CHECKING:
    from differ.plans import Progress


def configuration(project: Path | None, platform: str | None, **more: Any) -> Configuration:
    """The project's settings, with what the options say instead."""
    settings = load_configuration(project or Path.cwd())
    changes = {name: value for name, value in {"platform": platform, **more}.items() if value}
    return replace(settings, **changes) if changes else settings


def target(database: str | None, project: Path | None, platform: str | None, **more: Any) -> Target:
    """The database that a command is about; notes about its address go to standard error."""
    found = find_target(configuration(project, platform, **more), database)
    for note in found.address.notes if found.address else ():
        print(redact(f"Note: {note}"), file=sys.stderr)
    return found


def require_schema(settings: Configuration) -> None:
    """Say at once, before any server starts, that there is nothing to plan from."""
    if not settings.schema.exists():
        raise SchemaError(
            "There is no such file or folder.",
            where=str(settings.schema),
            remedy="Write what the database is to hold into schema/schema.sql, or name its place as `schema` in "
            "differ.yaml.",
        )


def confirm(question: str, *, yes: bool, consent: str) -> None:
    """Ask on a terminal; Refused where the answer is no, or nobody is there to ask and `yes` was not said."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("nobody is there to ask, and nothing was changed", remedy=consent)
    if not click.confirm(question):
        raise Refused("nothing was changed", remedy="You said no.")


def output() -> Console:
    """Standard output: coloured only on a terminal, as wide as it is; a pipe is not wrapped."""
    plain = not sys.stdout.isatty()
    width = None if not plain else int(os.environ.get("COLUMNS") or 0) or 100000
    return Console(width=width, soft_wrap=plain, highlight=False, emoji=False)


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """What is being done, on a terminal's standard error; nothing elsewhere."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status("starting") as status:
        yield lambda text: status.update(text)
