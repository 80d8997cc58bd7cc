"""How a database differs from schema/, in words: nothing is planned, nothing is rehearsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from differ.checks.base import Drifted
from differ.errors import DifferError
from differ.remembering import files_digest, remembered

if TYPE_CHECKING:
    import psycopg

    from differ.desired import Scratch
    from differ.model import Snapshot
    from differ.planning.plan import Plan, Summary, SummaryAction
    from differ.plans import Planned
    from differ.platforms import Platform
    from differ.targets import Target


class Drift:
    """How a target's database differs from schema/; asked again, it keeps what the files describe until they change.

    With a `connection` all of it is planned, for those who show the plan too: `planned` has it then, or what kept it
    from being made.
    """

    def __init__(self, target: Target, connection: psycopg.Connection[Any] | None = None) -> None:
        self.planned: Planned | DifferError | None = None
        self._target = target
        self._connection = connection
        self._kept: tuple[object, Snapshot] | None = None

    def __call__(self, found: Snapshot) -> list[Drifted]:
        """The objects of the target's database, as it was found, that are not as schema/ describes them."""
        if self._connection is not None:
            return self._of_plan(self._connection, found)
        key = self._key(found)
        return self._compared(found) if key is None else remembered(key, lambda: self._compared(found))

    def _key(self, found: Snapshot) -> tuple[object, ...] | None:
        """Everything that the answer depends on; None where that cannot be told."""
        from differ.servers import find_installation

        settings, rows = self._target.configuration, found.found.digest()
        files = files_digest(settings.schema)
        if rows is None or files is None:
            return None
        platform = self._target.platform(found)
        installation = find_installation(found.server.major, explicit=settings.postgres)
        return (
            ("drift", rows, found.server, found.scopes, files, settings.schemas),
            (
                settings.exclude_schemas,
                str(installation.bin),
                installation.version,
                platform.name,
                platform.baseline_key,
            ),
        )

    def _compared(self, found: Snapshot) -> list[Drifted]:
        from differ.desired import Scratch
        from differ.scope import in_scope

        settings = self._target.configuration
        platform = self._target.platform(found)
        with Scratch(platform, found, explicit=settings.postgres, scopes=found.scopes) as scratch:
            described = self._described(scratch)
        live, desired = in_scope(
            found, described, platform, schemas=settings.schemas, exclude_schemas=settings.exclude_schemas
        )
        return drift_between(live, desired, platform)

    def _described(self, scratch: Scratch) -> Snapshot:
        schema = self._target.configuration.schema
        key = scratch.key(schema)
        if key is None or self._kept is None or self._kept[0] != key:
            self._kept = key, scratch.described(schema)
        return self._kept[1]

    def _of_plan(self, connection: psycopg.Connection[Any], found: Snapshot) -> list[Drifted]:
        from differ.plans import plan_target

        try:
            self.planned = planned = plan_target(self._target, connection, rehearse=False, found=found)
        except DifferError as error:
            self.planned = error
            raise
        # What is renamed has one name in the database and another in the files, whatever a plan does about it.
        again = planned.renamed
        return drift_between(planned.live, planned.desired, planned.platform) if again else _drifted(planned.plan)


def drift_between(live: Snapshot, desired: Snapshot, platform: Platform) -> list[Drifted]:
    """The objects that differ, in words; parts of what is missing go without saying."""
    from differ.compare import compare
    from differ.planning.plan import make_plan

    if not any(True for _ in compare(live, desired)):
        return []
    return _drifted(make_plan(live, desired, database="", platform=platform.name, to_be_applied=False))


def _drifted(plan: Plan) -> list[Drifted]:
    from differ.planning.plan import REBUILT

    whole: set[tuple[tuple[str, ...], SummaryAction]] = {
        (one.ref.path, one.action) for one in plan.summaries if one.action in ("create", "drop")
    }
    return [_told(one) for one in plan.summaries if one.details != (REBUILT,) and not _is_part(one, whole)]


def _is_part(summary: Summary, whole: set[tuple[tuple[str, ...], SummaryAction]]) -> bool:
    """Whether what it belongs to, a relation or a schema, is as missing or as new as itself."""
    holders = {summary.group, summary.group[:1]} - {summary.ref.path}
    return summary.inside or any((holder, summary.action) in whole for holder in holders)


def _told(summary: Summary) -> Drifted:
    name = f"{summary.ref.kind} {summary.name}"
    if summary.action == "create":
        return Drifted(name, "as schema/ describes it", "it is missing")
    if summary.action == "drop":
        return Drifted(name, "not there: schema/ does not describe it", "it is there")
    expected, found = [], []
    granted = [detail for detail in summary.details if detail.startswith(("grant ", "revoke "))]
    for detail in summary.details:
        if granted and detail.startswith("privileges: "):
            continue
        before, arrow, after = detail.partition(" → ")
        word, _, rest = before.partition(" ")
        if arrow:
            found.append(before)
            expected.append(f"{before.partition(': ')[0]}: {after}")
        elif word in ("grant", "revoke"):
            (expected if word == "grant" else found).append(rest)
        else:
            expected.append(detail)
    return Drifted(name, "; ".join(expected) or "not granted", "; ".join(found) or "not granted")
