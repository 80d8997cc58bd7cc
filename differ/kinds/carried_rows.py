"""Rows of a table that is made anew, as where it becomes partitioned or stops to be: they wait meanwhile."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from differ.kinds.base import kind_of
from differ.kinds.casts import HELPER, attributes_lost, by_attributes, by_name, conversion, from_text
from differ.kinds.columns import Column
from differ.kinds.hidden_rows import for_the_last_time, is_forced, reaching_all
from differ.kinds.identities import sequence_name
from differ.kinds.losing import loses_parts, parts_lost
from differ.kinds.parents import heirs_of
from differ.kinds.quiet_triggers import quietly, ties_to_triggers
from differ.kinds.sequences import behind_rows
from differ.model import Carried, Lock, Ref, Snapshot, Step, once
from differ.sql import aside_name, literal, qualified


def carried_rows(table: Ref, live: Snapshot, desired: Snapshot, dropped: Container[Ref]) -> Carried | None:
    """How rows of the table go over to the new one of its name; None where there are none or they cannot."""
    before, after = columns_of(live).get(table.path, []), columns_of(desired).get(table.path, [])
    sources = [one for one in _leaves(table, live) if one in dropped]
    pairs = [(old, new) for new in after for old in before if old.ref == new.ref and not new.generated]
    counters = [(old, new) for old, new in pairs if old.identity_sequence and new.identity_sequence]
    if not sources and counters:  # its partitions are kept, and go on with what it counts
        return _carried([], counters, [], table, after, desired)
    if not sources or not pairs or any(_is_missing(new, before, desired) for new in after):
        return None
    aside = qualified(table.path[0], aside_name(table.path[1]))
    kept = ", ".join(_kept(old, new, live) for old, new in pairs)
    rows = " UNION ALL ".join(f"SELECT {kept} FROM ONLY {qualified(*source.path)}" for source in sources)
    names = ", ".join(new.name for _, new in pairs)
    values = ", ".join(_value(old, new, live) for old, new in pairs)
    items = ", ".join(f"{new.name} {new.type}" for old, new in pairs if _by_attributes(old, new) == "held")
    name = qualified(*table.path)
    into = f"INSERT INTO {name} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} FROM {aside}"
    insert = reaching_all(into, name, forced=False, to_be_forced=is_forced(table, desired))
    bring = [
        *([f"CREATE TYPE {HELPER} AS ({items})"] if items else []),
        *quietly(insert, _leaves(table, desired), live, desired, dropped),
        *([f"DROP TYPE {HELPER}"] if items else []),
        f"DROP TABLE {aside}",
        *_behind(pairs, table, desired),
    ]
    carried = {old.ref for old, _ in pairs}
    keep = for_the_last_time(f"CREATE TABLE {aside} ({names}) AS {rows}", sources, live)
    steps = _carried(keep, counters, bring, table, after, desired)
    return replace(
        steps,
        bring=steps.bring._replace(precedes=ties_to_triggers(table, live, desired, dropped)),
        emptied=tuple(sources),
        lost=_lost([old for old in before if old.ref not in carried and not old.generated], pairs),
    )


def _behind(pairs: Iterable[tuple[Column, Column]], table: Ref, desired: Snapshot) -> Iterable[str]:
    """Columns that come to count go on behind the rows that have come."""
    for old, new in pairs:
        if new.identity_sequence and new.identity_options and not old.identity_sequence:
            options, name = new.identity_options[1:-1], qualified(*table.path)
            forced = is_forced(table, desired)
            yield behind_rows(sequence_name(new), options, name, new.name, forced=False, to_be_forced=forced).sql


def _lost(gone: Iterable[Column], pairs: Iterable[tuple[Column, Column]]) -> str:
    """What of the values does not go over: those of columns, and of attributes of these, and parts of others."""
    pairs = list(pairs)
    paths = [old.ref.path for old in gone]
    paths += [(*old.ref.path, name) for old, new in pairs for name in attributes_lost(old.composed, new.composed)]
    said = [f"values of {', '.join('.'.join(path) for path in paths)}"] if paths else []
    said += [parts_lost(new.ref, new.base or new.type) for old, new in pairs if _loses_parts(old, new)]
    return ", and ".join(said)


def _loses_parts(old: Column, new: Column) -> bool:
    """Whether parts of values that go over are lost: see `_kept` and `_value`, by which they go."""
    return not new.composed and loses_parts(old.base or old.type, new.base or new.type)


def _carried(
    keep: Sequence[str],
    counters: Sequence[tuple[Column, Column]],
    bring: Sequence[str],
    table: Ref,
    columns: Iterable[Column],
    desired: Snapshot,
) -> Carried:
    """The two steps, with the state of the sequences that count for columns."""
    kept = [*keep, *(_keep_counter(old) for old, _ in counters)]
    brought = [*bring, *(statement for old, new in counters for statement in _bring_counter(old, new))]
    return Carried(
        keep=Step(sql=";\n".join(kept), locks=(Lock(".".join(table.path), "ACCESS SHARE"),)),
        bring=Step(sql=";\n".join(brought), needs=tuple(_needed(table, columns, desired))),
        emptied=(),
        lost="",
    )


@once
def columns_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Column]]:
    """The columns of each table, in their order."""
    found: dict[tuple[str, ...], list[Column]] = {}
    columns = (item for item in snapshot.found.of_kind("column").values() if isinstance(item, Column))
    for item in sorted(columns, key=lambda column: snapshot.births.get(column.ref, 0)):
        found.setdefault(item.ref.path[:-1], []).append(item)
    return found


def _leaves(table: Ref, snapshot: Snapshot) -> list[Ref]:
    """The tables that hold the rows of a table: itself, or its partitions and theirs."""
    if getattr(snapshot.objects[table], "partition_key", None) is None:
        return [table]
    partitions = [Ref("table", path) for path in heirs_of(snapshot).get(table.path, ())]
    return [leaf for one in partitions if one in snapshot.objects for leaf in _leaves(one, snapshot)]


def _needed(table: Ref, columns: Iterable[Column], desired: Snapshot) -> Iterable[Ref]:
    """What has to be there before rows come: the table and its columns, and its partitions."""
    yield table
    yield from (column.ref for column in columns)
    for path in heirs_of(desired).get(table.path, ()):
        partition = Ref("table", path)
        yield Ref("inheritance", (*path, *table.path))
        if partition in desired.objects:
            yield from _needed(partition, columns_of(desired).get(path, ()), desired)


def _is_missing(new: Column, before: Iterable[Column], desired: Snapshot) -> bool:
    """Whether rows that are there have no value for a column that needs one."""
    if not new.not_null or new.generated or new.identity or Ref("default", new.ref.path) in desired.objects:
        return False
    return all(old.ref != new.ref for old in before)


def _as_text(old: Column, live: Snapshot) -> bool:
    """Whether its type may be replaced meanwhile."""
    return any(kind_of(ref).in_columns for ref in live.needs.get(old.ref, ()))


def _has_collation(ref: Ref, live: Snapshot) -> bool:
    """Whether the column, or the domain that it is of, has a collation that may be replaced meanwhile."""
    needed = live.needs.get(ref, ())
    return any(one.kind == "collation" or (one.kind == "domain" and _has_collation(one, live)) for one in needed)


def _by_attributes(old: Column, new: Column) -> str | None:
    """How the column holds values that go attribute by attribute, as rows or within what is held; None: not at all."""
    return (new.composed or "").partition(" ")[0] if by_attributes(old.composed, new.composed) else None


def _kept(old: Column, new: Column, live: Snapshot) -> str:
    if _by_attributes(old, new):
        return f"to_json({old.name})"
    value = f"{old.name}::text" if _as_text(old, live) else old.name
    return f'{value} COLLATE "default"' if _has_collation(old.ref, live) else value


def _value(old: Column, new: Column, live: Snapshot) -> str:
    if _by_attributes(old, new):
        return by_name(old.name, new.type, new.composed, new.name)
    if _as_text(old, live):
        return from_text(old.name, new)
    return conversion(old, new) or old.name


def _counter(column: Column) -> str:
    return qualified(column.ref.path[0], aside_name("_".join(column.ref.path[1:])))


def _keep_counter(old: Column) -> str:
    return f"CREATE TABLE {_counter(old)} AS SELECT last_value, is_called FROM {sequence_name(old)}"


def _bring_counter(old: Column, new: Column) -> list[str]:
    name = literal(sequence_name(new)).lstrip()
    _, _, _, low, high, *_ = new.identity_options or ()
    # One that was never used is where it starts, and the new one may start elsewhere.
    reached = f"is_called OR last_value BETWEEN {low} AND {high}"
    moved = f"SELECT pg_catalog.setval({name}, last_value, is_called) FROM {_counter(old)} WHERE {reached}"
    return [moved, f"DROP TABLE {_counter(old)}"]
