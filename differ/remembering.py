"""Results that cost time, kept on disk from one command to the next, under keys that say all they depend on."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import re
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from differ.errors import ServerError
from differ.schema_files import schema_files
from differ.servers.folders import disk_folder

Result = TypeVar("Result")

KEPT = 40  # files; the least recently used ones go
_NEVER = "DIFFER_NO_CACHE"
_INCLUDES = re.compile(rb"^[ \t]*\\i", re.M)  # what other files say is not known


def remembered(key: Iterable[object], make: Callable[[], Result]) -> Result:
    """What `make` returned when it was last called for the same key and by the same differ, or what it returns now.

    The key's texts must say everything that the result depends on. Nothing is kept where the folder cannot be written,
    or where DIFFER_NO_CACHE is set.
    """
    path = _path(key)
    if path is None:
        return make()
    with contextlib.suppress(OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, TypeError):
        result: Result = pickle.loads(path.read_bytes())
        os.utime(path)
        return result
    result = make()
    with contextlib.suppress(OSError, pickle.PicklingError, AttributeError, TypeError):
        _keep(path, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
    return result


def digest(paths: Iterable[Path]) -> str:
    """A digest of the names and contents of files."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path}\0{len(content)}\0".encode(errors="surrogateescape"))
        total.update(content)
    return total.hexdigest()


def files_digest(schema: Path) -> str | None:
    """A digest of what the files say; None where that cannot be told without reading more."""
    try:
        _, files = schema_files(schema)
        return None if any(_INCLUDES.search(file.read_bytes()) for file in files) else digest(files)
    except OSError:
        return None


def _path(key: Iterable[object]) -> Path | None:
    if os.environ.get(_NEVER):
        return None
    try:
        # The folder is this user's alone, so nobody else can plant what is loaded from it.
        folder = disk_folder("remembered")
    except (OSError, ServerError):
        return None
    text = "\0".join(map(repr, (_code(), *key)))
    return folder / hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _keep(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.replace(unfinished, path)
    with os.scandir(path.parent) as entries:
        known = sorted(((entry.stat().st_mtime, entry.path) for entry in entries), reverse=True)
    for _, old in known[KEPT:]:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(old)


@cache
def _code() -> tuple[str, ...]:
    """What tells this differ from another: the sizes and times of its files."""
    found = []
    for folder, _, names in os.walk(Path(__file__).parent):
        for name in names:
            if name.endswith((".py", ".sql")):
                status = os.stat(os.path.join(folder, name))
                found.append(f"{folder}/{name}:{status.st_size}:{status.st_mtime_ns}")
    return tuple(sorted(found))
