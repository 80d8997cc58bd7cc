"""A hint in the schema → the object that it stands above; and how values of columns go to another type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.kinds import kind_of
from differ.kinds.columns import Column
from differ.model import Found, Object, Ref, Snapshot
from differ.renames.rename import main_objects
from differ.scripts.tokens import code, tokens, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from differ.scripts.script import Hint

_MODIFIERS = frozenset(
    "or replace unlogged unique temp temporary global local constraint recursive if not exists concurrently only "
    "trusted procedural default".split()
)


def with_conversions(hints: Iterable[Hint], described: Snapshot) -> Snapshot:
    """The snapshot with what hints say of columns whose type changes; SchemaError where that can be no such."""
    said: dict[Ref, Object] = {}
    for hint in hints:
        if hint.verb == "using":
            ref, part = meant(hint, described)
            column = described.objects[ref]
            if part is not None or not isinstance(column, Column):
                raise _no_use(hint, f"{ref} is no column of a table.")
            if why := _holds_no_values_of_its_own(column):
                raise _no_use(hint, f"{ref} {why}.")
            if ref in said:
                raise _no_use(hint, f"{ref} has another one.")
            if not _is_whole(hint.text):
                raise _no_use(hint, "It is not one expression on one line.")
            said[ref] = replace(column, using=hint.text)
    return replace(described, found=Found(described.objects | said, described.births)) if said else described


def _holds_no_values_of_its_own(column: Column) -> str | None:
    if column.generated:
        return "is generated, so its values are computed anew"
    if column.foreign:
        return "is of a foreign table, whose values are elsewhere"
    return "changes with the column of its parent table" if column.inherited else None


def _is_whole(expression: str) -> bool:
    """Whether it can stand between parentheses."""
    depth = 0
    for token in tokens(expression):
        word = expression[token.start : token.end]
        if token.kind in ("comment", "unfinished") or word == ";":
            return False
        depth += (word == "(") - (word == ")")
        if depth < 0:
            return False
    return depth == 0


def _no_use(hint: Hint, why: str) -> SchemaError:
    return SchemaError(
        f"This hint cannot be followed: {why}",
        where=hint.where,
        remedy="Write `-- differ: using EXPRESSION` right above a column, to say how its values go to the type there.",
    )


def meant(hint: Hint, described: Snapshot) -> tuple[Ref, str | None]:
    """The object, or a part of it, that a hint stands above; SchemaError where that is none, or more than one."""
    words = _words(hint.statement.text)
    relation, found = _of_statement(words, described)
    if hint.target_line > hint.statement.line:
        line = _words(hint.target)
        for ref in found:
            part = _part(line, set(kind_of(ref).parts(described.objects[ref])))
            if part is not None:
                return ref, part
        constraint = line[:1] == [("word", "constraint")]
        name = line[1:2] if constraint else line[:1]
        refs = [_inner(ref, "constraint" if constraint else "column", name[0][1]) for ref in relation if name]
        found = [ref for ref in refs if ref in described.objects]
    found = main_objects(found, described)
    if len(found) == 1:
        return found[0], None
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
