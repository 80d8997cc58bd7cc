"""`differ check`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from differ.catalog import read_snapshot
from differ.checks.evaluate import SECONDS, check, keep_known_findings
from differ.checks.policy_coverage import coverage_line
from differ.checks.policy_coverage import policy_coverage as coverage
from differ.checks.scaffold import scaffold
from differ.checks.spec import load_spec
from differ.cli.shared import output, progress_shown, target
from differ.drift import drift_of
from differ.errors import ConfigurationError, SchemaError, UsageError
from differ.kinds.policies import Policy
from differ.platforms import platform_named
from differ.reports.check_text import show_report
from differ.reports.forms import CHECK_FORMS, Checked, CheckForm, check_as
from differ.reports.places import SchemaPlaces

if TYPE_CHECKING:
    import psycopg

    from differ.checks.findings import Report
    from differ.checks.spec import Spec
    from differ.targets import Target


def run_check_command(
    *,
    database: str | None,
    project: Path | None,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    spec: Path | None,
    form: CheckForm | None,
    as_json: bool,
    outputs: tuple[str, ...],
    scaffold_wanted: bool,
    allow_writes_rolled_back: bool,
    require_http: bool,
    policy_coverage: bool,
    lint_baseline: bool,
    verbose: bool,
) -> int:
    """Check, or write the scaffold of a file; the exit code."""
    shown: CheckForm = form or ("json" if as_json else "text")
    files = [_form_and_file(text) for text in outputs]
    about = target(database, project, platform)
    if scaffold_wanted:
        return _write_scaffold(about, schemas, exclude_schemas)
    assertions = _load(spec or about.configuration.expected_state)
    schema = about.configuration.schema
    if policy_coverage and not about.is_local:
        raise UsageError(
            "--policy-coverage replaces policies for a moment, which would lock the tables of a live database.",
            remedy="Run it on the local database: `differ check --database local --policy-coverage`.",
        )
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
                require_http=require_http,
            )
            if policy_coverage:
                progress("trying out the policies")
                report = _with_policy_coverage(report, about, connection, assertions)
            drawn = None
            if "html" in (shown, *(wanted for wanted, _ in files)):
                from differ.reports.page import draw

                progress("drawing the schema")
                drawn = draw(about, connection)
    checked = Checked(report, about.describe(), SchemaPlaces(schema, Path(_shown(schema))), drawn)
    for wanted, file in files:
        _write(file, check_as(wanted, checked, verbose=verbose))
    _show(checked, shown, verbose)
    return report.exit_code


def _write_scaffold(about: Target, schemas: tuple[str, ...], exclude_schemas: tuple[str, ...]) -> int:
    with about, about.connect(purpose="check", read_only=True) as connection:
        snapshot = read_snapshot(connection)
    names = [ref.path[0] for ref in snapshot.objects if ref.kind == "schema"]
    wanted = schemas or [name for name in ("public",) if name in names]
    click.echo(scaffold(snapshot, None, [name for name in wanted if name not in exclude_schemas]), nl=False)
    return 0


def _load(path: Path) -> Spec:
    if not path.exists():
        raise SchemaError(
            "There is no such file.",
            where=_shown(path),
            remedy="Write one from the database as it is: `differ check --scaffold > expected_state.yaml`.",
        )
    return load_spec(path, shown=_shown(path))


def _show(checked: Checked, form: CheckForm, verbose: bool) -> None:
    if form != "text":
        click.echo(check_as(form, checked, verbose=verbose), nl=False)
        return
    console = output()
    console.print(f"Database: {checked.database}", markup=False, highlight=False)
    show_report(checked.report, console, verbose=verbose)


def _form_and_file(text: str) -> tuple[CheckForm, Path]:
    """What `--output FORMAT=FILE` says; UsageError where it does not."""
    name, equals, file = text.partition("=")
    form = next((form for form in CHECK_FORMS if form == name), None)
    if form is None or not equals or not file:
        raise UsageError(
            f"--output {text} is not understood",
            remedy=f"Say FORMAT=FILE, for instance junit=check.xml; the formats are {', '.join(CHECK_FORMS)}.",
        )
    return form, Path(file)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"the report cannot be saved as {file}: {error.strerror}",
            remedy="Name a file in a folder that you may write to.",
        ) from None


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _with_policy_coverage(
    report: Report, about: Target, connection: psycopg.Connection[Any], assertions: Spec
) -> Report:
    covered = coverage(connection, assertions, _own_policies(about, connection), seconds=SECONDS)
    return replace(report, findings=(*report.findings, *covered), notes=(*report.notes, coverage_line(covered)))


def _own_policies(about: Target, connection: psycopg.Connection[Any]) -> list[Policy]:
    """The policies that the platform does not manage."""
    snapshot = read_snapshot(connection)
    platform = about.platform(snapshot)
    policies = (item for item in snapshot.objects.values() if isinstance(item, Policy))
    return [policy for policy in policies if not platform.is_managed(policy.ref, snapshot)]
