"""Python, the packages, and the PostgreSQL installations that can judge a schema."""

from __future__ import annotations

import importlib.util
import platform
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from differ.doctor.findings import Findings
from differ.errors import DifferError

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGES = ("click", "psycopg", "PyYAML", "rich")
_OLDEST_PYTHON = (3, 11)
_LAST_SETUPTOOLS = 80


def look_at_environment(explicit: Path | None, live_major: int | None) -> Findings:
    """`explicit` is the folder that differ.yaml names, `live_major` the live server's version where it is known."""
    findings = Findings("environment")
    _python(findings)
    _packages(findings)
    _postgresql(findings, explicit, live_major)
    _migra(findings)
    return findings


def _python(findings: Findings) -> None:
    text = f"Python {platform.python_version()} ({sys.executable}) on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < _OLDEST_PYTHON:
        findings.problem("python", text, "differ needs Python 3.11 or later.")
    else:
        findings.ok("python", text)


def _packages(findings: Findings) -> None:
    import psycopg

    versions = {name: _version(name) for name in ("differ", *_PACKAGES)}
    missing = [name for name in _PACKAGES if versions[name] is None]
    if missing:
        findings.problem("packages", f"not installed: {', '.join(missing)}", "Run `pip install --upgrade differ`.")
    libpq = psycopg.pq.version()
    present = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    findings.ok("packages", f"{present}, libpq {libpq // 10000}.{libpq % 10000}")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _postgresql(findings: Findings, explicit: Path | None, live_major: int | None) -> None:
    from differ.servers import find_installation, find_installations
    from differ.servers.folders import server_account

    try:
        judge = find_installation(live_major, explicit=explicit)
        others = [one for one in find_installations() if one.bin != judge.bin]
    except DifferError as error:
        findings.failure("postgresql", error)
        return
    text = f"PostgreSQL {judge.version} judges the schema ({judge.source}: {judge.bin})"
    if others:
        text += "; also found: " + ", ".join(f"{one.version} in {one.bin}" for one in others)
    if live_major is not None and judge.major != live_major:
        findings.warning(
            "postgresql",
            f"{text}; the live server is PostgreSQL {live_major}",
            f"Install PostgreSQL {live_major}, or name the folder of its programs as `postgres` in differ.yaml: "
            "only the same version reads a schema exactly as the live server does.",
        )
    else:
        findings.ok("postgresql", text)
    try:
        account = server_account()
    except DifferError as error:
        findings.failure("server account", error)
        return
    runs_as = "this user" if account is None else "nobody, for this is root"
    findings.ok("server account", f"scratch servers run as {runs_as}")


def _migra(findings: Findings) -> None:
    version = _version("migra")
    if version is None:
        findings.ok("migra", "migra, the optional second opinion, is not installed", "`pip install 'differ[migra]'`")
    elif importlib.util.find_spec("pkg_resources") is None:
        findings.warning(
            "migra",
            f"migra {version} is installed but cannot run: it needs pkg_resources",
            f"Run `pip install 'setuptools<{_LAST_SETUPTOOLS + 1}'`.",
        )
    else:
        findings.ok("migra", f"migra {version}, the optional second opinion")
