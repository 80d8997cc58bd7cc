"""`-- differ: renamed from NAME` in the schema → which object is meant, and what it was called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.model import Ref, Snapshot
from differ.renames.former import Former, to_follow
from differ.renames.rename import Rename, main_objects
from differ.scripts.tokens import code, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from differ.scripts.script import Hint

_MODIFIERS = frozenset(
    "or replace unlogged unique temp temporary global local constraint recursive if not exists concurrently only "
    "trusted procedural default".split()
)
_PART = re.compile(r'"(?:[^"]|"")+"|[^".]+')


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a qualified name as SQL writes it, as PostgreSQL keeps them."""
    return tuple(map(unquoted, _PART.findall(name)))


@dataclass(frozen=True, slots=True)
class Hinted:
    """A described object, or a part of it, and the former name in parts, as far as the hint says it."""

    ref: Ref
    former: tuple[str, ...]
    where: str
    part: str | None = None


def hinted_objects(hints: Iterable[Hint], described: Snapshot) -> tuple[Hinted, ...]:
    """The objects that hints stand above; SchemaError where that is none, or more than one."""
    return tuple(_hinted(hint, described) for hint in hints)


def hinted_renames(
    hinted: Sequence[Hinted], live: Snapshot, desired: Snapshot, asked: Sequence[Rename] = ()
) -> tuple[list[Rename], list[Rename]]:
    """The hints that the live database has yet to follow, beside the renames that are `asked` for: the former name is
    there, and the new one is not, or goes on under another itself. And those whose new name is there and stays.

    A hint that was followed may stay in the schema for as long as there are databases with the former name.
    """
    former = Former(asked)
    found: list[Rename] = []
    stuck: list[Rename] = []
    for _, together in groupby(sorted(hinted, key=_depth), key=lambda one: _depth(one)[:2]):
        wanted = [rename for one in together if (rename := _wanted(one, former, live, desired)) is not None]
        follow, stay = to_follow(wanted, (*asked, *found), live, former)
        former.add(follow)
        found += follow
        stuck += stay
    return found, stuck


def _depth(one: Hinted) -> tuple[bool, int, str]:
    return one.part is not None, len(one.ref.path), one.where


def _wanted(one: Hinted, former: Former, live: Snapshot, desired: Snapshot) -> Rename | None:
    """What the hint asks for, whether it can be or not; None where that is nothing in the desired state."""
    if one.ref not in desired.objects:
        return None
    if one.part is None:
        return Rename(_former(one, former, live, desired), one.ref, one.where)
    old = former.of(one.ref)
    if old is None or one.part not in kind_of(one.ref).parts(desired.objects[one.ref]):
        return None
    return Rename(old, one.ref, one.where, (one.former[-1], one.part))


def _former(one: Hinted, former: Former, live: Snapshot, desired: Snapshot) -> Ref:
    """The object under its former name, in a schema or table that may have been renamed itself."""
    kind, path = one.ref.kind, one.ref.path
    if kind_of(one.ref).within:
        return Ref(kind, (*(former.relation(path[:-1]) or path[:-1]), one.former[-1]))
    if len(path) == 1:
        return Ref(kind, one.former[-1:])
    schema = former.schema(path[0]) or path[0]
    if len(one.former) > 1:
        schema = one.former[-2]
        if Ref("schema", (schema,)) not in live.objects:  # it may be said as it is to be called
            schema = former.schema(schema) or schema
    found = Ref(kind, (schema, one.former[-1], *path[2:]))
    if found in live.objects or len(path) == 2:
        return found
    # Types of its arguments may have had other names, too.
    others = [ref for ref in live.found.of_kind(kind) if ref.path[:2] == found.path[:2] and ref not in desired.objects]
    return others[0] if len(others) == 1 else found


def _hinted(hint: Hint, described: Snapshot) -> Hinted:
    words = _words(hint.statement.text)
    relation, found = _of_statement(words, described)
    if hint.target_line > hint.statement.line:
        line = _words(hint.target)
        for ref in found:
            part = _part(line, set(kind_of(ref).parts(described.objects[ref])))
            if part is not None:
                return Hinted(ref, (label_of(hint.name),), hint.where, part)
        constraint = line[:1] == [("word", "constraint")]
        name = line[1:2] if constraint else line[:1]
        refs = [_inner(ref, "constraint" if constraint else "column", name[0][1]) for ref in relation if name]
        found = [ref for ref in refs if ref in described.objects]
    found = main_objects(found, described)
    if len(found) == 1:
        return Hinted(found[0], parts_of(hint.name), hint.where)
    problem = "more than one object" if found else "no object"
    raise SchemaError(
        f"differ cannot tell which object this hint is for: {problem} of the schema fits what it stands above.",
        where=hint.where,
        remedy="Put it on a line of its own right above the column, the constraint or the CREATE statement, "
        "or say --rename OLD=NEW.",
    )


def label_of(text: str) -> str:
    """A label as SQL writes it, or a name, as PostgreSQL keeps it."""
    return text[1:-1].replace("''", "'") if text.startswith("'") else unquoted(text)


def _part(line: list[tuple[str, str]], names: set[str]) -> str | None:
    """Which part of an object a line says: its first word, or what an expression is called."""
    marks = [i for i, (kind, word) in enumerate(line) if kind == "mark" and word == ","]
    said = line[: marks[-1]] if marks and marks[-1] == len(line) - 1 else line
    ways = [i + 1 for i, word in enumerate(said) if word == ("word", "as")]
    ends = [i - 1 for i, word in enumerate(said) if word == ("word", "from")] or [len(said) - 1]
    for i in (*ways[-1:], 0, ends[0]):
        if 0 <= i < len(said) and said[i][0] in ("word", "quoted", "string") and said[i][1] in names:
            return said[i][1]
    return None


def _inner(ref: Ref, kind: str, name: str) -> Ref:
    """A column or constraint of a table, or a constraint of a domain."""
    return Ref(f"domain {kind}" if ref.kind == "domain" else kind, (*ref.path, name))


def _of_statement(words: list[tuple[str, str]], described: Snapshot) -> tuple[list[Ref], list[Ref]]:
    """The relations, types or domains that a statement is about, and what it makes."""
    text = [word for _, word in words]
    if text[:1] == ["alter"] and text[1:2] in (["table"], ["domain"]):
        at = next((i for i, word in enumerate(text) if i > 1 and word not in _MODIFIERS), len(text))
        hosts = _named(described, text[1], words, at)
        if "add" not in text:
            return hosts, []
        added = text[text.index("add") + 1 :]
        kind = added.pop(0) if added[:1] in (["column"], ["constraint"]) else "column"
        name = next((word for word in added if word not in _MODIFIERS), "")
        return hosts, [ref for host in hosts if (ref := _inner(host, kind, name)) in described.objects]
    if text[:1] != ["create"]:
        return [], []
    start = 1
    while start < len(text) and words[start][0] == "word" and text[start] in _MODIFIERS:
        start += 1
    for length in (4, 3, 2, 1):
        command = " ".join(text[start : start + length])
        at = start + length
        while at + 1 < len(text) and words[at][0] == "word" and words[at + 1][0] != "mark" and text[at] in _MODIFIERS:
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
    """Words, quoted names, labels and marks; names and labels as PostgreSQL keeps them."""
    found: list[tuple[str, str]] = []
    end = -1
    for token in code(text):
        written = text[token.start : token.end]
        if token.kind in ("string", "quoted") and token.start == end and found[-1][0] == token.kind:
            found[-1] = (token.kind, f"{found[-1][1]}{written[0]}{label_of(written)}")  # a doubled quote within it
        else:
            named = token.kind in ("word", "quoted", "string")
            found.append((token.kind, label_of(written) if named else written))
        end = token.end
    return found
