"""`differ plan`."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from differ.cli.shared import output, progress_shown, require_schema, target
from differ.planning.documents import save_plan, to_json
from differ.planning.script import plan_script
from differ.plans import Planned, plan_target
from differ.reports.plan_text import show_plan


def run_plan_command(
    *,
    database: str | None,
    project: Path | None,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    renames: tuple[str, ...],
    roles: bool,
    database_settings: bool,
    form: str | None,
    named_form: str | None,
    out: Path | None,
    no_rehearsal: bool,
    engine: str,
    second_opinion: bool,
    strict: bool,
    exit_code: bool,
    verbose: bool,
) -> int:
    """Plan, show and save; the exit code."""
    about = target(database, project, platform, roles=roles, database_settings=database_settings)
    require_schema(about.configuration)
    asked = schemas or about.configuration.schemas
    excluded = exclude_schemas or about.configuration.exclude_schemas
    opinion = None
    if second_opinion:
        from differ.engines import migra

        opinion = partial(migra.second_opinion, schemas=asked, exclude_schemas=excluded)
    with about, progress_shown() as progress:
        if engine == "migra":
            from differ.engines.migra import migra_script

            with about.connect(purpose="plan", read_only=True) as connection:
                sql = migra_script(about, connection, schemas=asked, exclude_schemas=excluded)
            click.echo(sql, nl=False)
            return 2 if exit_code and sql else 0
        with about.connect(purpose="plan", read_only=True) as connection:
            planned = plan_target(
                about,
                connection,
                rehearse=not no_rehearsal,
                schemas=asked,
                exclude_schemas=excluded,
                renames=renames,
                progress=progress,
                opinion=opinion,
            )
    _show(planned, named_form or form, out, verbose)
    if planned.plan.proven is False or (strict and planned.plan.not_compared):
        return 3
    return 2 if exit_code and planned.plan.steps else 0


def _show(planned: Planned, form: str | None, out: Path | None, verbose: bool) -> None:
    if out is not None:
        save_plan(planned.plan, out)
    if form == "json":
        click.echo(to_json(planned.plan), nl=False)
    elif form == "sql":
        click.echo(plan_script(planned.plan), nl=False)
    elif form == "markdown":
        from differ.reports.plan_markdown import plan_markdown

        click.echo(plan_markdown(planned.plan), nl=False)
    else:
        console = output()
        show_plan(planned.plan, console, verbose=verbose)
        if out is not None:
            console.print(f"Saved as {out}: `differ apply {out}` applies exactly this.", markup=False)
