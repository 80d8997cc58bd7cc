"""`differ check`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from differ.catalog import read_snapshot
from differ.checks.evaluate import check, keep_known_findings
from differ.checks.scaffold import scaffold
from differ.checks.spec import load_spec
from differ.cli.shared import output, progress_shown, target
from differ.drift import drift_of
from differ.errors import SchemaError
from differ.platforms import platform_named
from differ.reports.check_json import report_json
from differ.reports.check_text import show_report


def run_check_command(
    *,
    database: str | None,
    project: Path | None,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    spec: Path | None,
    as_json: bool,
    scaffold_wanted: bool,
    allow_writes_rolled_back: bool,
    lint_baseline: bool,
    verbose: bool,
) -> int:
    """Check, or write the scaffold of a file; the exit code."""
    about = target(database, project, platform)
    if scaffold_wanted:
        with about, about.connect(purpose="check", read_only=True) as connection:
            snapshot = read_snapshot(connection)
        names = [ref.path[0] for ref in snapshot.objects if ref.kind == "schema"]
        wanted = schemas or [name for name in ("public",) if name in names]
        click.echo(scaffold(snapshot, None, [name for name in wanted if name not in exclude_schemas]), nl=False)
        return 0
    path = spec or about.configuration.expected_state
    if not path.exists():
        raise SchemaError(
            "There is no such file.",
            where=_shown(path),
            remedy="Write one from the database as it is: `differ check --scaffold > expected_state.yaml`.",
        )
    assertions = load_spec(path, shown=_shown(path))
    with about, progress_shown() as progress:
        progress("checking the database")
        with about.connect(purpose="check") as connection:
            named = about.configuration.platform
            where = platform_named(named) if named else None
            if lint_baseline:
                click.echo(keep_known_findings(connection, assertions, platform=where))
                return 0
            report = check(
                connection,
                assertions,
                platform=where,
                allow_writes=about.is_local or allow_writes_rolled_back,
                drift=partial(drift_of, about),
            )
    if as_json:
        click.echo(report_json(report), nl=False)
    else:
        console = output()
        console.print(f"Database: {about.describe()}", markup=False, highlight=False)
        show_report(report, console, verbose=verbose)
    return report.exit_code


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
