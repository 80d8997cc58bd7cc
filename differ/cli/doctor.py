"""`differ doctor`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from differ.cli.shared import output
from differ.doctor import count, document, examine
from differ.reports.doctor_text import show_findings


def run_doctor_command(
    *,
    database: str | None,
    project: Path | None,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    as_json: bool,
) -> int:
    """Look and show; 1 where there is a problem, 0 otherwise."""
    findings = examine(
        project or Path.cwd(), database=database, platform=platform, schemas=schemas, exclude_schemas=exclude_schemas
    )
    if as_json:
        click.echo(json.dumps(document(findings), indent=2, ensure_ascii=False))
    else:
        show_findings(findings, output())
    return 1 if count(findings, "problem") else 0
