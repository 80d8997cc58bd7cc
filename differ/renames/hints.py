"""`-- differ: renamed from NAME` in the schema → which object is meant, and what it was called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.model import Ref, Snapshot
from differ.renames.running import Rename, main_objects
from differ.scripts.tokens import code, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from differ.scripts.script import Hint

_MODIFIERS = frozenset(
    "or replace unlogged unique temp temporary global local constraint recursive if not exists concurrently only "
    "trusted procedural default".split()
)
_PARTS = frozenset(("column", "constraint"))
_PART = re.compile(r'"(?:[^"]|"")+"|[^".]+')


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a qualified name as SQL writes it, as PostgreSQL keeps them."""
    return tuple(map(unquoted, _PART.findall(name)))


@dataclass(frozen=True, slots=True)
class Hinted:
    """A described object and its former name in parts, as far as the hint says it."""

    ref: Ref
    former: tuple[str, ...]
    where: str


def hinted_objects(hints: Iterable[Hint], described: Snapshot) -> tuple[Hinted, ...]:
    """The objects that hints stand above; SchemaError where that is none, or more than one."""
    return tuple(Hinted(_object(hint, described), parts_of(hint.name), hint.where) for hint in hints)


def hinted_renames(hinted: Sequence[Hinted], live: Snapshot, desired: Snapshot) -> list[Rename]:
    """The hints that the live database has yet to follow: there is the former name, and not the new one.

    A hint that was followed may stay in the schema for as long as there are databases with the former name.
    """
    former: dict[Ref, tuple[str, ...]] = {}
    renames = []
    for one in sorted(hinted, key=lambda one: (len(one.ref.path), one.where)):
        if one.ref not in desired.objects or one.ref in live.objects:
            continue
        old = Ref(one.ref.kind, _former_path(one, former))
        if old in live.objects and old not in desired.objects:
            former[one.ref] = old.path
            renames.append(Rename(old, one.ref, one.where))
    return renames


def _former_path(one: Hinted, former: dict[Ref, tuple[str, ...]]) -> tuple[str, ...]:
    """The whole path under the former name, in a table that may have been renamed itself."""
    path = one.ref.path
    if not kind_of(one.ref).within:
        if len(path) == 1:
            return one.former[-1:]
        schema = one.former[-2] if len(one.former) > 1 else path[0]
        return (schema, one.former[-1], *path[2:])
    relation = path[:-1]
    renamed = next((old for ref, old in former.items() if ref.path == relation), relation)
    return (*renamed, one.former[-1])


def _object(hint: Hint, described: Snapshot) -> Ref:
    words = _words(hint.statement.text)
    relation, found = _of_statement(words, described)
    if hint.target_line > hint.statement.line:
        line = _words(hint.target)
        constraint = line[:1] == [("word", "constraint")]
        name = line[1:2] if constraint else line[:1]
        kind = "constraint" if constraint else "column"
        refs = [Ref(kind, (*ref.path, name[0][1])) for ref in relation if name]
        found = [ref for ref in refs if ref in described.objects]
    found = main_objects(found, described)
    if len(found) == 1:
        return found[0]
    problem = "more than one object" if found else "no object"
    raise SchemaError(
        f"differ cannot tell which object this hint is for: {problem} of the schema fits what it stands above.",
        where=hint.where,
        remedy="Put it on a line of its own right above the column, the constraint or the CREATE statement, "
        "or say --rename OLD=NEW.",
    )


def _of_statement(words: list[tuple[str, str]], described: Snapshot) -> tuple[list[Ref], list[Ref]]:
    """The relations that a statement is about, and what it makes."""
    text = [word for _, word in words]
    if text[:2] == ["alter", "table"]:
        at = 2 + sum(word in _MODIFIERS for word in text[2:5])
        relations = _named(described, "table", words, at)
        if "add" not in text:
            return relations, []
        kind, *rest = [word for word in text[text.index("add") + 1 :] if word not in _MODIFIERS]
        if kind not in _PARTS:
            kind, rest = "column", [kind, *rest]
        added = (Ref(kind, (*ref.path, rest[0])) for ref in relations)
        return relations, [ref for ref in added if ref in described.objects]
    if text[:1] != ["create"]:
        return [], []
    start = 1
    while start < len(text) and words[start][0] == "word" and text[start] in _MODIFIERS:
        start += 1
    for length in (4, 3, 2, 1):
        command = " ".join(text[start : start + length])
        at = start + length
        while at < len(text) and words[at][0] == "word" and text[at] in _MODIFIERS:
            at += 1
        found = _named(described, command, words, at)
        if found:
            return [ref for ref in found if len(ref.path) == 2], found
    return [], []


def _named(described: Snapshot, command: str, words: list[tuple[str, str]], at: int) -> list[Ref]:
    """The described objects that CREATE `command` with the name at this word can have made."""
    parts = [words[at][1]] if at < len(words) else []
    while at + 2 < len(words) and words[at + 1] == ("mark", "."):
        at += 2
        parts.append(words[at][1])
    if not parts:
        return []
    texts = {word for _, word in words}
    found = []
    for ref in described.objects:
        kind = kind_of(ref)
        if kind.command.lower() != command:
            continue
        if kind.within:
            fits = ref.path[-1] == parts[-1] and ref.path[-2] in texts
        else:
            name = ref.path[: 2 if len(ref.path) > 1 else 1]
            fits = name[-1] == parts[-1] and (len(parts) == 1 or name[-len(parts) :] == tuple(parts))
        if fits:
            found.append(ref)
    in_public = [ref for ref in found if ref.path[0] == "public"]
    return in_public if len(parts) == 1 and len(found) > 1 and len(in_public) == 1 else found


def _words(text: str) -> list[tuple[str, str]]:
    """Words, quoted names and marks; names as PostgreSQL keeps them."""
    found: list[tuple[str, str]] = []
    for token in code(text):
        written = text[token.start : token.end]
        found.append((token.kind, unquoted(written) if token.kind in ("word", "quoted") else written))
    return found
