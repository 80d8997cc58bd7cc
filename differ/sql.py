"""Quoting: every identifier and literal in SQL that we write goes through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from zlib import crc32

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")

# Every keyword that is not "unreserved" in PostgreSQL 15 to 18 (appendix C of the manual).
_KEYWORDS = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both
    case cast char character check coalesce collate collation column concurrently constraint create cross
    current_catalog current_date current_role current_schema current_time current_timestamp current_user dec
    decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
    freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect
    interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg
    json_query json_scalar json_serialize json_table json_value lateral leading least left like limit
    localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif
    numeric offset on only or order out outer overlaps overlay placing position precision primary real
    references returning right row select session_user setof similar smallint some substring symmetric
    system_user table tablesample then time timestamp to trailing treat trim true union unique user using
    values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
    xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()
)


@cache
def ident(name: str) -> str:
    """An identifier, quoted where PostgreSQL needs it."""
    if _PLAIN.match(name) and name not in _KEYWORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def qualified(*names: str) -> str:
    """Identifiers joined by dots: schema.table or schema.table.column."""
    return ".".join(map(ident, names))


def aside_name(name: str) -> str:
    """The name of an object while it waits to be dropped, within the 63 bytes that PostgreSQL keeps."""
    said = name.encode()
    if len(said) > 40:  # names that begin alike are told apart
        said = said[:31] + b"_%08x" % crc32(said)
    return said.decode(errors="ignore") + "__differ_replaced"


def leading_name(text: str) -> str:
    """The name that a text begins with, which is quoted where it has to be."""
    if not text.startswith('"'):
        return text.partition(" ")[0]
    quoted = _QUOTED.match(text)
    return quoted[0][1:-1].replace('""', '"') if quoted else text


def idents(names: Iterable[str]) -> str:
    """Identifiers joined by commas."""
    return ", ".join(map(ident, names))


def literal(text: str) -> str:
    """A string literal, the same whatever standard_conforming_strings says."""
    quoted = "'" + text.replace("'", "''") + "'"
    if "\\" in text or "\r" in text:  # line ends may be changed on the way of a file
        return " E" + quoted.replace("\\", "\\\\").replace("\r", "\\r")
    return quoted


def role(name: str) -> str:
    """A grantee: the empty name is PUBLIC."""
    return ident(name) if name else "PUBLIC"


def options(values: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """Storage parameters or view options: `fillfactor='70', toast.autovacuum_enabled='false'`."""
    pairs = values.items() if isinstance(values, Mapping) else values
    return ", ".join(f"{'.'.join(map(ident, name.split('.', 1)))}={literal(value).lstrip()}" for name, value in pairs)
