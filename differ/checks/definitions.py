"""Definitions that PostgreSQL prints (pg_get_indexdef and its like), taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from differ.checks.tokens import Token, closing, split_commas, tokens, unquoted

_ACTION = r"NO ACTION|RESTRICT|CASCADE|SET NULL|SET DEFAULT"
_ACTIONS = re.compile(rf"\bON (UPDATE|DELETE) ({_ACTION})(?: \([^)]*\))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IndexParts:
    """An index; `columns` and `predicate` are expressions."""

    unique: bool
    method: str
    columns: tuple[str, ...]
    include: tuple[str, ...]
    predicate: str | None
    nulls_distinct: bool


@dataclass(frozen=True, slots=True)
class TriggerParts:
    """A trigger; `function` is qualified, `events` are in PostgreSQL's order."""

    timing: str
    events: tuple[str, ...]
    columns: tuple[str, ...]
    level: str
    when: str | None
    function: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForeignKeyParts:
    """A foreign key; what happens on update and on delete is in lower case."""

    columns: tuple[str, ...]
    referenced: tuple[str, ...]
    on_update: str
    on_delete: str


@lru_cache(maxsize=16384)
def index_parts(definition: str) -> IndexParts:
    """Takes CREATE INDEX as pg_get_indexdef prints it."""
    found = tokens(definition)
    place = next(i for i, token in enumerate(found) if token.text == "using")
    opening = place + 2
    end = closing(found, opening)
    rest = found[end + 1 :]
    include: tuple[str, ...] = ()
    if rest and rest[0].text == "include":
        last = closing(rest, 1)
        include = tuple(unquoted(part[0]) for part in split_commas(rest[2:last]))
    where = next((token for token in rest if token.text == "where"), None)
    return IndexParts(
        unique=found[1].text == "unique",
        method=found[place + 1].text,
        columns=_texts(definition, found[opening + 1 : end]),
        include=include,
        predicate=definition[where.end :].strip() if where else None,
        nulls_distinct="nulls not distinct" not in " ".join(t.text for t in rest),
    )


@lru_cache(maxsize=16384)
def trigger_parts(definition: str) -> TriggerParts:
    """Takes CREATE TRIGGER as pg_get_triggerdef prints it."""
    found = tokens(definition)
    start = next(i for i, t in enumerate(found) if t.text == "trigger" and t.kind == "word") + 2
    timing = "instead of" if found[start].text == "instead" else found[start].text
    end = next(i for i in range(start, len(found)) if found[i].text == "on")
    events: list[str] = []
    columns: list[str] = []
    of = False
    for token in found[start + (2 if timing == "instead of" else 1) : end]:
        if token.text in ("or", ","):
            of = of and token.text == ","
        elif token.text == "of":
            of = True
        elif of:
            columns.append(unquoted(token))
        else:
            events.append(token.text)
    words = [token.text for token in found]
    execute = len(words) - 1 - words[::-1].index("execute")
    opening = next(i for i in range(execute, len(found)) if words[i] == "(")
    when = next((i for i in range(end, execute) if words[i] == "when" and words[i + 1] == "("), None)
    return TriggerParts(
        timing=timing,
        events=tuple(events),
        columns=tuple(columns),
        level=_each(words[end:execute]) or "statement",
        when=None if when is None else definition[found[when + 1].end : found[closing(found, when + 1)].start],
        function=".".join(unquoted(t) for t in found[execute + 2 : opening : 2]),
        arguments=_texts(definition, found[opening + 1 : -1]),
    )


@lru_cache(maxsize=16384)
def foreign_key_parts(definition: str) -> ForeignKeyParts:
    """Takes a foreign key as pg_get_constraintdef prints it."""
    found = tokens(definition)
    first = next(i for i, token in enumerate(found) if token.text == "(")
    end = closing(found, first)
    second = next(i for i in range(end, len(found)) if found[i].text == "(")
    actions = {event.lower(): action.lower() for event, action in _ACTIONS.findall(definition)}
    return ForeignKeyParts(
        columns=tuple(unquoted(part[0]) for part in split_commas(found[first + 1 : end])),
        referenced=tuple(unquoted(p[0]) for p in split_commas(found[second + 1 : closing(found, second)])),
        on_update=actions.get("update", "no action"),
        on_delete=actions.get("delete", "no action"),
    )


@lru_cache(maxsize=16384)
def key_columns(definition: str) -> tuple[str, ...]:
    """The columns of PRIMARY KEY (…) or UNIQUE (…)."""
    found = tokens(definition)
    opening = next(i for i, token in enumerate(found) if token.text == "(")
    return tuple(unquoted(part[0]) for part in split_commas(found[opening + 1 : closing(found, opening)]))


@lru_cache(maxsize=16384)
def check_expression(definition: str) -> str:
    """The expression of CHECK (…)."""
    found = tokens(definition)
    return definition[found[1].end : found[closing(found, 1)].start]


def _texts(definition: str, found: list[Token]) -> tuple[str, ...]:
    return tuple(definition[part[0].start : part[-1].end] for part in split_commas(found))


def _each(words: list[str]) -> str:
    place = words.index("each") if "each" in words else -1
    return words[place + 1] if place >= 0 else ""
