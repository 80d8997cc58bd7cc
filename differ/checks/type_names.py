"""Names of types as people write them, and as format_type prints them."""

from __future__ import annotations

import re

_LONG = {
    "bool": "boolean",
    "int": "integer",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float": "double precision",
    "float4": "real",
    "float8": "double precision",
    "decimal": "numeric",
    "varchar": "character varying",
    "char varying": "character varying",
    "char": "character",
    "bpchar": "character",
    "varbit": "bit varying",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
}
_SHORT = {
    "character varying": "varchar",
    "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz",
    "time without time zone": "time",
    "time with time zone": "timetz",
}
_MODIFIER = re.compile(r"\s*\(\s*([^()]*?)\s*\)\s*")
_ARRAY = re.compile(r"(?:\s*\[\s*\d*\s*\])+\Z|\s+array\Z")


def same_type(one: str, other: str, schema: str) -> bool:
    """Whether two names mean one type; a name without a schema is PostgreSQL's own or lives in `schema`."""
    return normal_type(one, schema) == normal_type(other, schema)


def normal_type(name: str, schema: str = "public") -> str:
    """The name as format_type prints it, without `pg_catalog` and `schema` in front."""
    base, modifier, array = _parts(name)
    if base in ("character", "char") and not modifier:
        modifier = "(1)"
    base = _LONG.get(base, base)
    return _joined(base, modifier, array).removeprefix("pg_catalog.").removeprefix(f"{schema}.")


def short_type(name: str, schema: str = "public") -> str:
    """The name as people write it: varchar(255), timestamptz."""
    base, modifier, array = _parts(name.removeprefix(f"{schema}."))
    short = _SHORT.get(base)
    return f"{short}{modifier}{array}" if short else _joined(base, modifier, array)


def _parts(name: str) -> tuple[str, str, str]:
    """The base name, "(255)" or nothing, and "[]" or nothing; quoted names keep their case."""
    text = " ".join(part if '"' in part else part.lower() for part in name.split())
    array = _ARRAY.search(text)
    if array:
        text = text[: array.start()]
    modifier = _MODIFIER.search(text)
    inner = ""
    if modifier:
        inner = "(" + re.sub(r"\s*,\s*", ",", modifier.group(1)) + ")"
        text = f"{text[: modifier.start()]} {text[modifier.end() :]}".strip()
    return text, inner, "[]" if array else ""


def _joined(base: str, modifier: str, array: str) -> str:
    """format_type puts the precision of a time behind its first word."""
    if modifier and base.startswith(("time ", "timestamp ")):
        word, _, rest = base.partition(" ")
        return f"{word}{modifier} {rest}{array}"
    return f"{base}{modifier}{array}"
