"""A target and a description → a proven plan. Everything that `differ plan` and `differ apply` have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from differ.catalog import read_snapshot
from differ.desired import Scratch, differences_between, run_steps
from differ.diagnosis import diagnose
from differ.errors import RehearsalRefused
from differ.fingerprint import fingerprint
from differ.model import Ref, Snapshot
from differ.planning.plan import Plan, SeedSummary, agreed, make_plan, with_rows
from differ.renames.finding import find_renames
from differ.renames.looks import with_look_alikes
from differ.renames.running import after_renames, with_renames
from differ.scope import in_scope, is_asked_for

if TYPE_CHECKING:
    import psycopg

    from differ.platforms import Platform
    from differ.renames.rename import Rename
    from differ.seeds import SeedChange
    from differ.targets import Target

Progress = Callable[[str], None]


# A clone has no rows but those that the plan changes: what they refer to, or a trigger looks up, is not there.
_MAY_MISS_ROWS = ("23001", "23503", "P0001")
_NOT_REHEARSED = "the changes to reference rows were not rehearsed: they need rows that only the live database has"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and what it was made from; `desired` is what the live database is to be."""

    plan: Plan
    live: Snapshot
    desired: Snapshot
    platform: Platform
    seed_changes: tuple[SeedChange, ...]
    renamed: bool = False  # whether some object goes on under another name


def nothing_to_report(_: str) -> None:
    """Progress that nobody watches."""


def plan_target(
    target: Target,
    connection: psycopg.Connection[Any],
    *,
    rehearse: bool = True,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
    renames: Sequence[str] = (),
    found: Snapshot | None = None,
    progress: Progress = nothing_to_report,
    opinion: Callable[[Scratch, str, str], tuple[str, ...]] | None = None,
    make_scratch: Callable[..., Scratch] = Scratch,
) -> Planned:
    """Plan what turns the target into what schema/ and schema/seeds describe.

    `renames` are pairs OLD=NEW beside those that the schema hints at. `found` saves reading the database again.
    `opinion` is asked for a second one, with the databases of the rehearsed clone and of the desired state.
    `make_scratch` takes what Scratch takes; who plans often can lend it a server that runs already.
    """
    settings = target.configuration
    if found is None:
        progress("reading the live database")
        found = read_snapshot(connection, settings.scopes)
    platform = target.platform(found)
    scratch_for = make_scratch(platform, found, explicit=settings.postgres, scopes=found.scopes)
    with scratch_for as scratch, ExitStack() as stack:
        progress("loading the schema into a scratch database")
        described = scratch.described(settings.schema)
        asked = schemas or settings.schemas
        excluded = exclude_schemas or settings.exclude_schemas
        live, desired = in_scope(found, described, platform, schemas=asked, exclude_schemas=excluded)
        progress("comparing")
        renamed, left = find_renames(scratch.hinted, renames, live, desired)
        renaming, before, renamed = after_renames(renamed, live, desired, scratch, asked, excluded)
        plan = make_plan(
            before,
            desired,
            database=target.describe(),
            platform=platform.name,
            warnings=(*scratch.warnings, *left),
            schemas=tuple(asked),
            exclude_schemas=tuple(excluded),
        )
        plan = with_look_alikes(plan, before, desired)
        changes: list[SeedChange] = []
        if settings.seeds.is_dir():
            progress("comparing reference rows")

            @cache
            def connect_desired() -> psycopg.Connection[Any]:
                return stack.enter_context(scratch.connect(scratch.database(settings.schema)))

            ground = scratch.key(settings.schema)
            changes = _seed_changes(target, plan, connect_desired, connection, live, desired, ground, renamed)
            plan = _with_seeds(plan, changes, before, desired)
        plan = with_renames(plan, renamed, renaming, desired)
        plan = replace(plan, live_fingerprint=fingerprint_of(found, platform, plan))
        if rehearse and (plan.steps or opinion is not None):
            progress("rehearsing the plan on a clone")
            rows = _rows_to_rehearse(changes, connection, live)
            database = "" if opinion is None else scratch.database(settings.schema)
            plan = rehearsed(plan, scratch, live, desired, database, opinion, rows)
    return Planned(plan, live, agreed(before, desired), platform, tuple(changes), bool(renamed))


def _seed_changes(
    target: Target,
    plan: Plan,
    connect_desired: Callable[[], psycopg.Connection[Any]],
    connection: psycopg.Connection[Any],
    live: Snapshot,
    desired: Snapshot,
    ground: tuple[object, ...] | None,
    renamed: Sequence[Rename],
) -> list[SeedChange]:
    """What differs in the reference rows of the tables in scope; those of a table that is made again all come back."""
    from differ.seeds import compare_seeds, read_seeds

    seeds = read_seeds(target.configuration.seeds, environment=target.environment)
    asked = [seed for seed in seeds if is_asked_for(seed.table[0], plan.schemas, plan.exclude_schemas)]
    # The rows are still under the former names; the next plan compares them.
    refs = [ref for rename in renamed for ref in (rename.old, rename.new)]
    moving = {path for ref in refs for path in (ref.path, ref.path[:-1])}
    asked = [seed for seed in asked if seed.table not in moving]
    gone = {ref for step in plan.steps for ref in step.drops}
    return compare_seeds(asked, connect_desired, connection, live, desired, gone=gone, ground=ground)


def _with_seeds(plan: Plan, changes: Sequence[SeedChange], live: Snapshot, desired: Snapshot) -> Plan:
    from differ.seeds import seed_steps

    changed = {Ref("table", change.table) for change in changes}
    plan = with_rows(plan, live, desired, seed_steps(changes, desired), changed)
    return replace(plan, seeds=tuple(seed_summary(change) for change in changes))


def _rows_to_rehearse(
    changes: Sequence[SeedChange], connection: psycopg.Connection[Any], live: Snapshot
) -> tuple[str, ...]:
    if not changes:
        return ()
    from differ.seeds import rows_to_rehearse

    return rows_to_rehearse(changes, connection, live)


def fingerprint_of(found: Snapshot, platform: Platform, plan: Plan) -> str:
    """The fingerprint of a live database read whole, as the plan's scope sees it."""
    live, _ = in_scope(found, found, platform, schemas=plan.schemas, exclude_schemas=plan.exclude_schemas)
    return fingerprint(live)


def rehearsed(
    plan: Plan,
    scratch: Scratch,
    live: Snapshot,
    desired: Snapshot,
    desired_database: str = "",
    opinion: Callable[[Scratch, str, str], tuple[str, ...]] | None = None,
    rows: Sequence[str] | None = (),
) -> Plan:
    """The plan, run on a clone of the live structure and compared with the desired state.

    `rows` are the statements that put the reference rows into the clone as they are; None: rehearse without rows.
    """
    import psycopg

    try:
        clone = scratch.clone(live, rows or ())
    except RehearsalRefused as refusal:
        return replace(plan, proven=False, findings=(refusal.message,))
    except psycopg.Error:
        if not rows:
            raise
        plan = replace(plan, warnings=(*plan.warnings, _NOT_REHEARSED))
        return rehearsed(plan, scratch, live, desired, desired_database, opinion, None)
    steps = [step for step in plan.steps if rows is not None or step.ref.kind != "seed"]
    with scratch.connect(clone) as connection:
        try:
            run_steps(connection, steps)
        except psycopg.Error as error:
            if plan.seeds and rows is not None and error.sqlstate in _MAY_MISS_ROWS:
                plan = replace(plan, warnings=(*plan.warnings, _NOT_REHEARSED))
                return rehearsed(plan, scratch, live, desired, desired_database, opinion, None)
            notes = "; ".join(getattr(error, "__notes__", ()))
            message, remedy = diagnose(error, doing=notes)
            return replace(plan, proven=False, findings=tuple(filter(None, (message, remedy))))
        reached, wanted = in_scope(
            scratch.read(connection),
            desired,
            scratch.platform,
            schemas=plan.schemas,
            exclude_schemas=plan.exclude_schemas,
        )
    findings = differences_between(reached, wanted)
    opinions = None if opinion is None else opinion(scratch, clone, desired_database)
    return replace(plan, proven=not findings, findings=tuple(findings), opinions=opinions)


def seed_summary(change: SeedChange) -> SeedSummary:
    """How many rows of which table, with a few of them in words."""
    from differ.seeds import seed_samples

    return SeedSummary(
        change.table, len(change.inserts), len(change.updates), len(change.deletes), tuple(seed_samples(change))
    )
