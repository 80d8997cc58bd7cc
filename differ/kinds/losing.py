"""Whether values of a column come out changed as another type, where PostgreSQL refuses none of them.

What it refuses, as a string that is too long or a number out of range, is no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from differ.kinds.casts import JSON, STRINGS, base_name, hint_of, modifiers
from differ.model import Ref
from differ.sql import ident

_INTEGERS = {"smallint": 5, "integer": 10, "bigint": 19}
_FLOATS = {"real": 6, "double precision": 15}  # decimal digits that survive
_READ = STRINGS | JSON  # may say anything that the other type reads
_MONEY = 2  # digits behind the point
_NAME = 63 // 4  # characters that fit in any case
# What a value says: the day, the time of day, the time zone.
_TIMES = {
    "date": "d",
    "time without time zone": "t",
    "time with time zone": "tz",
    "timestamp without time zone": "dt",
    "timestamp with time zone": "dtz",
}
_NUMBERS = frozenset([*_INTEGERS, *_FLOATS, "numeric", "money"])
_SHORT = _NUMBERS - {"numeric"} | {*_TIMES, "interval", "name", '"char"', "boolean", "uuid", "inet", "cidr"}
_SHORT |= {"macaddr", "macaddr8"}
_RANGES = {"date": "date", "ts": "timestamp without time zone", "tstz": "timestamp with time zone"}
_RANGE = re.compile(r"(date|ts|tstz)(multi)?range")
_FIELDS = ("year", "month", "day", "hour", "minute", "second")


def loses_parts(old: str, new: str) -> bool:
    """Whether parts of values may go unsaid; types are as format_type prints them, and those of users lose none."""
    if new.endswith("[]"):
        return loses_parts(old.removesuffix("[]"), new.removesuffix("[]"))
    before, after = base_name(old), base_name(new)
    if before.endswith("[]"):
        return after in ("name", '"char"')
    if after in _RULES:
        return _RULES[after](old)
    if after == "bit":
        return {"integer": 32, "bigint": 64}.get(before, 0) > sum(modifiers(new))
    if after in _NUMBERS:
        return _loses_digits(old, new)
    return _loses_time(old, new)


def loses_parts_as_text(old: str, new: str) -> bool:
    """The same where the values go by way of text, which PostgreSQL reads again."""
    return loses_parts(old, new) and loses_parts("text", new)


def parts_lost(column: Ref, new: str) -> str:
    """What is lost of values that go to a type."""
    return f"parts of values of column {'.'.join(column.path)} that {new} cannot hold"


def by_time_zone(column: Ref, old: str, new: str) -> str | None:
    """What decides which values come out; None where the time zone of the session does not."""
    first, second = (base_name(one.removesuffix("[]")) for one in (old, new))
    read = first in STRINGS
    before, after = "" if read else _TIMES.get(first), _TIMES.get(second)
    if before is None or after is None or ("z" in before) == ("z" in after):
        return None
    name, them = ident(column.path[-1]), "those that say none" if read else "them"
    name += f"::{second.partition(' ')[0]}" if read else ""
    return (
        f"values of column {'.'.join(column.path)}, which goes from {old} to {new}: PostgreSQL takes the time zone of "
        f"the session for {them}; if they are of another, " + hint_of(f"{name} AT TIME ZONE ...")
    )


class _Number(NamedTuple):
    digits: float
    scale: float


def _exact(type_name: str) -> _Number | None:
    """How many digits a value has, and how many of them are behind the point; None where it is no decimal number."""
    name = base_name(type_name)
    if name in _INTEGERS:
        return _Number(_INTEGERS[name], 0)
    if name == "money":
        return _Number(17 + _MONEY, _MONEY)
    if name != "numeric":
        return None
    return _Number(*modifiers(type_name)) if modifiers(type_name) else _Number(inf, inf)


def _loses_digits(old: str, new: str) -> bool:
    before, after = base_name(old), base_name(new)
    number = _Number(inf, inf) if before in _READ else _exact(old)
    if after in _FLOATS:
        # A float that is read, or a longer one, has more digits; an integer has all of them in a longer one.
        longer = before == "double precision" and after == "real"
        binary = (before, after) in (("smallint", "real"), ("integer", "double precision"))
        return longer or (number is not None and not binary and number.digits > _FLOATS[after])
    if before in STRINGS | {"json"} and after in _INTEGERS:
        return False  # a fraction is not read
    if number is None:
        return before in _FLOATS  # as a decimal number it has fewer digits than it needs
    held = _exact(new)
    return held is not None and number.scale > held.scale and not (before in _READ and held.scale == inf)


def _loses_time(old: str, new: str) -> bool:
    before, after = base_name(old), base_name(new)
    ranges = _RANGE.fullmatch(before), _RANGE.fullmatch(after)
    if ranges[1] is not None and (ranges[0] is not None or before in _READ):
        return _loses_time(_RANGES[ranges[0][1]] if ranges[0] else old, _RANGES[ranges[1][1]])
    if after == "interval":
        known = before in _READ | _NUMBERS or before == "interval" or before in _TIMES
        return known and _finest(old) > _finest(new)
    if after not in _TIMES:
        return False
    if before in _READ:
        return after != "timestamp with time zone" or _finest(new) < _finest(old)
    if before == "interval":
        return True  # its days
    if before not in _TIMES:
        return False
    # A moment is another way to say a day and a time; which zone it was written in it does not know.
    parts = set(_TIMES[before]) - ({"z"} if before == "timestamp with time zone" else set())
    return not parts <= set(_TIMES[after]) or _finest(old) > _finest(new)


def _finest(type_name: str) -> tuple[int, int]:
    """The last field that a value has, and the digits of its seconds."""
    name = re.sub(r"\(\d+\)", "", type_name)
    if name == "date":
        return _FIELDS.index("day"), 0
    last = name.rpartition(" ")[2] if name.startswith("interval ") else "second"
    digits = modifiers(type_name) if base_name(type_name) in (*_TIMES, "interval") else []
    return _FIELDS.index(last), digits[0] if digits else 6


def _is_longer_than_a_name(old: str) -> bool:
    """Whether it may be: a name has room for 63 bytes, and is cut."""
    before, length = base_name(old), modifiers(old)
    limited = before in ("character varying", "character") and bool(length) and length[0] <= _NAME
    return "." not in before and before not in _SHORT and not limited


_RULES: dict[str, Callable[[str], bool]] = {
    "name": _is_longer_than_a_name,
    '"char"': lambda old: base_name(old) not in ('"char"', "integer"),
    "boolean": lambda old: base_name(old) == "integer",  # which one it was
    "jsonb": lambda old: base_name(old) in STRINGS | {"json"},  # keys that are there twice, and their order
    "cidr": lambda old: base_name(old) == "inet",
    "tsvector": lambda old: base_name(old) != "tsvector",  # words that are there twice, and their order
}
