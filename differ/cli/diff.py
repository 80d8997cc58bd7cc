"""`differ diff`: SQL and nothing but SQL on standard output, between any two databases or descriptions."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from differ.addresses import find_address
from differ.catalog import read_snapshot
from differ.configuration import Configuration, load_configuration
from differ.desired import Scratch
from differ.errors import RehearsalRefused, UsageError
from differ.model import Snapshot
from differ.planning.plan import Plan, make_plan
from differ.planning.script import script
from differ.plans import rehearsed
from differ.platforms import Platform, platform_named, recognise
from differ.redaction import redact
from differ.scope import in_scope
from differ.targets import Target


def run_diff_command(
    *,
    live: str,
    desired: str,
    platform: str | None,
    schemas: tuple[str, ...],
    exclude_schemas: tuple[str, ...],
    exit_code: bool,
    rehearse: bool,
    strict: bool,
) -> int:
    """Print the script; the exit code."""
    settings = load_configuration(Path.cwd())
    found, wanted, chosen = _both(live, desired, platform, settings)
    before, after = in_scope(found, wanted, chosen, schemas=schemas, exclude_schemas=exclude_schemas)
    plan = make_plan(
        before, after, database=redact(live), platform=chosen.name, schemas=schemas, exclude_schemas=exclude_schemas
    )
    if rehearse and plan.steps:
        with Scratch(chosen, found, explicit=settings.postgres) as scratch:
            plan = rehearsed(plan, scratch, before, after)
    click.echo(script(plan.steps), nl=False)
    unseen = sorted({*plan.not_compared, *after.not_compared})
    for line in unseen:
        print(redact(f"not compared: {line}"), file=sys.stderr)
    if plan.proven is False:
        raise RehearsalRefused("the SQL does not reach the desired state on a clone:\n" + _lines(plan))
    if strict and unseen:
        return 3
    return 2 if exit_code and plan.steps else 0


def _lines(plan: Plan) -> str:
    return "\n".join(f"  {finding}" for finding in plan.findings)


def _both(
    live: str, desired: str, platform: str | None, settings: Configuration
) -> tuple[Snapshot, Snapshot, Platform]:
    """Both snapshots, read side by side where both are databases, and the platform of the first."""
    sides = [_path(live), _path(desired)]
    if sides == [None, None]:
        with ThreadPoolExecutor(2) as pool:
            found, wanted = pool.map(lambda side: _read(side, settings), (live, desired))
        return found, wanted, _platform(platform, settings, found)
    first: Snapshot | None = _read(live, settings) if sides[0] is None else None
    second: Snapshot | None = _read(desired, settings) if sides[1] is None else None
    model = first or second
    chosen = platform_named(platform or "plain") if model is None else _platform(platform, settings, model)
    with Scratch(chosen, model, explicit=settings.postgres) as scratch:
        if first is None and sides[0] is not None:
            first = scratch.load(sides[0], may_be_empty=True)[1]
        if second is None and sides[1] is not None:
            second = scratch.load(sides[1], may_be_empty=True)[1]
        for warning in scratch.warnings:
            print(redact(f"Warning: {warning}"), file=sys.stderr)
    assert first is not None
    assert second is not None
    return first, second, chosen


def _platform(named: str | None, settings: Configuration, snapshot: Snapshot) -> Platform:
    if named or settings.platform:
        return platform_named(named or settings.platform or "plain")
    return recognise(snapshot.server.roles, [ref.path[0] for ref in snapshot.objects if ref.kind == "schema"])


def _path(side: str) -> Path | None:
    """The file or folder that one side names; None for a database."""
    if side == "local" or "://" in side or "=" in side:
        return None
    path = Path(side)
    if not path.exists():
        raise UsageError(
            f"{side} is neither a file nor a folder nor a database URL",
            remedy="Give a postgresql:// URL, a .sql file, a folder of .sql files, or `local`.",
        )
    return path


def _read(side: str, settings: Configuration) -> Snapshot:
    address = find_address(explicit=side, folder=settings.folder, environment=dict[str, Any](os.environ))
    target = Target(settings, address)
    with target, target.connect(purpose="read", read_only=True) as connection:
        return read_snapshot(connection)
