"""`differ check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from differ.catalog import read_snapshot
from differ.checks.evaluate import keep_known_findings
from differ.checks.scaffold import scaffold
from differ.cli.checking import Checking, Wishes, load
from differ.cli.shared import output, progress_shown, target
from differ.errors import ConfigurationError, UsageError
from differ.platforms import platform_named
from differ.reports.check_text import show_report
from differ.reports.forms import CHECK_FORMS, Checked, CheckForm, check_as

if TYPE_CHECKING:
    from differ.checks.findings import Report
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
    watch: int | None,
    verbose: bool,
) -> int:
    """Check, once or again and again, or write the scaffold of a file; the exit code."""
    shown: CheckForm = form or ("json" if as_json else "text")
    files = [_form_and_file(text) for text in outputs]
    if watch is not None and (scaffold_wanted or lint_baseline):
        raise UsageError("--watch repeats a check; it does not go together with --scaffold or --lint-baseline.")
    about = target(database, project, platform)
    if scaffold_wanted:
        return _write_scaffold(about, schemas, exclude_schemas)
    path = spec or about.configuration.expected_state
    if lint_baseline:
        return _write_baseline(about, path)
    if policy_coverage and not about.is_local:
        raise UsageError(
            "--policy-coverage replaces policies for a moment, which would lock the tables of a live database.",
            remedy="Run it on the local database: `differ check --database local --policy-coverage`.",
        )
    wishes = Wishes(
        allow_writes=about.is_local or allow_writes_rolled_back,
        require_http=require_http,
        policy_coverage=policy_coverage,
        drawn="html" in (shown, *(wanted for wanted, _ in files)),
    )
    checking = Checking(about, path, wishes)
    checking.spec()
    showing = _Showing(shown, files, verbose)
    with about, checking:
        if watch is not None:
            return _watch(checking, showing, watch)
        with progress_shown() as progress:
            checked = checking.round(progress)
        showing.whole(checked)
        return checked.report.exit_code


class _Showing:
    """Where the results of a check go."""

    def __init__(self, form: CheckForm, files: list[tuple[CheckForm, Path]], verbose: bool) -> None:
        self.form = form
        self._files = files
        self._verbose = verbose

    def whole(self, checked: Checked) -> None:
        """Write the files, and show everything."""
        self._write(checked)
        if self.form != "text":
            click.echo(check_as(self.form, checked, verbose=self._verbose), nl=False)
            return
        console = output()
        console.print(f"Database: {checked.database}", markup=False, highlight=False)
        show_report(checked.report, console, verbose=self._verbose)

    def news(self, checked: Checked, before: Report, at: str) -> None:
        """Write the files, and show what is new since the check before; documents are whole each time."""
        if self.form != "text":
            self.whole(checked)
            return
        from differ.reports.check_changes import show_changes

        self._write(checked)
        show_changes(before, checked.report, at, output())

    def _write(self, checked: Checked) -> None:
        for form, file in self._files:
            _write(file, check_as(form, checked, verbose=self._verbose))


def _watch(checking: Checking, showing: _Showing, seconds: int) -> int:
    from differ.cli.watching import Clock, watch

    clock = Clock()

    def say(text: str) -> None:
        click.echo(f"{clock.now()} {text}", err=showing.form != "text")

    def check() -> Checked:
        with progress_shown() as progress:
            return checking.round(progress, say)

    def show(checked: Checked, before: Checked | None) -> None:
        if before is None:
            showing.whole(checked)
        else:
            showing.news(checked, before.report, clock.now())

    return watch(check, show, say, seconds, clock)


def _write_scaffold(about: Target, schemas: tuple[str, ...], exclude_schemas: tuple[str, ...]) -> int:
    with about, about.connect(purpose="check", read_only=True) as connection:
        snapshot = read_snapshot(connection)
    names = [ref.path[0] for ref in snapshot.objects if ref.kind == "schema"]
    wanted = schemas or [name for name in ("public",) if name in names]
    click.echo(scaffold(snapshot, None, [name for name in wanted if name not in exclude_schemas]), nl=False)
    return 0


def _write_baseline(about: Target, path: Path) -> int:
    spec = load(path)
    named = about.configuration.platform
    with about, progress_shown() as progress, about.connect(purpose="check") as connection:
        progress("running the lints")
        click.echo(keep_known_findings(connection, spec, platform=platform_named(named) if named else None))
    return 0


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
