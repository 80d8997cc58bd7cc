"""Renames are done on a clone, and what PostgreSQL makes of them is read again: expressions follow by themselves."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from differ.diagnosis import diagnose
from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Found, Object, Ref, Snapshot, Step
from differ.planning.order import ordered_steps
from differ.planning.plan import Plan, Summary
from differ.planning.planner import collect
from differ.renames.along import carried_along
from differ.renames.moves import in_order, rounds
from differ.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import psycopg

    from differ.desired import Scratch
    from differ.renames.rename import Rename


def after_renames(
    renames: Sequence[Rename],
    live: Snapshot,
    desired: Snapshot,
    scratch: Scratch,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
) -> tuple[list[Step], Snapshot, list[Rename]]:
    """The steps that rename, the live snapshot as it is after them, in scope beside the desired one, and all renames.

    What is to hold an object comes before that: a table before its columns, a schema before what moves into it.
    SchemaError where PostgreSQL refuses a rename.
    """
    if not renames:
        return [], live, []
    steps: list[Step] = []
    going = _going_first(live, desired, renames)
    left = {ref: item for ref, item in live.objects.items() if ref not in going}
    clone = scratch.clone(replace(live, found=Found(left, live.births)) if going else live)
    with scratch.connect(clone) as connection:
        first = found = scratch.read(connection)
        for together in rounds(renames, live):
            made = list(_run(_schemas_for(together, found, desired), (), connection))
            if made:
                steps += made
                found = scratch.read(connection)
            known = {(ref.kind, birth): found.objects[ref] for ref, birth in found.births.items()}
            # Its schema, its table or types in its arguments may be called otherwise by now.
            items = [(rename, known[rename.old.kind, first.births[rename.old]]) for rename in together]
            steps += _run(in_order(items, found, desired), renames, connection)
            found = scratch.read(connection)
        carried = carried_along(renames, found, desired)
        if carried:
            steps += _run(in_order([(one, found.objects[one.old]) for one in carried], found, desired), (), connection)
            found = scratch.read(connection)
        after, _ = in_scope(found, desired, scratch.platform, schemas=schemas, exclude_schemas=exclude_schemas)
    steps = [step._replace(name=_label(step.ref, after, desired)) for step in steps]
    if going:  # the plan is still to say that they go
        after = replace(after, found=Found(after.objects | going, after.births))
    after = replace(after, server=live.server, not_compared=live.not_compared, left_alone=live.left_alone)
    return steps, after, [*renames, *carried]


def _run(steps: Iterable[Step], renames: Sequence[Rename], connection: psycopg.Connection[Any]) -> Iterator[Step]:
    """Do on the clone what the plan is to do."""
    import psycopg

    for step in steps:
        try:
            connection.execute(step.sql.encode())
        except psycopg.Error as error:
            asked = next((rename for rename in renames if rename.new == step.ref), None)
            if asked is None:
                raise
            message, _ = diagnose(error, doing=f"rename {asked.old} to {'.'.join(asked.new.path)}")
            remedy = "Remove the hint or the option: then the one is dropped and the other created."
            raise SchemaError(message, remedy=remedy, where=asked.where) from error
        yield step


def _schemas_for(renames: Sequence[Rename], found: Snapshot, desired: Snapshot) -> list[Step]:
    """The steps that make the schemas which objects are to be in and nobody has made yet, and the owners of these."""
    paths = [rename.new.path for rename in renames if rename.part is None and not kind_of(rename.new).within]
    queue = [Ref("schema", path[:1]) for path in paths if len(path) > 1]
    missing: dict[Ref, Object] = {}
    while queue:
        ref = queue.pop()
        if ref not in missing and ref not in found.objects and ref in desired.objects:
            missing[ref] = desired.objects[ref]
            queue += desired.needs.get(ref, {})
    if not missing:
        return []
    needs = {
        ref: {one: how for one, how in desired.needs.get(ref, {}).items() if one in desired.objects} for ref in missing
    }
    births = {ref: desired.births[ref] for ref in missing if ref in desired.births}
    wanted = replace(
        found,
        found=Found(found.objects | missing, found.births | births),
        memo={"needs": found.needs | needs},
        find_reached=None,
    )
    return ordered_steps(collect(found, wanted))


def _label(ref: Ref, after: Snapshot, desired: Snapshot) -> str:
    item = after.objects.get(ref) or desired.objects[ref]
    return kind_of(ref).label(item)


def _going_first(live: Snapshot, desired: Snapshot, renames: Sequence[Rename]) -> dict[Ref, Object]:
    """What would act on the renames, and goes before all else."""
    renamed = {rename.old for rename in renames}
    acting = {ref: item for kind in overriding("acts") for ref, item in live.found.of_kind(kind).items()}
    return {
        ref: item
        for ref, item in acting.items()
        if ref not in desired.objects and ref not in renamed and any(step.first for step in kind_of(ref).drop(item))
    }


def with_renames(plan: Plan, renames: Sequence[Rename], steps: Sequence[Step], desired: Snapshot) -> Plan:
    """The plan with the renames before all but what would act on them and labels that have to be committed before,
    each said with the object that it is about."""
    if not renames:
        return plan
    summaries = list(plan.summaries)
    for ref in dict.fromkeys(step.ref for step in steps if step.action == "create"):
        item, kind = desired.objects[ref], kind_of(ref)
        summaries.append(Summary(ref, kind.group(item), kind.label(item), "create"))
    for rename in renames:
        told = f"renamed from {'.'.join(rename.old.path)}"
        if rename.part is not None:
            told = "{1} renamed from {0}".format(*rename.part)
        at = next((i for i, summary in enumerate(summaries) if summary.ref == rename.new), None)
        if at is None:
            item, kind = desired.objects[rename.new], kind_of(rename.new)
            summaries.append(Summary(rename.new, kind.group(item), kind.label(item), "alter", (told,)))
        else:
            summaries[at] = replace(summaries[at], details=(told, *summaries[at].details))
    renamed = {rename.new for rename in renames}
    first = list(takewhile(lambda step: step.first and step.ref not in renamed, plan.steps))
    first += _committed_before(plan.steps[len(first) :], renamed)
    return replace(plan, steps=(*first, *steps, *plan.steps[len(first) :]), summaries=tuple(summaries))


def _committed_before(steps: Sequence[Step], renamed: Collection[Ref]) -> Sequence[Step]:
    """The new labels that are committed before their use, if no rename has to come before one of them."""
    last = max((i for i, step in enumerate(steps) if step.commits_before_use), default=-1)
    early = steps[: last + 1]
    names = {name for step in early for name in (step.ref, Ref("schema", step.ref.path[:1]))}
    return early if all(step.commits_before_use for step in early) and not names & set(renamed) else ()
