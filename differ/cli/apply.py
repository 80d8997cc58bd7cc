"""`differ apply`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from differ.applying.converge import converge, refuse_pooler, require_leave
from differ.cli.shared import confirm, output, progress_shown, require_schema, target
from differ.planning.documents import read_plan
from differ.plans import plan_target
from differ.reports.plan_text import show_plan

if TYPE_CHECKING:
    from rich.console import Console

    from differ.model import Step


def run_apply_command(
    *,
    database: str | None,
    project: Path | None,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    renames: tuple[str, ...],
    roles: bool,
    database_settings: bool,
    file: Path | None,
    yes: bool,
    allowed: tuple[str, ...],
    no_rehearsal: bool,
    lock_timeout: str | None,
    statement_timeout: str | None,
    verbose: bool,
) -> int:
    """Plan or read the plan, ask, apply, read again; the exit code."""
    console = output()
    about = target(
        database,
        project,
        platform,
        lock_timeout=lock_timeout,
        statement_timeout=statement_timeout,
        roles=roles,
        database_settings=database_settings,
    )
    refuse_pooler(about)
    if file is None:
        require_schema(about.configuration)
    with about, ExitStack() as stack:
        connection = stack.enter_context(about.connect(purpose="apply"))
        if file is not None:
            plan = read_plan(file)
        else:
            with progress_shown() as progress:
                plan = plan_target(
                    about,
                    connection,
                    rehearse=not no_rehearsal,
                    schemas=schemas,
                    exclude_schemas=exclude_schemas,
                    renames=renames,
                    progress=progress,
                ).plan
        show_plan(plan, console, verbose=verbose)
        if not plan.steps and file is None:
            return 0
        require_leave(plan, allowed, proof=not no_rehearsal)
        if plan.steps:
            confirm("\nApply this plan?", yes=yes, consent="Say --yes (or `make apply YES=1`).")
            console.print()
        converge(about, connection, plan, allowed=allowed, proof=not no_rehearsal, report=_Reporter(console))
        if not plan.steps:
            return 0
        console.print()
        console.print("Applied: the database is as described, and a new plan would be empty.", style="green")
    return 0


class _Reporter:
    """One line per object, as its steps are done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: object = None

    def __call__(self, step: Step) -> None:
        settles = not (step.makes or step.alters or step.drops) and step.ref.kind != "seed"
        if step.ref == self._shown or settles:  # owner, privileges and comment go without saying
            return
        self._shown = step.ref
        text = f"  {step.action} {step.ref.kind} {step.name}"
        self._console.print(text, markup=False)
