"""Data folders that were initialised and prepared once, and are copied for every server after that."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ.servers.connections import connect
from differ.servers.folders import disk_folder, hand_over, locked, remember_use, remove_tree
from differ.servers.processes import (
    initialise,
    new_log,
    run_as_server,
    start,
    wait_until_ready,
)

if TYPE_CHECKING:
    from pathlib import Path

    from differ.servers.binaries import Installation
    from differ.servers.trees import StandIn

Prepare = Callable[[psycopg.Connection[tuple[Any, ...]]], None]

DISPOSABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "logical",
    "max_wal_senders": "0",
    "max_wal_size": "128MB",
    "checkpoint_timeout": "1h",
    "max_parallel_workers_per_gather": "0",
}
"""The settings of a server whose data nobody will miss."""

_FORMAT = "1"
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a data folder is made from; `key` has to change whenever `prepare` would do something else."""

    installation: Installation
    superuser: str
    key: str
    prepare: Prepare | None
    stand_ins: Sequence[StandIn]

    @property
    def name(self) -> str:
        """A file name that is the same for the same recipe."""
        parts = [_FORMAT, self.installation.source, self.installation.version, self.superuser]
        if self.prepare is not None:
            parts += [self.key, *map(repr, self.stand_ins)]
        return f"{self.installation.major}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"


def copy_template(recipe: Recipe, data: Path) -> None:
    """Make `data` a data folder by this recipe; its parent has to belong to the server's account."""
    templates = disk_folder("templates")
    template = templates / recipe.name
    while True:
        # Shared while copying, so that no other process removes the template meanwhile.
        with locked(templates / "lock", shared=True):
            if _is_complete(template):
                os.utime(template)
                remember_use(template, marker=templates / f"{recipe.name}.used")
                run_as_server(["cp", "-Rp", template, data])
                return
        _build(recipe, templates)


def _is_complete(template: Path) -> bool:
    return (template / "PG_VERSION").is_file() and (template / "global/pg_control").is_file()


def _build(recipe: Recipe, templates: Path) -> None:
    template = templates / recipe.name
    with locked(templates / f"{recipe.name}.lock"):
        if _is_complete(template):
            return
        with _aside(templates) as folder:
            data = folder / "data"
            if recipe.prepare is None:
                initialise(recipe.installation, data, recipe.superuser)
            else:
                plain = Recipe(recipe.installation, recipe.superuser, "plain", None, ())
                copy_template(plain, data)
                _prepare(recipe, recipe.prepare, folder)
            remove_tree(template)
            data.rename(template)
    with locked(templates / "lock"):
        _prune(templates, template)


@contextlib.contextmanager
def _aside(templates: Path) -> Iterator[Path]:
    """A folder of the server's account to build in; what a killed process left there goes with the next pruning."""
    folder = templates / f"b{secrets.token_hex(4)}"
    folder.mkdir(0o700)
    try:
        with locked(folder.with_suffix(".building")):
            hand_over(folder)
            yield folder
    finally:
        remove_tree(folder)
        folder.with_suffix(".building").unlink(missing_ok=True)


def _prepare(recipe: Recipe, prepare: Prepare, folder: Path) -> None:
    data, log_path = folder / "data", folder / "log"
    log = new_log(log_path)
    try:
        process = start(recipe.installation, data, folder, log, DISPOSABLE)
    finally:
        os.close(log)
    try:
        wait_until_ready(process, data, log_path)
        with connect(folder, "postgres", recipe.superuser) as connection:
            prepare(connection)
    except BaseException:
        process.send_signal(signal.SIGQUIT)
        process.wait()
        raise
    process.send_signal(signal.SIGINT)
    process.wait()


def _prune(templates: Path, current: Path) -> None:
    """Keep the newest few templates; the caller holds the lock."""
    found = sorted(templates.glob("[0-9]*-" + "[0-9a-f]" * 16), key=lambda path: path.stat().st_mtime, reverse=True)
    for template in found[_KEPT:]:
        if template != current:
            remove_tree(template)
            for suffix in (".used", ".lock"):
                template.with_name(template.name + suffix).unlink(missing_ok=True)
