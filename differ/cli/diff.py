"""`differ diff`: SQL and nothing but SQL on standard output."""

from __future__ import annotations

import sys

import click

from differ.diffing import diff_sides
from differ.errors import RehearsalRefused
from differ.redaction import redact


def run_diff_command(
    *,
    live: str,
    desired: str,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    renames: tuple[str, ...],
    roles: bool,
    database_settings: bool,
    exit_code: bool,
    rehearse: bool,
    strict: bool,
) -> int:
    """Print the script; the exit code."""
    plan = diff_sides(
        live,
        desired,
        platform=platform,
        schemas=schemas,
        exclude_schemas=exclude_schemas,
        rehearse=rehearse,
        renames=renames,
        roles=roles,
        database_settings=database_settings,
    )
    from differ.planning.script import script  # loaded by now, while the servers were read

    click.echo(script(plan.steps), nl=False)
    warnings = [*plan.warnings, *(step.warning for step in plan.steps if step.warning)]
    notes = [f"Warning: {line}" for line in warnings] + [f"not compared: {line}" for line in plan.not_compared]
    for note in notes:
        print(redact(note), file=sys.stderr)
    if plan.proven is False:
        findings = "\n".join(f"  {finding}" for finding in plan.findings)
        raise RehearsalRefused(f"the SQL does not reach the desired state on a clone:\n{findings}")
    if strict and plan.not_compared:
        return 3
    return 2 if exit_code and plan.steps else 0
