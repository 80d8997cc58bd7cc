"""differ from Python: the same as the command line, with values instead of text.

>>> import differ
>>> plan = differ.plan("postgresql://localhost/app", project="path/to/project")
>>> plan.steps[0].sql
>>> differ.apply(plan, "postgresql://localhost/app", project="path/to/project")
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from differ.configuration import load_configuration
from differ.planning.plan import Plan
from differ.targets import Target, find_target


def plan(
    database: str | None = None,
    *,
    project: str | Path | None = None,
    platform: str | None = None,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
    roles: bool = False,
    database_settings: bool = False,
    rehearse: bool = True,
) -> Plan:
    """The plan that turns the database into what the project's schema/ describes; an empty one has no steps.

    `database` is a URL or conninfo, "local", or None to look for an address as the command line does. `project` is the
    folder with schema/ and differ.yaml, by default the current one. `roles` and `database_settings` compare these as
    well. Raises DifferError.
    """
    from differ.plans import plan_target

    with (
        _target(database, project, platform, roles=roles, database_settings=database_settings) as target,
        target.connect(purpose="plan", read_only=True) as connection,
    ):
        return plan_target(target, connection, rehearse=rehearse, schemas=schemas, exclude_schemas=exclude_schemas).plan


def apply(
    plan: Plan,
    database: str | None = None,
    *,
    project: str | Path | None = None,
    platform: str | None = None,
    allow_drop: Sequence[str] = (),
) -> None:
    """Run a plan on the database that it was made for; all or nothing wherever PostgreSQL allows.

    Raises Refused (nothing was changed) when the database has moved, data would be lost that `allow_drop` does not
    name, or the rehearsal failed; ApplyFailed when a statement failed.
    """
    from differ.applying.converge import converge

    with _target(database, project, platform) as target, target.connect(purpose="apply") as connection:
        converge(target, connection, plan, allowed=allow_drop)


def diff(
    live: str | Path,
    desired: str | Path,
    *,
    platform: str | None = None,
    roles: bool = False,
    database_settings: bool = False,
) -> str:
    """The SQL that turns the first into the second, "" where they do not differ.

    Each is a database URL, a .sql file, a folder of .sql files, or "local".
    """
    from differ.diffing import diff_sides
    from differ.planning.script import script

    plan = diff_sides(str(live), str(desired), platform=platform, roles=roles, database_settings=database_settings)
    return script(plan.steps)


def _target(
    database: str | None,
    project: str | Path | None,
    platform: str | None,
    *,
    roles: bool = False,
    database_settings: bool = False,
) -> Target:
    settings = load_configuration(Path(project) if project is not None else Path.cwd())
    if platform is not None:
        settings = replace(settings, platform="supabase" if platform == "supabase" else "plain")
    settings = replace(
        settings, roles=roles or settings.roles, database_settings=database_settings or settings.database_settings
    )
    return find_target(settings, database)
