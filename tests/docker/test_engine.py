"""What happens to the Docker tests where there is no engine: skipped, and the reason is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .engine import engine_problem

REPOSITORY = Path(__file__).resolve().parents[2]


def fake_docker(folder: Path, script: str) -> None:
    program = folder / "docker"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def test_no_docker_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine_problem() == "there is no docker command on PATH"


def test_an_engine_that_is_not_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_docker(tmp_path, "echo first >&2; echo 'Cannot connect to the Docker daemon' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine_problem() == "no Docker engine answers: Cannot connect to the Docker daemon"


def test_an_engine_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_docker(tmp_path, "exec /bin/sleep 30")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine_problem(0.2) == "no Docker engine answers: `docker info` took longer than 0.2 s"


def test_an_engine_without_compose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_docker(tmp_path, 'test "$1" = info || { echo "unknown command: compose" >&2; exit 1; }')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine_problem() == "docker has no compose: unknown command: compose"


def test_an_engine_that_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_docker(tmp_path, "echo 29.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert engine_problem() is None


def test_the_main_job_is_skipped_with_the_reason(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-ra",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "tests/docker/test_supabase_image.py",
        ],
        cwd=REPOSITORY,
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 skipped" in done.stdout
    assert "there is no docker command on PATH" in done.stdout
