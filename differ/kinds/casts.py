"""Whether ALTER COLUMN ... TYPE needs a USING clause, and which.

PostgreSQL's own conversion is an assignment: it refuses a string that is too long, where an explicit cast would cut it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, LiteralString

from differ.model import Ref
from differ.sql import ident, leading_name, literal

if TYPE_CHECKING:
    from differ.kinds.columns import Column

STRINGS = frozenset(["text", "character varying", "character", "name", '"char"', "bpchar", "citext"])
_TEXTS = frozenset(["text", "character varying", "character", "bpchar"])  # alone go to "char" in an assignment
_BITS = frozenset(["bit", "bit varying"])
_NUMBERS = frozenset(["smallint", "integer", "bigint", "numeric", "real", "double precision"])
JSON = frozenset(["json", "jsonb"])
# Types within a group convert into each other in an assignment, which needs no USING.
_ASSIGNED = (
    _BITS,
    _NUMBERS,
    frozenset(["date", "timestamp without time zone", "timestamp with time zone"]),
    frozenset(["time without time zone", "time with time zone"]),
    frozenset(["time without time zone", "interval"]),
    JSON,
    frozenset(["inet", "cidr"]),
    frozenset(["macaddr", "macaddr8"]),
)
_RANGES = ("int4", "int8", "num", "ts", "tstz", "date")
# Explicit casts of pg_cast (PostgreSQL 15 to 18) besides: from any of the first to any of the second.
_EXPLICIT = (
    (frozenset(["boolean"]), frozenset(["integer"])),
    (frozenset(["integer"]), frozenset(["boolean", '"char"'])),
    (frozenset(['"char"']), STRINGS | {"integer"}),
    *((frozenset([f"{one}range"]), frozenset([f"{one}multirange"])) for one in _RANGES),
    (frozenset(["integer", "bigint"]), frozenset(["bit"])),
    (frozenset(["bit"]), frozenset(["integer", "bigint"])),
    (frozenset(["integer", "bigint", "numeric"]), frozenset(["money"])),
    (frozenset(["money"]), frozenset(["numeric"])),
    (frozenset(["timestamp without time zone"]), frozenset(["time without time zone"])),
    (frozenset(["timestamp with time zone"]), frozenset(["time without time zone", "time with time zone"])),
    (frozenset(["jsonb"]), _NUMBERS | {"boolean"}),
)
# For a column's type t: whether it is a composite type, or a domain or an array of one, and with which attributes.
COMPOSED: LiteralString = """
               case when t.typcategory in ('C', 'A') then
                   (select case when t.typtype = 'c' then 'row ' else 'held ' end || string_agg(
                        quote_ident(ca.attname) || case when ct.typcategory in ('C', 'A') then ' ()' else '' end, ', '
                        order by ca.attnum)
                    from pg_type h
                    join pg_type e on e.oid = case h.typtype when 'd' then h.typbasetype else h.oid end
                    join pg_attribute ca on ca.attrelid = e.typrelid and ca.attnum > 0 and not ca.attisdropped
                    join pg_type ct on ct.oid = ca.atttypid
                    where h.oid = case when t.typtype <> 'd' and t.typcategory = 'A' then t.typelem
                                       when t.typtype <> 'd' then t.oid
                                       when t.typcategory <> 'A' then t.typbasetype
                                       else (select b.typelem from pg_type b where b.oid = t.typbasetype) end) end
"""
# For the same: the type of PostgreSQL's own that a domain is over, be it through others.
BASE: LiteralString = """
               case when t.typtype = 'd' then
                   (with recursive down(type, modifier) as (
                        select t.typbasetype, t.typtypmod
                        union all
                        select b.typbasetype, b.typtypmod from down d
                        join pg_type b on b.oid = d.type and b.typtype = 'd')
                    select format_type(d.type, d.modifier) from down d
                    join pg_type b on b.oid = d.type and b.typtype <> 'd'
                    where d.type < '16384'::oid) end
"""
_ATTRIBUTE = re.compile(r'((?:"(?:[^"]|"")*"|[^," ])+)( \(\))?(?:, |\Z)')
_MODIFIER = re.compile(r"\([\d, -]+\)")


def base_name(type_name: str) -> str:
    """The type without what is said of its length, precision or fields."""
    name = _MODIFIER.sub("", type_name).strip()
    return "interval" if name.startswith("interval ") and not name.endswith("[]") else name


def needs_cast(old: str, new: str) -> bool:
    """Whether the conversion has to be spelt out. Types are as format_type prints them."""
    if _fills_up(old, new):
        return True
    old, new = base_name(old), base_name(new)
    if old.endswith("[]") and new.endswith("[]"):
        old, new = old[:-2], new[:-2]
    if new == '"char"':
        return old != new and old not in _TEXTS
    return old != new and new not in STRINGS and not any(old in group and new in group for group in _ASSIGNED)


def cast(name: str, old: str, new: str) -> str:
    """The expression that converts a column of the old type: by a cast where there is one, by the function that makes
    JSON of anything or the operator that takes text out of it, and else as text."""
    before, after = base_name(old), base_name(new)
    if after in JSON and before not in STRINGS | JSON:
        return f"to_{after}({name})"
    if _fills_up(old, new) or (_is_direct(before, after) and before not in STRINGS):
        return f"{name}::{new}"
    if _is_direct(before, after):
        return f"{name}::{unlimited(new)}"
    # A string in JSON comes without its quotes.
    return f"({name} #>> '{{}}')::{unlimited(new)}" if before in JSON else f"{name}::text::{unlimited(new)}"


def conversion(old: Column, new: Column) -> str | None:
    """The expression that converts the values of a column, a domain by what it is over; None where none is needed."""
    before, after = old.base or old.type, new.base or new.type
    if not needs_cast(before, after):
        return None
    return cast(old.name, before, after)


# Without a length these would be one byte or bit long.
_UNLIMITED = {"character": "bpchar", "bit": '"bit"'}


def unlimited(type_name: str) -> str:
    """The type without its length, which the assignment of a value to it sees to: an explicit cast would cut it."""
    if '"' in type_name or not _MODIFIER.search(type_name):
        return type_name
    name = base_name(type_name).removesuffix("[]")
    return _UNLIMITED.get(name, name) + ("[]" if type_name.endswith("[]") else "")


def _fills_up(old: str, new: str) -> bool:
    """Whether bits get more room: an assignment refuses what an explicit cast fills up with zeros."""
    before, after = base_name(old), base_name(new)
    return before == after and before in ("bit", "bit[]") and modifiers(old) < modifiers(new)


def _is_direct(before: str, after: str) -> bool:
    return (
        (before in STRINGS and before != '"char"')
        or any(before in group and after in group for group in _ASSIGNED)
        or any(before in sources and after in targets for sources, targets in _EXPLICIT)
    )


def doubt(column: Ref, old: str, new: str) -> str | None:
    """Why values of built-in types may not convert, and what to write then; None where PostgreSQL knows how."""
    before, after, name = base_name(old), base_name(new), ident(column.path[-1])
    if _fills_up(old, new):
        return None
    if before == after and before in ("bit", "bit[]"):
        why, using = "PostgreSQL refuses bits of another length, which a cast cuts", f"{name}::{new}"
    elif after.endswith("[]") != before.endswith("[]") and after not in STRINGS | JSON:
        why, using = "only an array reads as one", f"ARRAY[{name}]" if after == f"{before}[]" else "..."
    elif _is_direct(before, after) or not needs_cast(old, new) or {before, after} & JSON or "." in before + after:
        return None
    else:
        why, using = "no cast is known, so they go over as text", "..."
    values = f"values of column {'.'.join(column.path)}, which goes from {old} to {new}"
    return f"{values}: {why}; if there are any, {hint_of(using)}"


def hint_of(using: str) -> str:
    """What to write above the column in the schema."""
    return f"write `-- differ: using {using}` above it in the schema"


def by_attributes(before: str | None, after: str | None) -> bool:
    """Whether values go attribute by attribute, and not as a whole; both are COMPOSED."""
    return bool(before and after) and (before != after or "()" in (after or ""))


def attributes_lost(before: str | None, after: str | None) -> list[str]:
    """The quoted names of attributes whose values have no place in the other type; both are COMPOSED."""
    if not (before and after):
        return []
    names = [[name for name, _ in _ATTRIBUTE.findall(one.partition(" ")[2])] for one in (before, after)]
    return [name for name in names[0] if name not in names[1]]


def carried(alter: str, old: Column, new: Column) -> str:
    """ALTER COLUMN ... TYPE to another type of the same name: values go through text, those of a domain as what it is
    over, and where attributes of a composite type change each one goes to its namesake."""
    if not by_attributes(old.composed, new.composed):
        if bases := other_bases(old, new):
            return f"{alter} USING {cast(new.name, bases[0], unlimited(bases[1]))}"
        return f"{alter} USING {from_text(f'{new.name}::text', new)}"
    using = f"{alter} USING {by_name(new.name, new.type, new.composed)}"
    if new.composed and new.composed.startswith("row "):
        return using
    return f"CREATE TYPE {HELPER} AS (items {new.type});\n{using};\nDROP TYPE {HELPER}"


def other_bases(old: Column, new: Column) -> tuple[str, str] | None:
    """What two domains are over, where PostgreSQL has a say in how one goes to the other; else values go as text."""
    if not (old.base and new.base) or base_name(old.base) == base_name(new.base):
        return None
    return old.base, new.base


def from_text(text: str, new: Column) -> str:
    """The expression whose value, which was kept as text, is assigned to a column; a domain's as what it is over."""
    return f"{text}::{unlimited(new.base or new.type)}"


# USING takes no subquery, and a domain may refuse NULL: an array, or a domain, passes as an attribute of a type that is
# there for the time.
HELPER = "pg_temp.differ_row"


def by_name(name: str, type_name: str, after: str | None, item: str = "items") -> str:
    """The value, which may be JSON already, with each attribute of a composite type gone to its namesake."""
    if after and after.startswith("row "):
        return f"json_populate_record(NULL::{type_name}, to_json({name}))"
    key = literal(leading_name(item)).lstrip()
    return f"(json_populate_record(NULL::{HELPER}, json_build_object({key}, {name}))).{item}"


def rewrites(old: str, new: str) -> bool:
    """Whether PostgreSQL writes the whole table anew for the change of a column's type."""
    before, after = base_name(old), base_name(new)
    if before in ("character varying", "text") and after in ("character varying", "text"):
        limit, wanted = modifiers(old), modifiers(new)
        return bool(wanted) and (not limit or wanted[0] < limit[0])
    if before == after == "numeric":
        limit, wanted = modifiers(old), modifiers(new)
        return bool(wanted) and (not limit or wanted[1:] != limit[1:] or wanted[0] < limit[0])
    return (before, after) != ("cidr", "inet")


def modifiers(type_name: str) -> list[int]:
    """The numbers that follow the type: its length, or precision and scale."""
    found = _MODIFIER.search(type_name)
    return [int(number) for number in found[0].strip("()").split(",")] if found else []
