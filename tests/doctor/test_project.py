from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from differ.configuration import load_configuration
from differ.doctor import Finding
from differ.doctor.project import look_at_project

from .conftest import Project


def look(folder: Path) -> dict[str, Finding]:
    findings, _ = look_at_project(load_configuration(folder), environment="local")
    return {finding.check: finding for finding in findings}


def git(folder: Path, *arguments: str) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_everything_can_be_read(project: Project) -> None:
    folder = project(**{"expected_state.yaml": "tables: {}\n"})
    (folder / "schema/seeds").mkdir()
    found = look(folder)
    assert {finding.level for finding in found.values()} == {"ok"}
    assert found["schema"].message == "schema: 1 statement, 1 file"
    assert found["expected state"].message == "expected_state.yaml can be read"


def test_no_project(tmp_path: Path) -> None:
    found = look(tmp_path)
    assert found["schema"].level == "warning"
    assert "differ diff" in str(found["schema"].remedy)


def test_a_schema_that_is_named_and_not_there(tmp_path: Path) -> None:
    (tmp_path / "differ.yaml").write_text("schema: sql/schema.sql\n", "utf-8")
    assert look(tmp_path)["schema"].level == "problem"


def test_unreadable_files_are_named_with_their_line(project: Project) -> None:
    folder = project("select 1;\n\0", **{"expected_state.yaml": "tables: {}\ntables: {}\n"})
    (folder / "schema/seeds").mkdir()
    (folder / "schema/seeds/a.yaml").write_text("- not a mapping\n", "utf-8")
    found = look(folder)
    assert "schema.sql:2: The file holds a NUL byte" in found["schema"].message
    assert found["expected state"].message.startswith("expected_state.yaml:2")
    assert "a.yaml:1" in found["seeds"].message
    assert {found[check].level for check in ("schema", "seeds", "expected state")} == {"problem"}


def test_an_env_file_that_git_ignores(project: Project) -> None:
    folder = project(**{".env": "A=b\n", ".gitignore": ".env\n"})
    git(folder, "init", "-q")
    assert look(folder)[".env in git"].level == "ok"


def test_an_env_file_that_git_does_not_ignore(project: Project) -> None:
    folder = project(**{".env.local": "A=b\n"})
    git(folder, "init", "-q")
    found = look(folder)[".env.local in git"]
    assert found.level == "warning"
    assert ".gitignore" in str(found.remedy)


def test_an_env_file_that_git_keeps(project: Project) -> None:
    folder = project(**{".env": "A=b\n", ".gitignore": ".env\n"})
    git(folder, "init", "-q")
    git(folder, "add", "--force", ".env")
    found = look(folder)[".env in git"]
    assert found.level == "problem"
    assert "git rm --cached .env" in str(found.remedy)


def test_without_a_repository_or_git(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(**{".env": "A=b\n"})
    assert look(folder)[".env in git"].level == "ok"
    monkeypatch.setenv("PATH", str(folder))
    assert look(folder)[".env in git"].level == "ok"
