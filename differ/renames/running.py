"""Renames are done on a clone, and what PostgreSQL makes of them is read again: expressions follow by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from differ.diagnosis import diagnose
from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.kinds.base import overriding
from differ.model import Found, Object, Ref, Snapshot, Step
from differ.planning.plan import Plan, Summary
from differ.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from differ.desired import Scratch


@dataclass(frozen=True, slots=True)
class Rename:
    """A live object and what it is to be called; `where` says who wants it so.

    With a `part` it is this part of the object that is to be called otherwise: its name, and the new one.
    """

    old: Ref
    new: Ref
    where: str
    part: tuple[str, str] | None = None

    @property
    def depth(self) -> int:
        """How deep inside others it is: they come before it."""
        return len(self.new.path) + (self.part is not None)


def main_objects(refs: Sequence[Ref], snapshot: Snapshot) -> list[Ref]:
    """Those that stand for themselves: a column, and not its default; a table, and not what ties it to a parent."""
    return [
        ref for ref in refs if not any(other in snapshot.needs.get(ref, {}) for other in refs if other.kind != ref.kind)
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

    Renames come in the order of their depth: a table before its columns. SchemaError where PostgreSQL refuses one.
    """
    import psycopg

    if not renames:
        return [], live
    steps: list[Step] = []
    going = _going_first(live, desired, renames)
    left = {ref: item for ref, item in live.objects.items() if ref not in going}
    clone = scratch.clone(replace(live, found=Found(left, live.births)) if going else live)
    with scratch.connect(clone) as connection:
        first = found = scratch.read(connection)
        for _, together in groupby(renames, key=lambda rename: rename.depth):
            known = {(ref.kind, birth): found.objects[ref] for ref, birth in found.births.items()}
            for rename in together:
                label = kind_of(rename.old).label(live.objects[rename.old])
                # Its schema, its table or types in its arguments may be called otherwise by now.
                for sql in _statements(rename, known[rename.old.kind, first.births[rename.old]]):
                    try:
                        connection.execute(sql.encode())
                    except psycopg.Error as error:
                        message, _ = diagnose(error, doing=f"rename {rename.old} to {'.'.join(rename.new.path)}")
                        remedy = "Remove the hint or the option: then the one is dropped and the other created."
                        raise SchemaError(message, remedy=remedy, where=rename.where) from error
                    steps.append(Step(sql=sql, ref=rename.new, name=label, action="alter"))
            found = scratch.read(connection)
        after, _ = in_scope(found, desired, scratch.platform, schemas=schemas, exclude_schemas=exclude_schemas)
    if going:  # the plan is still to say that they go
        after = replace(after, found=Found(after.objects | going, after.births))
    return steps, replace(after, server=live.server, not_compared=live.not_compared, left_alone=live.left_alone)


def _going_first(live: Snapshot, desired: Snapshot, renames: Sequence[Rename]) -> dict[Ref, Object]:
    """What would act on the renames, and goes before all else."""
    renamed = {rename.old for rename in renames}
    acting = {ref: item for kind in overriding("acts") for ref, item in live.found.of_kind(kind).items()}
    return {
        ref: item
        for ref, item in acting.items()
        if ref not in desired.objects and ref not in renamed and any(step.first for step in kind_of(ref).drop(item))
    }


def _statements(rename: Rename, item: Object) -> Iterator[str]:
    """What renames an object that is called like this by now."""
    kind, path = kind_of(rename.new), item.ref.path
    if rename.part is not None:
        yield kind.rename_part(item, *rename.part)
        return
    # What follows schema and name are the types of arguments, or the like.
    for i in (len(path) - 1,) if kind.within else range(min(len(path), 2)):
        if path[i] != rename.new.path[i]:
            now = replace(item, ref=Ref(item.ref.kind, path))
            yield kind.rename(now, i, rename.new.path[i])
            path = (*path[:i], rename.new.path[i], *path[i + 1 :])


def with_renames(plan: Plan, renames: Sequence[Rename], steps: Sequence[Step], desired: Snapshot) -> Plan:
    """The plan with the renames before all but what would act on them and labels that have to be committed before,
    each said with the object that it is about."""
    if not renames:
        return plan
    summaries = list(plan.summaries)
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
