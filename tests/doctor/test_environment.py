from __future__ import annotations

import importlib.util
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from differ.doctor import Finding
from differ.doctor.environment import look_at_environment
from differ.servers import find_installation


def look(explicit: Path | None = None, major: int | None = None) -> dict[str, Finding]:
    return {finding.check: finding for finding in look_at_environment(explicit, major)}


def test_this_environment_is_fit() -> None:
    found = look()
    assert found["python"].level == "ok"
    assert "psycopg 3" in found["packages"].message
    assert found["postgresql"].message.startswith(f"PostgreSQL {find_installation().version} judges the schema")


def test_the_live_server_is_another_version() -> None:
    found = look(major=99)["postgresql"]
    assert found.level == "warning"
    assert "the live server is PostgreSQL 99" in found.message
    assert "`postgres` in differ.yaml" in str(found.remedy)


def test_no_installation(tmp_path: Path) -> None:
    found = look(tmp_path)["postgresql"]
    assert found.level == "problem"
    assert found.remedy


def test_a_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    original = metadata.version

    def version(name: str) -> str:
        if name in ("rich", "migra"):
            raise metadata.PackageNotFoundError(name)
        return original(name)

    monkeypatch.setattr(metadata, "version", version)
    levels = [(finding.level, finding.message) for finding in look_at_environment(None, None)]
    assert ("problem", "not installed: rich") in levels
    assert any("migra" in message and "not installed" in message for level, message in levels if level == "ok")


def test_migra_without_pkg_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    original = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> Any:
        return None if name == "pkg_resources" else original(name, package)

    monkeypatch.setattr(metadata, "version", lambda _: "1.0")
    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    found = look()["migra"]
    assert found.level == "warning"
    assert "setuptools<81" in str(found.remedy)
