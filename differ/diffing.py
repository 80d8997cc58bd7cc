"""Any two databases or descriptions → a plan, with no project around."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from differ.addresses import find_address
from differ.catalog import read_snapshots
from differ.configuration import Configuration, load_configuration
from differ.errors import SchemaError, UsageError
from differ.kinds import discover
from differ.model import Snapshot, Step
from differ.platforms import Platform, platform_named, recognise
from differ.redaction import redact
from differ.targets import Target

if TYPE_CHECKING:
    import psycopg

    from differ.desired import Scratch
    from differ.planning.plan import Plan
    from differ.renames.hints import Hinted

_SUPABASE_NAMES = re.compile(r'(?:role|schema) "(?:anon|authenticated|service_role|auth|storage|extensions|realtime)"')


def diff_sides(
    live: str,
    desired: str,
    *,
    platform: str | None = None,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
    rehearse: bool = False,
    renames: Sequence[str] = (),
    roles: bool = False,
    database_settings: bool = False,
) -> Plan:
    """The plan that turns the first side into the second.

    A side is a database URL or conninfo, a .sql file, a folder of .sql files, or `local`. `renames` are pairs OLD=NEW
    beside those that the files of the second side hint at. `roles` and `database_settings` compare these as well.
    """
    settings = load_configuration(Path.cwd())
    settings = replace(
        settings, roles=roles or settings.roles, database_settings=database_settings or settings.database_settings
    )
    with ExitStack() as stack:
        found, wanted, chosen, warnings, hinted = _read_both(live, desired, platform, settings, stack)
        from differ.narrowing import narrowed
        from differ.planning.plan import make_plan
        from differ.renames.finding import find_renames
        from differ.renames.looks import with_look_alikes
        from differ.scope import in_scope

        before, after = in_scope(found, wanted, chosen, schemas=schemas, exclude_schemas=exclude_schemas)
        renamed, left = find_renames(hinted, renames, before, after)
        renaming: list[Step] = []
        start = before
        if renamed:
            from differ.desired import Scratch
            from differ.renames.running import after_renames

            with Scratch(chosen, found, explicit=settings.postgres, scopes=settings.scopes) as scratch:
                renaming, start, renamed = after_renames(renamed, before, after, scratch, schemas, exclude_schemas)
        start, after = (start, after) if rehearse or renamed else narrowed(start, after)
        plan = make_plan(
            start,
            after,
            database=redact(live),
            platform=chosen.name,
            to_be_applied=False,
            summarised=False,
            warnings=(*warnings, *left),
            schemas=tuple(schemas),
            exclude_schemas=tuple(exclude_schemas),
        )
        plan = with_look_alikes(plan, start, after)
        if renamed:
            from differ.renames.running import with_renames

            plan = with_renames(plan, renamed, renaming, after)
        if rehearse and plan.steps:
            from differ.desired import Scratch
            from differ.plans import rehearsed

            with Scratch(chosen, found, explicit=settings.postgres, scopes=settings.scopes) as scratch:
                plan = rehearsed(plan, scratch, before, after)
        return plan


def _read_both(
    live: str, desired: str, platform: str | None, settings: Configuration, stack: ExitStack
) -> tuple[Snapshot, Snapshot, Platform, list[str], tuple[Hinted, ...]]:
    """Both snapshots, side by side where both are databases; the first's platform; warnings; the second's hints.

    The connections that the snapshots need stay open as long as the stack.
    """
    sides = (live, desired)
    paths = [_path(side) for side in sides]
    databases = [i for i in (0, 1) if paths[i] is None]
    connections = _connect([sides[i] for i in databases], settings, stack)
    read = read_snapshots(connections, settings.scopes, meanwhile=_import_planning)
    snapshots = dict(zip(databases, read, strict=True))
    model = snapshots.get(0) or snapshots.get(1)
    chosen = platform_named(platform or "plain") if model is None else _platform(platform, settings, model)
    if len(snapshots) == 2:
        wanted, warnings = _in_words_of(snapshots[0], snapshots[1], chosen, settings)
        return snapshots[0], wanted, chosen, warnings, ()
    from differ.desired import Scratch

    with Scratch(chosen, model, explicit=settings.postgres, scopes=settings.scopes) as scratch:
        for i, path in enumerate(paths):
            if path is not None:
                snapshots[i] = _load(scratch, path, given=platform is not None or model is not None)
        return snapshots[0], snapshots[1], chosen, scratch.warnings, scratch.hinted if paths[1] else ()


def _import_planning() -> None:
    """Load what plans are made with while the servers look at their catalogs."""
    for module in ("narrowing", "planning.script", "renames.looks", "scope"):
        import_module(f"differ.{module}")


def _in_words_of(
    live: Snapshot, desired: Snapshot, platform: Platform, settings: Configuration
) -> tuple[Snapshot, list[str]]:
    """The second database's snapshot in the first one's words, where their servers are of two major versions, and
    warnings: the first one's structure is cloned on a server like the second, where there is such."""
    major = desired.server.major
    if live.server.major == major:
        return desired, []
    from differ.desired import Scratch
    from differ.servers import find_installation
    from differ.words import reworded

    judge = find_installation(major)
    if judge.major != major:
        return desired, [
            f"the first database is on PostgreSQL {live.server.major} and the second on PostgreSQL {major}, of which "
            "there is none here: what these print in different words, such as views, is planned to change"
        ]
    with Scratch(platform, live, explicit=judge.bin, scopes=settings.scopes) as scratch:
        known = len(scratch.warnings)
        return reworded(desired.settled(), scratch.words), scratch.warnings[known:]


def _load(scratch: Scratch, path: Path, *, given: bool) -> Snapshot:
    """What files describe; on nobody's word they are for plain PostgreSQL."""
    try:
        return scratch.load(path, may_be_empty=True)[1]
    except SchemaError as error:
        if not given and _SUPABASE_NAMES.search(error.message):
            raise SchemaError(
                error.message, where=error.where, remedy="If this is for Supabase, say --platform supabase."
            ) from None
        raise


def _platform(named: str | None, settings: Configuration, snapshot: Snapshot) -> Platform:
    if named or settings.platform:
        return platform_named(named or settings.platform or "plain")
    return recognise(snapshot.server.roles, [ref.path[0] for ref in snapshot.found.of_kind("schema")])


def _path(side: str) -> Path | None:
    """The file or folder that one side names; None for a database."""
    if side == "local" or "://" in side or "=" in side:
        return None
    path = Path(side)
    if not path.exists():
        shown = "what has an @ in it (not shown, for it may hold a password)" if "@" in side else side
        raise UsageError(
            f"{shown} is neither a file nor a folder nor a database URL",
            remedy="Give a postgresql:// URL, a .sql file, a folder of .sql files, or `local`.",
        )
    return path


def _connect(sides: Sequence[str], settings: Configuration, stack: ExitStack) -> list[psycopg.Connection[Any]]:
    """Connections to all sides, made at once, and the kinds meanwhile: far away it takes several round trips."""

    def connect(side: str) -> psycopg.Connection[Any]:
        address = find_address(explicit=side, folder=settings.folder, environment=os.environ)
        target = stack.enter_context(Target(settings, address))
        connection = target.connect(purpose="read", read_only=True)
        stack.callback(connection.close)  # to end the transaction would be one more round trip
        return connection

    with ThreadPoolExecutor(2) as pool:
        connecting = pool.map(connect, sides)
        discover()
        return list(connecting)
