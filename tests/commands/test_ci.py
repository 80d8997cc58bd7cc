"""What CI runs: the steps of action.yml in a shell; docs, hooks and workflow know no option that is not there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml

from differ.cli.commands import command_line

from .project import REPOSITORY, Project

if TYPE_CHECKING:
    from pathlib import Path

    import psycopg

ACTION: dict[str, Any] = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))
PAGE = (REPOSITORY / "docs" / "ci.md").read_text("utf-8")
BLOCKS = [yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)]
HOOKS: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
WORKFLOW: dict[str, Any] = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "database.yml").read_text("utf-8"))
SPEC = "version: 1\ntables: [users, lost]\n"


def _step(name: str) -> str:
    (script,) = [step["run"] for step in ACTION["runs"]["steps"] if step.get("name") == name]
    return str(script)


def _run(project: Project, step: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A step as GitHub runs it, in a runner whose differ is this one."""
    program = project.folder / "runner" / "differ" / "bin" / "differ"
    if not program.exists():
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec {shlex.join(project.command())} "$@"\n')
        program.chmod(0o755)
        (project.folder / "reports").mkdir()
    given = {
        "RUNNER_TEMP": str(project.folder / "runner"),
        "GITHUB_OUTPUT": str(project.folder / "outputs"),
        "GITHUB_STEP_SUMMARY": str(project.folder / "summary"),
        "PROJECT": ".",
        "REPORTS": "reports",
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", _step(step)],
        cwd=project.folder,
        env=project.variables(given | variables),
        capture_output=True,
        text=True,
        check=False,
    )


def _file(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8") if (folder / name).exists() else ""


def test_the_plan_of_a_pull_request(project: Project, live: psycopg.Connection[Any]) -> None:
    done = _run(project, "Plan")
    assert done.returncode == 0, done.stderr
    assert _file(project.folder, "outputs") == "changes=true\n"
    assert _file(project.folder, "reports/plan.md").startswith("<!-- differ plan -->\n")
    assert _file(project.folder, "summary") == _file(project.folder, "reports/plan.md")
    assert json.loads(_file(project.folder, "reports/plan.json"))["steps"]
    live.execute((project.folder / "schema" / "schema.sql").read_bytes())
    (project.folder / "outputs").unlink()
    assert _run(project, "Plan").returncode == 0
    assert _file(project.folder, "outputs") == "changes=false\n"


def test_a_pull_request_from_a_fork_has_no_plan(project: Project) -> None:
    done = _run(project, "Plan", DATABASE_URL="")
    assert (done.returncode, _file(project.folder, "outputs")) == (0, "")
    assert done.stdout.startswith("::notice::differ has no database-url")


def test_a_plan_that_cannot_be_made_fails(project: Project) -> None:
    project.write("schema/schema.sql", "create tabel x ();")
    done = _run(project, "Plan")
    assert done.returncode == 6
    assert "schema.sql:1:8" in done.stderr


def test_the_check_of_a_live_database(applied: Project) -> None:
    applied.write("expected_state.yaml", SPEC)
    done = _run(applied, "Check", WHICH="live", MORE="--verbose --allow-writes-rolled-back")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=expected_state.yaml,line=2,col=17,title=tables%3A table public.lost::")
    for name in ("check.xml", "check.sarif", "check.md", "check.html"):
        assert "public.lost" in _file(applied.folder, f"reports/{name}"), name
    assert _file(applied.folder, "summary") == _file(applied.folder, "reports/check.md")
    applied.write("expected_state.yaml", SPEC.replace(", lost", ""))
    assert _run(applied, "Check", WHICH="live", MORE="").returncode == 0
    assert _run(applied, "Check", WHICH="live", MORE="", DATABASE_URL="").returncode == 1


def test_the_check_of_a_database_of_the_runner(project: Project) -> None:
    project.write("expected_state.yaml", SPEC)
    project.url = None
    done = _run(project, "Check", WHICH="local", MORE="")
    assert done.returncode == 1, done.stderr
    assert "title=tables%3A table public.lost" in done.stdout


def _commands() -> list[str]:
    texts = [step.get("run", "") for step in ACTION["runs"]["steps"]]
    texts += [hook["entry"] for hook in HOOKS]
    texts += [line for block in BLOCKS if isinstance(block, dict) for job in block.values() for line in _script(job)]
    joined = "\n".join(texts).replace("\\\n", " ")
    found = re.findall(r"(?:^|/bin/|- )differ\"? ((?:plan|apply|check) [^|>;\n]*)", joined, re.MULTILINE)
    return [re.sub(r'"\$\{(about|more)\[@\]\}"', "", command) for command in found]


def _script(job: object) -> list[str]:
    return job.get("script", []) if isinstance(job, dict) else []


@pytest.mark.parametrize("command", _commands())
def test_every_command_could_be_typed(command: str) -> None:
    name, *words = shlex.split(command)
    parser = command_line.commands[name].make_parser(click.Context(command_line.commands[name], info_name=name))
    parser.parse_args(words)


def test_commands_were_found() -> None:
    assert len(_commands()) >= 8


def test_the_page_explains_every_input() -> None:
    told = {
        name for row in re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)
    }
    assert told == set(ACTION["inputs"])
    assert "`changes`" in PAGE


def _given(workflow: Any) -> set[str]:
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    own = [step for step in steps if step.get("uses", "").startswith(("./", "your-organisation/differ"))]
    assert own
    return {name for step in own for name in step.get("with", {})}


def test_workflows_give_inputs_that_there_are() -> None:
    shown = [block for block in BLOCKS if isinstance(block, dict) and "jobs" in block]
    for workflow in (WORKFLOW, *shown):
        assert _given(workflow) <= set(ACTION["inputs"])


def test_hooks_are_those_of_the_page() -> None:
    (shown,) = [block for block in BLOCKS if isinstance(block, dict) and "repos" in block]
    assert [hook["id"] for hook in shown["repos"][0]["hooks"]] == [hook["id"] for hook in HOOKS]
    for hook in HOOKS:
        assert re.search(hook["files"], os.path.join("schema", "schema.sql"))
        assert not re.search(hook["files"], "docs/schema/schema.sql")
