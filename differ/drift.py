"""How a database differs from schema/, in words: nothing is planned, nothing is rehearsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.checks.base import Drifted
from differ.compare import compare
from differ.desired import Scratch
from differ.planning.plan import REBUILT, make_plan
from differ.scope import in_scope

if TYPE_CHECKING:
    from differ.model import Snapshot
    from differ.planning.plan import Summary, SummaryAction
    from differ.platforms import Platform
    from differ.targets import Target


def drift_of(target: Target, found: Snapshot) -> list[Drifted]:
    """The objects of the target's database that are not as schema/ describes them."""
    settings = target.configuration
    platform = target.platform(found)
    with Scratch(platform, found, explicit=settings.postgres) as scratch:
        described = scratch.described(settings.schema)
    live, desired = in_scope(
        found, described, platform, schemas=settings.schemas, exclude_schemas=settings.exclude_schemas
    )
    return drift_between(live, desired, platform)


def drift_between(live: Snapshot, desired: Snapshot, platform: Platform) -> list[Drifted]:
    """The objects that differ, in words; parts of what is missing go without saying."""
    if not any(True for _ in compare(live, desired)):
        return []
    plan = make_plan(live, desired, database="", platform=platform.name, to_be_applied=False)
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
