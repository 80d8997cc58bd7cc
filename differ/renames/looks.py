"""What goes and what comes look like one object under two names: said, with the hint to paste, and never assumed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING

from differ.kinds import kind_of
from differ.kinds.columns import Column
from differ.kinds.tables import Table
from differ.model import Ref, Snapshot
from differ.sql import ident, literal, qualified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from differ.planning.plan import Plan

MOST = 10  # more would hide the plan


def with_look_alikes(plan: Plan, live: Snapshot, desired: Snapshot) -> Plan:
    """The plan with a warning for each object that may only have changed its name."""
    gone = {ref for step in plan.steps if step.loses for ref in step.drops}
    found = _parts(live, desired, sorted({step.ref for step in plan.steps if kind_of(step.ref).in_columns}))
    if gone:
        made = {ref for step in plan.steps for ref in step.makes}
        found += look_alikes(live, desired, gone, made)
    return replace(plan, warnings=(*plan.warnings, *found)) if found else plan


def look_alikes(live: Snapshot, desired: Snapshot, gone: set[Ref], made: set[Ref]) -> list[str]:
    """A sentence for each dropped table or column that a created one could be; their rows and values would be lost."""
    columns: dict[tuple[object, ...], list[Column]] = defaultdict(list)
    for ref in gone - made:
        item = live.objects.get(ref)
        if isinstance(item, Column) and not item.generated and Ref("table", ref.path[:-1]) not in gone:
            columns[(ref.path[:-1], item.type, item.collation)].append(item)
    found = []
    for ref in sorted(made - gone):
        item = desired.objects.get(ref)
        if isinstance(item, Column) and not item.generated:
            for old in sorted(columns.get((ref.path[:-1], item.type, item.collation), ()), key=lambda one: one.ref):
                names = ident(old.ref.path[-1]), item.name
                found.append(_sentence("column", old.ref, ref, "values", *names))
    tables = defaultdict(list)
    for ref, shape in _shapes(live, gone - made):
        tables[shape].append(ref)
    for ref, shape in sorted(_shapes(desired, made - gone)):
        found += [
            _sentence("table", old, ref, "rows", qualified(*old.path), qualified(*ref.path)) for old in tables[shape]
        ]
    if len(found) > MOST:
        found[MOST:] = [f"{len(found) - MOST} more objects that go look like others that come"]
    return found


def _parts(live: Snapshot, desired: Snapshot, types: Iterable[Ref]) -> list[str]:
    """A sentence for each label or attribute of a changed type that another one takes the place of."""
    found = []
    for ref in types:
        old, new = live.objects.get(ref), desired.objects.get(ref)
        before, after = (tuple(kind_of(ref).parts(item)) if item is not None else () for item in (old, new))
        for one, other in zip(before, after, strict=False) if len(before) == len(after) else ():
            if one not in after and other not in before:
                path = qualified(*ref.path)
                hint = (
                    f"`-- differ: renamed from {literal(one).lstrip()}` above {literal(other).lstrip()} in the schema"
                )
                option = f"--rename {quote(f'{path}.{ident(one)}={ident(other)}')}"
                found.append(
                    f"{one} of {ref} goes, and {other} takes its place. If it is the same under a new name, "
                    f"write {hint}, or say {option}"
                )
    return found


def _shapes(snapshot: Snapshot, refs: set[Ref]) -> Iterator[tuple[Ref, tuple[tuple[str, str], ...]]]:
    """Tables with the names and types of their columns."""
    wanted = {ref.path for ref in refs if isinstance(snapshot.objects.get(ref), Table)}
    if not wanted:
        return
    columns: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for ref, item in snapshot.objects.items():
        if isinstance(item, Column) and ref.path[:-1] in wanted:
            columns[ref.path[:-1]].append((ref.path[-1], item.type))
    yield from ((Ref("table", path), tuple(sorted(found))) for path, found in columns.items())


def _sentence(kind: str, old: Ref, new: Ref, what: str, old_name: str, new_name: str) -> str:
    return (
        f"{kind} {'.'.join(old.path)} goes with its {what}, and {'.'.join(new.path)} looks like it. If it is the same "
        f"under a new name, write `-- differ: renamed from {old_name}` above {new_name} in the schema, "
        f"or say --rename {quote(f'{qualified(*old.path)}={qualified(*new.path)}')}"
    )
