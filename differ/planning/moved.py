"""What an extension brings keeps its identity when the extension moves to another schema, and so does what uses it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from differ.kinds import discover, kind_of
from differ.model import Found, Object, Ref, Snapshot
from differ.sql import ident


def as_moved(live: Snapshot, desired: Snapshot) -> Snapshot:
    """The live snapshot in the words that PostgreSQL has for it once what hides members has moved to other schemas."""
    moves = _moves(live, desired)
    if not moves:
        return live
    schemas = "|".join(sorted({re.escape(ident(name)) for pair in moves.values() for name in pair}, key=len))
    # A text in quotes stays a text, and the end of a longer name is no schema.
    prefix = re.compile(rf"""('(?:[^']|'')*')|(?<![\w$".])(?:{schemas})\.""")
    found: dict[Ref, Object] = {}
    for ref, needed in live.needs.items():
        old, new = live.objects.get(ref), desired.objects.get(ref)
        if old is None or new is None or old == new or not any(one in moves for one in needed):
            continue
        # A text of the user's own does not follow, nor does what would use other objects by the same names.
        if not kind_of(ref).verbatim and needed == desired.needs.get(ref):
            wanted = new.values()
            alike = (
                name
                for name, value in old.values().items()
                if _without(prefix, value) == _without(prefix, wanted[name])
            )
            found[ref] = replace(old, **{name: wanted[name] for name in alike})
    if not found:
        return live
    return replace(live, found=Found(live.objects | found, live.births), memo={"needs": live.needs})


def _moves(live: Snapshot, desired: Snapshot) -> dict[Ref, tuple[str, str]]:
    """What can move along with members that nobody else knows: the schemas that it is in, and will be in."""
    moves = {}
    for name, kind in discover().items():
        if not kind.hides:
            continue
        olds, news = live.found.of_kind(name), desired.found.of_kind(name)
        for ref in olds.keys() & news.keys():
            schema = kind.schema(news[ref])
            if kind.schema(olds[ref]) != schema == kind.schema(kind.alter(olds[ref], news[ref])[0]):
                moves[ref] = kind.schema(olds[ref]), schema
    return moves


def _without(prefix: re.Pattern[str], value: Any) -> Any:
    """The value with all texts in it without the names of the schemas."""
    if isinstance(value, str):
        return prefix.sub(lambda match: match[1] or "\0", value)
    if is_dataclass(value):
        return tuple(_without(prefix, getattr(value, one.name)) for one in fields(value))
    if isinstance(value, tuple):
        return tuple(_without(prefix, one) for one in value)
    return value
