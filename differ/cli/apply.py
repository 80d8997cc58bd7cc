"""`differ apply`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from differ.applying.apply import apply_lock, require_allowed, require_proof, require_same_state, run_plan
from differ.catalog import read_snapshot
from differ.cli.shared import output, progress_shown, target
from differ.errors import ApplyFailed, Refused
from differ.fingerprint import fingerprint
from differ.planning.documents import from_json
from differ.plans import fingerprint_of, plan_target
from differ.reports.plan_text import show_plan
from differ.scope import in_scope

if TYPE_CHECKING:
    import psycopg
    from rich.console import Console

    from differ.model import Step
    from differ.planning.plan import Plan
    from differ.targets import Target


def run_apply_command(
    *,
    database: str | None,
    project: Path | None,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
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
    about = target(database, project, platform, lock_timeout=lock_timeout, statement_timeout=statement_timeout)
    refuse_pooler(about)
    with about, ExitStack() as stack:
        connection = stack.enter_context(about.connect(purpose="apply"))
        if file is not None:
            plan = from_json(file.read_text(encoding="utf-8"), name=str(file))
        else:
            with progress_shown() as progress:
                plan = plan_target(
                    about,
                    connection,
                    rehearse=not no_rehearsal,
                    schemas=schemas,
                    exclude_schemas=exclude_schemas,
                    progress=progress,
                ).plan
        show_plan(plan, console, verbose=verbose)
        if not plan.steps:
            return 0
        if not no_rehearsal:
            require_proof(plan)
        require_allowed(plan, allowed)
        _ask(yes)
        _apply(about, connection, plan, console)
    return 0


def refuse_pooler(about: Target) -> None:
    """A transaction pooler keeps neither locks nor settings, so nothing may be applied through it."""
    hint = about.address.session_address_hint() if about.address is not None else None
    if hint is not None:
        raise Refused(
            "this address is a transaction pooler, where no lock and no setting lasts; nothing was changed", remedy=hint
        )


def _ask(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("nobody is there to ask, and nothing was changed", remedy="Say --yes (or `make apply YES=1`).")
    if not click.confirm("\nApply this plan?"):
        raise Refused("nothing was changed", remedy="You said no.")


def _apply(about: Target, connection: psycopg.Connection[Any], plan: Plan, console: Console) -> None:
    settings = about.configuration
    with about.connect(purpose="hold the apply lock") as guard, apply_lock(guard):
        found = read_snapshot(connection)
        platform = about.platform(found)
        require_same_state(fingerprint_of(found, platform, plan), plan)
        console.print()
        run_plan(
            connection,
            plan,
            lock_timeout=settings.lock_timeout,
            statement_timeout=settings.statement_timeout,
            report=_Reporter(console),
        )
        after = read_snapshot(connection)
        reached, _ = in_scope(after, after, platform, schemas=plan.schemas, exclude_schemas=plan.exclude_schemas)
    console.print()
    if fingerprint(reached) != plan.desired_fingerprint:
        raise ApplyFailed(
            "every step ran and was committed, but the database is not yet what was described",
            remedy="Run `differ plan` to see what is left.",
        )
    console.print("Applied: the database is as described, and a new plan would be empty.", style="green")


class _Reporter:
    """One line per object, as its steps are done."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: object = None

    def __call__(self, step: Step) -> None:
        if step.ref == self._shown:
            return
        self._shown = step.ref
        text = f"  {step.action} {step.ref.kind} {'.'.join(step.ref.path)}"
        self._console.print(text, markup=False)
