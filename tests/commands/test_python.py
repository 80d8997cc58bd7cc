"""The same from Python, and what the command line may not import before it must."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import differ
from differ.errors import DestructiveRefused, DriftRefused

from .project import REPOSITORY, Project

if TYPE_CHECKING:
    import psycopg


def test_plan_and_apply(project: Project) -> None:
    plan = differ.plan(project.url, project=project.folder)
    assert plan.proven is True
    assert plan.steps[0].sql.startswith("CREATE TABLE")
    differ.apply(plan, project.url, project=project.folder)
    assert differ.plan(project.url, project=project.folder).steps == ()
    with pytest.raises(DriftRefused):
        differ.apply(plan, project.url, project=project.folder)


def test_losses_want_leave(applied: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create table handmade (id int)")
    plan = differ.plan(applied.url, project=applied.folder)
    with pytest.raises(DestructiveRefused):
        differ.apply(plan, applied.url, project=applied.folder)
    differ.apply(plan, applied.url, project=applied.folder, allow_drop=["handmade"])
    assert differ.plan(applied.url, project=applied.folder).steps == ()


def test_diff(project: Project) -> None:
    assert project.url is not None
    sql = differ.diff(project.url, project.folder / "schema")
    assert "CREATE TABLE public.users" in sql
    assert differ.diff(project.folder / "schema", project.folder / "schema") == ""


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "--help"], ["--version"], ["pla"]], ids=" ".join)
def test_help_imports_no_driver_and_no_colours(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "differ", *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "click" in imported
    assert not {"psycopg", "rich", "yaml"} & {name.partition(".")[0] for name in imported}
