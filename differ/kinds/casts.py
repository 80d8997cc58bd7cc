"""Whether ALTER COLUMN ... TYPE needs a USING clause, and which.

PostgreSQL's own conversion is an assignment: it refuses a string that is too long, where an explicit cast would cut it.
"""

from __future__ import annotations

import re

_STRINGS = frozenset(["text", "character varying", "character", "name", '"char"', "bpchar", "citext"])
_BITS = frozenset(["bit", "bit varying"])
# Types within a group convert into each other by casts of pg_cast (PostgreSQL 15 to 18).
_GROUPS = (
    frozenset(["smallint", "integer", "bigint", "numeric", "real", "double precision", "money"]),
    frozenset(["boolean", "integer"]),
    frozenset(["integer", "bigint", "bit"]),
    frozenset(["date", "timestamp without time zone", "timestamp with time zone"]),
    frozenset(["time without time zone", "time with time zone", "timestamp with time zone"]),
    frozenset(["time without time zone", "interval"]),
    frozenset(["timestamp without time zone", "time without time zone"]),
    frozenset(["json", "jsonb"]),
    frozenset(["jsonb", "boolean"]),
    frozenset(["jsonb", "smallint", "integer", "bigint", "numeric", "real", "double precision"]),
    frozenset(["inet", "cidr"]),
    frozenset(["macaddr", "macaddr8"]),
)
_MODIFIER = re.compile(r"\([\d, -]+\)")


def _base(type_name: str) -> str:
    return _MODIFIER.sub("", type_name).strip()


def needs_cast(old: str, new: str) -> bool:
    """Whether the conversion has to be spelt out. Types are as format_type prints them."""
    old, new = _base(old), _base(new)
    return old != new and new not in _STRINGS and not (old in _BITS and new in _BITS)


def cast(name: str, old: str, new: str) -> str:
    """The expression that converts a column of the old type, directly where there is a cast and else as text."""
    before, after = _base(old), _base(new)
    direct = before in _STRINGS or any(before in group and after in group for group in _GROUPS)
    return f"{name}::{new}" if direct else f"{name}::text::{new}"


def rewrites(old: str, new: str) -> bool:
    """Whether PostgreSQL writes the whole table anew for the change of a column's type."""
    before, after = _base(old), _base(new)
    if before in ("character varying", "text") and after in ("character varying", "text"):
        limit, wanted = _modifiers(old), _modifiers(new)
        return bool(wanted) and (not limit or wanted[0] < limit[0])
    if before == after == "numeric":
        limit, wanted = _modifiers(old), _modifiers(new)
        return bool(wanted) and (not limit or wanted[1:] != limit[1:] or wanted[0] < limit[0])
    return (before, after) != ("cidr", "inet")


def _modifiers(type_name: str) -> list[int]:
    found = _MODIFIER.search(type_name)
    return [int(number) for number in found[0].strip("()").split(",")] if found else []
