"""Triggers of tables that become partitions are not to see the rows that come from the table made anew."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from differ.kinds.parents import parents_of
from differ.kinds.triggers import ENABLED, PartitionTrigger, Trigger
from differ.model import Ref, Snapshot, once
from differ.sql import ident, qualified


def quietly(
    statements: list[str], leaves: Iterable[Ref], live: Snapshot, desired: Snapshot, dropped: Container[Ref]
) -> list[str]:
    """The statements while no triggers of tables that stay fire; those are enabled then as they were."""
    before, after, deferred = [], [], False
    for leaf in leaves:
        if leaf not in live.objects or leaf in dropped:
            continue
        tables = _upwards(leaf.path, live, desired)
        found = dict(_firing(tables, live))
        if not found:
            continue
        alter = f"ALTER TABLE ONLY {qualified(*leaf.path)}"
        before.append(f"{alter} DISABLE TRIGGER USER")
        after.append(f"{alter} ENABLE TRIGGER USER")
        # What goes, be it to come again, may be gone by then.
        kept = ((name, state) for name, (ref, state) in found.items() if ref not in dropped and state != "O")
        after += [f"{alter} {ENABLED[state]} TRIGGER {ident(name)}" for name, state in kept]
        deferred |= not _with_deferred(live).isdisjoint(tables)
    now = ["SET CONSTRAINTS ALL IMMEDIATE"] if deferred else []  # no table is altered while checks of its rows wait
    return [*before, *statements, *now, *after]


def ties_to_triggers(table: Ref, live: Snapshot, desired: Snapshot, dropped: Container[Ref]) -> tuple[Ref, ...]:
    """What is to tie a table that is made anew to parents, where triggers that stay would come with that."""
    return tuple(
        Ref("inheritance", (*table.path, *parent))
        for parent in parents_of(desired, table.path)
        if Ref("table", parent) not in dropped and any(_firing(_upwards(parent, live, desired), live))
    )


def _upwards(leaf: tuple[str, ...], live: Snapshot, desired: Snapshot) -> list[tuple[str, ...]]:
    """The table, and those above it that stay so."""
    tables = [leaf]
    for table in tables:
        tables += [parent for parent in parents_of(live, table) if parent in parents_of(desired, table)]
    return tables


def _firing(tables: Sequence[tuple[str, ...]], live: Snapshot) -> Iterator[tuple[str, tuple[Ref, str]]]:
    """The triggers of the first table by name, each with the one that decides whether it is there, and its state."""
    leaf, *above = tables
    for trigger in _triggers(live).get(leaf, ()):
        yield trigger.ref.path[-1], (trigger.ref, trigger.enabled)
    cloned = (trigger for table in above for trigger in _triggers(live).get(table, ()))
    for trigger in cloned:
        if "FOR EACH ROW" in trigger.definition:
            name = trigger.ref.path[-1]
            own = live.objects.get(Ref("partition trigger", (*leaf, name)))
            yield name, (trigger.ref, own.enabled if isinstance(own, PartitionTrigger) else trigger.enabled)


@once
def _triggers(snapshot: Snapshot) -> dict[tuple[str, ...], list[Trigger]]:
    found: dict[tuple[str, ...], list[Trigger]] = {}
    for item in snapshot.found.of_kind("trigger").values():
        if isinstance(item, Trigger):
            found.setdefault(item.ref.path[:2], []).append(item)
    return found


@once
def _with_deferred(snapshot: Snapshot) -> set[tuple[str, ...]]:
    """Tables with checks that wait for the end of the transaction."""
    items = snapshot.found.of_kind("constraint").items()
    return {ref.path[:2] for ref, item in items if getattr(item, "deferred", False)}
