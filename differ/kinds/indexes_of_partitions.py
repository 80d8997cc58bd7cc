"""Indexes and keys of partitions when a column comes to be of another type: PostgreSQL makes them anew along with those
that they are attached to, under names that it chooses, and without anything that is their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from differ.kinds.constraints import Constraint
from differ.kinds.indexes import Index, IndexAttachment, attached_below, attachments_of, ends_of, tie_of
from differ.kinds.parents import heirs_of
from differ.model import Object, Ref, Snapshot, once

if TYPE_CHECKING:
    from differ.kinds.columns import Column

_PLAIN = re.compile(r'[^"(]*\(([a-z_][\w, ]*)\)(?: INCLUDE \(([a-z_][\w, ]*)\))?(?: .*)?', re.S)
_ORDER = re.compile(r"(?: DESC| NULLS FIRST| NULLS LAST)+$")
_LONGEST = 63  # bytes of a name


def lost_with_type(old: Column, new: Column, live: Snapshot, desired: Snapshot) -> Iterator[Ref]:
    """The indexes and keys of partitioned tables that a plan makes anew itself, for what is attached to them has more
    than PostgreSQL would give it again."""
    if not old.partitioned or (old.type, old.collation) == (new.type, new.collation):
        return
    tables = [old.ref.path[:2]]
    for table in tables:
        tables += heirs_of(live).get(table, ())
        apart = (index for index, tie in _between(live).get(table, ()) if live.objects[tie] != desired.objects.get(tie))
        for index in (*_heads(live).get(table, ()), *apart):
            reads = Ref("column", (*table, old.ref.path[2])) in live.needs.get(index, ())
            if reads and any(_is_special(index, side) for side in (live, desired)):
                yield index


@once
def _heads(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """What others are attached to, and is not attached itself, by table."""
    attachments = cast("dict[Ref, IndexAttachment]", snapshot.found.of_kind("index attachment"))
    heads: dict[tuple[str, ...], dict[Ref, None]] = {}
    for item in attachments.values():
        if Ref("index attachment", item.parent) not in attachments:
            heads.setdefault(item.parent_table, {})[ends_of(item)[1]] = None
    return {table: list(found) for table, found in heads.items()}


@once
def _between(snapshot: Snapshot) -> dict[tuple[str, ...], list[tuple[Ref, Ref]]]:
    """What others are attached to, and is attached itself, by table; with the tie of that table to its parent."""
    known = attachments_of(snapshot)
    found: dict[tuple[str, ...], list[tuple[Ref, Ref]]] = {}
    for ref in (attachment for below in known.values() for attachment in below if attachment.path in known):
        item = cast("IndexAttachment", snapshot.objects[ref])
        found.setdefault(item.table, []).append((ends_of(item)[0], tie_of(ref, snapshot)))
    return found


def _is_special(head: Ref, snapshot: Snapshot) -> bool:
    """Whether anything that is attached to it has a name or a property of its own."""
    above = snapshot.objects.get(head)
    for ref in attached_below((head.path[0], head.path[-1]), snapshot) if above is not None else ():
        attachment = cast("IndexAttachment", snapshot.objects[ref])
        item = snapshot.objects.get(ends_of(attachment)[0])
        marks = (Ref(kind, attachment.table) for kind in ("clustered index", "replica identity"))
        if any(mark in snapshot.objects for mark in marks):
            return True
        if not isinstance(item, Index | Constraint) or _is_its_own(item, above):
            return True
        if ref.path[1] != _usual_name(item, attachment.table[1]):
            return True
    return False


def _is_its_own(item: Index | Constraint, above: Object | None) -> bool:
    """Whether it has what PostgreSQL would not give it as the one above has that."""
    if isinstance(item, Constraint) and isinstance(above, Constraint):
        same = (item.index_options, item.tablespace) == (above.index_options, above.tablespace)
        return not same or bool(item.comment or item.index_comment)
    if isinstance(item, Index) and isinstance(above, Index):
        same = (item.options, item.tablespace) == (above.options, above.tablespace)
        return not same or bool(item.comment or item.statistics)
    return True


def _usual_name(item: Index | Constraint, table: str) -> str | None:
    """The name that PostgreSQL chooses where nothing else has it, as far as that is easily told."""
    if isinstance(item, Constraint) and item.type == "p":
        name = f"{table}_pkey"
    else:
        definition = item.definition.partition(" USING ")[2] if isinstance(item, Index) else item.definition
        plain = _PLAIN.fullmatch(definition)
        if plain is None:
            return None
        columns = ", ".join(part for part in plain.groups() if part).split(", ")
        ending = "key" if isinstance(item, Constraint) else "idx"
        name = "_".join([table, *(_ORDER.sub("", column) for column in columns), ending])
    return name if len(name.encode()) <= _LONGEST else None
