"""`differ doctor`: looks at the environment, the project, the database and the keys, and says what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

from differ.configuration import FILE_NAME, Configuration, find_project, load_configuration
from differ.doctor.database import look_at_database
from differ.doctor.environment import look_at_environment
from differ.doctor.findings import FORMAT, Finding, Findings, Level, Section, count, document
from differ.doctor.keys import look_at_keys
from differ.doctor.project import look_at_project
from differ.errors import DifferError
from differ.targets import Target, find_target

__all__ = ["FORMAT", "Finding", "Findings", "Level", "Section", "count", "document", "examine"]


def examine(
    start: Path,
    *,
    database: str | None = None,
    platform: str | None = None,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Look at everything from a folder on; what fails becomes a finding, and the rest is still looked at.

    `database`, `platform`, `schemas` and `exclude_schemas` are the options of all commands; `environment` stands in for
    the process's variables.
    """
    variables = dict(os.environ) if environment is None else environment
    settings, unreadable = _settings(start)
    if platform is not None:
        settings = replace(settings, platform=cast(Literal["supabase", "plain"], platform))
    target = _target(settings, database, variables)
    local = isinstance(target, Target) and target.is_local
    project, script = look_at_project(settings, environment=settings.environment_name(local=local))
    looked = look_at_database(target, script, schemas=schemas, exclude_schemas=exclude_schemas)
    keys = look_at_keys(settings.folder, variables, looked.address)
    return [
        *look_at_environment(settings.postgres, looked.major),
        *unreadable,
        *project,
        *looked.findings,
        *keys,
    ]


def _target(settings: Configuration, database: str | None, variables: Mapping[str, str]) -> Target | DifferError:
    try:
        return find_target(settings, database, variables)
    except DifferError as error:
        return error


def _settings(start: Path) -> tuple[Configuration, Findings]:
    """The configuration, or the default one and why the project's cannot be read."""
    findings = Findings("project")
    try:
        return load_configuration(start), findings
    except DifferError as error:
        findings.failure(FILE_NAME, error)
    folder = find_project(start)
    schema = folder / "schema"
    return Configuration(folder, schema, schema / "seeds", folder / "expected_state.yaml"), findings
