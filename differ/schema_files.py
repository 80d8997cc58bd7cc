"""Which files a schema is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SEEDS = "seeds"


def schema_files(path: Path) -> tuple[Path, tuple[Path, ...]]:
    """The schema folder and the .sql files to read in it, in their order; SchemaError where there are none."""
    if not path.exists():
        raise SchemaError(
            "There is no such file or folder.",
            where=str(path),
            remedy="Check the name, or create it: the desired schema is a .sql file or a folder of them.",
        )
    if not path.is_dir():
        return path.parent, (path,)
    files = tuple(_files_of(path, skip=_SEEDS))
    if not files:
        raise SchemaError(
            "This folder holds no .sql file.",
            where=str(path),
            remedy="Write the schema into a file such as schema.sql in it, or name another folder.",
        )
    return path, files


def _files_of(folder: Path, skip: str | None = None) -> Iterator[Path]:
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    yield from (entry for entry in entries if entry.suffix.lower() == ".sql" and entry.is_file())
    for entry in entries:
        if entry.is_dir() and entry.name != skip:
            yield from _files_of(entry)
