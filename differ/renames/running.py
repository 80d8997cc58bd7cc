"""Renames are done on a clone, and what PostgreSQL makes of them is read again: expressions follow by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from differ.diagnosis import diagnose
from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.model import Ref, Snapshot, Step
from differ.planning.plan import Plan, Summary
from differ.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.desired import Scratch


@dataclass(frozen=True, slots=True)
class Rename:
    """A live object and what it is to be called; `where` says who wants it so."""

    old: Ref
    new: Ref
    where: str


def main_objects(refs: Sequence[Ref], snapshot: Snapshot) -> list[Ref]:
    """Of objects with one path those that stand for themselves: a column, and not its default."""
    return [
        ref
        for ref in refs
        if not any(other.path == ref.path and other in snapshot.needs.get(ref, {}) for other in refs if other != ref)
    ]


def after_renames(
    renames: Sequence[Rename],
    live: Snapshot,
    desired: Snapshot,
    scratch: Scratch,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
) -> tuple[list[Step], Snapshot]:
    """The steps that rename, and the live snapshot as it is after them, in scope beside the desired one.

    Renames come in their order: a table before its columns. SchemaError where PostgreSQL refuses one.
    """
    import psycopg

    if not renames:
        return [], live
    steps: list[Step] = []
    with scratch.connect(scratch.clone(live)) as connection:
        for rename in renames:
            for step in _steps(rename, live):
                try:
                    connection.execute(step.sql.encode())
                except psycopg.Error as error:
                    message, _ = diagnose(error, doing=f"rename {rename.old} to {'.'.join(rename.new.path)}")
                    remedy = "Remove the hint or the option: then the one is dropped and the other created."
                    raise SchemaError(message, remedy=remedy, where=rename.where) from error
                steps.append(step)
        found = scratch.read(connection)
        after, _ = in_scope(found, desired, scratch.platform, schemas=schemas, exclude_schemas=exclude_schemas)
    return steps, replace(after, server=live.server, not_compared=live.not_compared, left_alone=live.left_alone)


def _steps(rename: Rename, live: Snapshot) -> list[Step]:
    item, kind = live.objects[rename.old], kind_of(rename.new)
    path, steps = rename.old.path, []
    if kind.within:
        path = (*rename.new.path[:-1], path[-1])  # its table has been renamed before
    for i in range(len(path)):
        if path[i] != rename.new.path[i]:
            now = replace(item, ref=Ref(rename.old.kind, path))
            sql = kind.rename(now, i, rename.new.path[i])
            steps.append(Step(sql=sql, ref=rename.new, name=kind.label(item), action="alter"))
            path = (*path[:i], rename.new.path[i], *path[i + 1 :])
    return steps


def with_renames(plan: Plan, renames: Sequence[Rename], steps: Sequence[Step], desired: Snapshot) -> Plan:
    """The plan with the renames before all else, each said with the object that it is about."""
    if not renames:
        return plan
    summaries = list(plan.summaries)
    for rename in renames:
        told = f"renamed from {'.'.join(rename.old.path)}"
        at = next((i for i, summary in enumerate(summaries) if summary.ref == rename.new), None)
        if at is None:
            item, kind = desired.objects[rename.new], kind_of(rename.new)
            summaries.append(Summary(rename.new, kind.group(item), kind.label(item), "alter", (told,)))
        else:
            summaries[at] = replace(summaries[at], details=(told, *summaries[at].details))
    return replace(plan, steps=(*steps, *plan.steps), summaries=tuple(summaries))
