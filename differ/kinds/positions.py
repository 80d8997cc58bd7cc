"""Where a column goes on counting with another sequence, that one goes on where the first has got to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from differ.kinds.columns import Column
from differ.kinds.parents import all_parents_of
from differ.kinds.sequences import SequenceObject
from differ.model import Ref, Snapshot, Step
from differ.sql import literal, qualified

_COUNTS = re.compile(r"nextval\('.+'::regclass\)(::\w+)?\Z", re.DOTALL)


class _Counter(NamedTuple):
    """A sequence that a column counts with; `ref` is the column's where it is an identity."""

    ref: Ref
    path: tuple[str, ...]
    options: tuple[str, ...]  # start, increment, minimum, maximum, …


def passed_on(
    touched: Iterable[Ref], anew: Container[Ref], live: Snapshot, desired: Snapshot
) -> Iterator[tuple[Step, Step]]:
    """For each column among the paths of what is `touched` that changes its sequence, or gets another one as it is made
    `anew`: the step that keeps the position of the first one before that goes, and the one that brings it to the
    other."""
    columns = live.found.of_kind("column")
    paths = {ref.path for ref in touched if ref.kind in ("column", "default")} if columns else set()
    if not live.found.of_kind("sequence"):  # none but an identity's can have got anywhere
        paths = {path for path in paths if Ref("column", path) in columns}
    for path in sorted(paths):
        before, after = _counter(path, live), _counter(path, desired)
        # Where it stops to count, or starts, a sequence of the same name that is no column's is the other one.
        before, after = (
            before or (after and _of_name(after.path, live)),
            after or (before and _of_name(before.path, desired)),
        )
        column = Ref("column", path)
        if before is None or after is None or before.ref == after.ref != column:
            continue
        if before.ref.kind == after.ref.kind == "column" and column not in anew:
            continue  # it is altered
        setting = literal(f"differ.position_{crc32('.'.join(path).encode()):08x}")
        used = "CASE WHEN is_called THEN last_value::text ELSE '' END"
        # A setting of the session, for what the first sequence is read from may be gone when the other one is made.
        keep = f"SELECT pg_catalog.set_config({setting}, {used}, false) FROM {qualified(*before.path)}"
        name = literal(qualified(*after.path))
        start, increment, minimum, maximum, *_ = after.options
        reached = f"pg_catalog.pg_sequence_last_value({name})"
        bounds = f"greatest({start}, {reached}) AND {maximum}"
        if int(increment) < 0:
            bounds = f"{minimum} AND least({start}, {reached})"
        kept = f"SELECT nullif(pg_catalog.current_setting({setting}), '')::bigint AS position"
        bring = f"SELECT pg_catalog.setval({name}, position) FROM ({kept}) AS kept WHERE position BETWEEN {bounds}"
        made = (column,) if after.ref == column else (column, after.ref, Ref("sequence owner", after.path))
        # A parent's change of type ends the identity.
        above = all_parents_of(live, path[:2]) if before.ref == column else ()
        changed = (column, *(Ref("column", (*parent, path[2])) for parent in above))
        yield (
            Step(sql=keep, ref=column, precedes=changed, spares=(before.ref, column)),
            Step(sql=bring, ref=column, precedes=(), needs=made),
        )


def _counter(path: tuple[str, ...], snapshot: Snapshot) -> _Counter | None:
    column, default = snapshot.objects.get(Ref("column", path)), snapshot.objects.get(Ref("default", path))
    if not isinstance(column, Column):
        return None
    if column.identity_sequence and column.identity_options:
        return _Counter(column.ref, column.identity_sequence, column.identity_options[1:])
    if default is None or not _COUNTS.match(getattr(default, "expression", "")):
        return None
    found = (_of_name(ref.path, snapshot) for ref in snapshot.needs.get(default.ref, {}) if ref.kind == "sequence")
    return next(found, None)


def _of_name(path: tuple[str, ...], snapshot: Snapshot) -> _Counter | None:
    sequence = snapshot.objects.get(Ref("sequence", path))
    return _Counter(sequence.ref, path, tuple(sequence.settings)) if isinstance(sequence, SequenceObject) else None


def said_by_rows(gone: Iterable[Ref], live: Snapshot) -> Iterator[Ref]:
    """Sequences that count for the column that owns them: what that has says how far they have got."""
    for ref in gone:
        sequence = live.objects[ref]
        if isinstance(sequence, SequenceObject) and sequence.column:
            counter = _counter(sequence.column, live)
            if counter is not None and counter.path == ref.path:
                yield ref
