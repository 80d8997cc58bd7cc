"""An independent witness: what pg_dump says about a database, brought into a form that can be compared.

Two databases that differ only in the order of objects, grants or columns are the same to it.
"""

from __future__ import annotations

import difflib
import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = re.compile(r"^--\n-- (Name: .*)\n--\n\n", re.M)
_NOISE = re.compile(
    r"^(?:SET default_table\w+ = .*|\\(?:un)?restrict .*|--\n-- PostgreSQL .* dump complete\n--)\n", re.M
)
_TABLE = re.compile(r"(?P<head>CREATE (?:\w+ )*TABLE [^\n]* \(\n)(?P<body>.*?)(?P<tail>\n\)[^\n]*(?:\n|;))", re.S)
# Lists of columns that PostgreSQL keeps in the order that these have in the table.
_COLUMNS = re.compile(
    r"(?P<head>CREATE STATISTICS [^\n]* ON |ALTER PUBLICATION [^\n]* ADD TABLE [^\n(]*\()"
    r"(?P<body>[^\n()]*)(?P<tail>\)| FROM )"
)
_ITEM = re.compile(r"\n(?=    \S)")
_SORTED_STATEMENTS = re.compile(
    r"Type: (?:TABLE|ACL|DEFAULT ACL|VIEW|MATERIALIZED VIEW|INDEX|CONSTRAINT|TYPE|DATABASE PROPERTIES);"
)


def dump(pg_dump: Path, url: str, *options: str) -> str:
    """Everything of the schema, with owners, privileges and comments, as pg_dump prints it."""
    done = subprocess.run([pg_dump, "--schema-only", *options, url], capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"pg_dump failed: {done.stderr}")
    return done.stdout


def normalised(text: str) -> list[str]:
    """The entries of a dump, sorted; columns within a table and grants within a list as well."""
    preamble, *parts = _ENTRY.split(_NOISE.sub("", text))
    if "CREATE" in preamble:
        raise AssertionError(f"no entries were found in the dump:\n{text}")
    entries = []
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        body = _COLUMNS.sub(_sorted_names, _TABLE.sub(_sorted_columns, body))
        statements = [part.strip() for part in body.split(";\n") if part.strip()]
        if _SORTED_STATEMENTS.search(head):
            statements.sort()
        entries.append(f"-- {head}\n" + ";\n".join(statements) + ";\n")
    return sorted(entries)


def _sorted_columns(match: re.Match[str]) -> str:
    items = _ITEM.split("\n" + match["body"])[1:]
    body = ",\n".join(sorted(item.removesuffix(",") for item in items))
    return match["head"] + body + match["tail"]


def _sorted_names(match: re.Match[str]) -> str:
    return match["head"] + ", ".join(sorted(match["body"].split(", "))) + match["tail"]


def disagreement(found: list[str], wanted: list[str]) -> str:
    """The entries that only one of two dumps has, as a unified diff; empty where they agree."""
    if found == wanted:
        return ""
    only_found = [entry for entry in found if entry not in set(wanted)]
    only_wanted = [entry for entry in wanted if entry not in set(found)]
    lines = difflib.unified_diff(
        "".join(only_found).splitlines(), "".join(only_wanted).splitlines(), "found", "wanted", lineterm="", n=30
    )
    return "\n".join(lines)
