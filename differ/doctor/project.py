"""The files of the project: can they be read, and do the secret ones stay out of git?"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from differ.configuration import FILE_NAME
from differ.doctor.findings import Findings, counted
from differ.errors import DifferError

if TYPE_CHECKING:
    from pathlib import Path

    from differ.configuration import Configuration
    from differ.scripts import Script

ENV_FILES = (".env.local", ".env")
_GIT_SECONDS = 10


def look_at_project(settings: Configuration, *, environment: str) -> tuple[Findings, Script | None]:
    """The findings, and the schema's statements where they can be read; `environment` chooses the seeds."""
    findings = Findings("project")
    is_project = (settings.folder / FILE_NAME).is_file() or settings.schema.exists()
    findings.ok("folder", f"the project's folder is {settings.folder}")
    script = _schema(findings, settings, is_project)
    _seeds(findings, settings, environment)
    _expected_state(findings, settings)
    for name in ENV_FILES:
        if (settings.folder / name).is_file():
            _env_file(findings, settings.folder, name)
    return findings, script


def _schema(findings: Findings, settings: Configuration, is_project: bool) -> Script | None:
    from differ.scripts import read_script

    if not is_project:
        findings.warning(
            "schema",
            "there is no schema/ here, so there is nothing to plan",
            "Run in the project's folder or name it with --project; `differ diff` needs no project.",
        )
        return None
    try:
        script = read_script(settings.schema)
    except DifferError as error:
        findings.failure("schema", error)
        return None
    files = counted(len(script.files), "file")
    findings.ok(
        "schema", f"{_shown(settings, settings.schema)}: {counted(len(script.statements), 'statement')}, {files}"
    )
    return script


def _seeds(findings: Findings, settings: Configuration, environment: str) -> None:
    from differ.seeds import read_seeds

    shown = _shown(settings, settings.seeds)
    if not settings.seeds.is_dir():
        findings.ok("seeds", f"there is no {shown}: no reference rows are looked after")
        return
    try:
        seeds = read_seeds(settings.seeds, environment=environment)
    except DifferError as error:
        findings.failure("seeds", error)
        return
    rows = sum(len(seed.rows) for seed in seeds)
    findings.ok(
        "seeds",
        f"{shown}: {counted(rows, 'row')} of {counted(len(seeds), 'table')} in the environment {environment!r}",
    )


def _expected_state(findings: Findings, settings: Configuration) -> None:
    from differ import strict_yaml

    shown = _shown(settings, settings.expected_state)
    if not settings.expected_state.is_file():
        findings.ok(
            "expected state",
            f"there is no {shown}: `differ check` has nothing to assert",
            "`differ check --scaffold` writes one from the database.",
        )
        return
    try:
        strict_yaml.load_mapping(settings.expected_state, shown=shown)
    except DifferError as error:
        findings.failure("expected state", error)
        return
    findings.ok("expected state", f"{shown} can be read")


def _env_file(findings: Findings, folder: Path, name: str) -> None:
    check = f"{name} in git"
    if _git(folder, "rev-parse", "--is-inside-work-tree") != 0:
        findings.ok(check, f"{name} is in no git repository, or git is not installed")
    elif _git(folder, "ls-files", "--error-unmatch", "--", name) == 0:
        findings.problem(
            check,
            f"{name} is kept in git: whoever has the repository has its secrets",
            f"Run `git rm --cached {name}`, add {name} to .gitignore, and replace every secret in it: the history "
            "still has them.",
        )
    elif _git(folder, "check-ignore", "--quiet", "--", name) != 0:
        findings.warning(
            check,
            f"git does not ignore {name}: the next `git add` may commit its secrets",
            f"Add {name} to .gitignore.",
        )
    else:
        findings.ok(check, f"git ignores {name}")


def _git(folder: Path, *arguments: str) -> int:
    """Git's exit code; 128, as where there is no repository, when it cannot run."""
    program = shutil.which("git")
    if program is None:
        return 128
    try:
        command = [program, "-C", str(folder), *arguments]
        return subprocess.run(command, capture_output=True, timeout=_GIT_SECONDS, check=False).returncode
    except (OSError, subprocess.SubprocessError):
        return 128


def _shown(settings: Configuration, path: Path) -> str:
    try:
        return str(path.relative_to(settings.folder))
    except ValueError:
        return str(path)
