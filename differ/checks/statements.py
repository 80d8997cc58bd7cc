"""Reading SQL statements from the file: one at a time, and none that would end the transaction they run in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.tokens import tokens, unquoted
from differ.errors import SchemaError

if TYPE_CHECKING:
    from differ.strict_yaml import Node

_FIRST = re.compile(r"(?:\s|\(|--[^\n]*(?:\n|\Z)|/\*.*?\*/)*(?P<word>\w*)", re.DOTALL)
_READING = ("select", "with", "values", "table", "show", "explain")
_ENDING = (
    "begin start commit end rollback abort savepoint release prepare set reset discard vacuum listen copy"
).split()


def read_query(node: Node) -> str:
    """A statement that only reads, without a semicolon at its end; SchemaError otherwise."""
    text, first = _statement(node)
    if first not in _READING:
        raise SchemaError(f"a query begins with {', '.join(_READING)}, not {first}", where=node.where)
    return text


def read_statement(node: Node) -> str:
    """Any statement but those that act on the transaction or session around it; SchemaError otherwise."""
    text, first = _statement(node)
    if first in _ENDING:
        raise SchemaError(
            f"{first.upper()} cannot be a step",
            remedy="Each behaviour runs in a transaction of its own, which is rolled back; say who acts with `as`.",
            where=node.where,
        )
    return text


def first_word(text: str) -> str:
    """The word that a statement begins with, in lower case; "" where there is none."""
    match = _FIRST.match(text)
    return match["word"].lower() if match else ""


@lru_cache(maxsize=4096)
def named_in(text: str) -> frozenset[str]:
    """Every name and word in a statement, names as the catalog has them; strings do not count."""
    try:
        return frozenset(unquoted(token) for token in tokens(text) if token.kind in ("word", "quoted"))
    except ValueError:
        return frozenset(re.findall(r"\w+", text.lower()))


def _statement(node: Node) -> tuple[str, str]:
    text = strict_yaml.string(node).rstrip().rstrip(";")
    first = first_word(text)
    if not first:
        raise SchemaError("this is not an SQL statement", where=node.where)
    return text, first
