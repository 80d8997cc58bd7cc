"""SQL expressions and definitions, as PostgreSQL prints them or people write them, cut into tokens."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

TokenKind = Literal["string", "quoted", "number", "word", "operator", "mark"]

_TOKEN = re.compile(
    r"""
    \s+ | --[^\n]*
    | (?P<string>[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    | (?P<quoted>"(?:[^"]|"")+")
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)
    | (?P<word>[^\W\d][\w$]*)
    | (?P<operator>:: | := | [<>=]+(?=[-+]\d) | [-+*/<>=~!@\#%^&|`?]+)
    | (?P<mark>[()\[\],.;])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """`text` is as SQL compares it: words and needlessly quoted names in lower case, strings as written."""

    kind: TokenKind
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens without white space and comments; ValueError where it is not SQL."""
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ValueError(f"not SQL at {text[position : position + 20]!r}")
        position = match.end()
        # The tag of a dollar-quoted string is a group too, and never the last one to close.
        kind = match.lastgroup
        if kind is not None:
            found.append(_token(kind, match))
    return found


def closing(found: list[Token], opening: int) -> int:
    """The index of the token that closes the parenthesis or bracket at `opening`; ValueError where none does."""
    depth = 0
    for index in range(opening, len(found)):
        if found[index].kind == "mark":
            depth += (found[index].text in "([") - (found[index].text in ")]")
            if depth == 0:
                return index
    raise ValueError("a parenthesis is not closed")


def split_commas(found: list[Token]) -> list[list[Token]]:
    """The parts between commas that stand outside of parentheses."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        if token.kind == "mark":
            depth += (token.text in "([") - (token.text in ")]")
        if token.text == "," and token.kind == "mark" and not depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts if parts != [[]] else []


def names(text: str) -> tuple[str, ...]:
    """The parts of a dotted name, unquoted and folded as PostgreSQL does; ValueError where it is no name."""
    found = tokens(text)
    parts, dots = found[::2], found[1::2]
    if len(found) % 2 == 0 or any(t.kind not in ("word", "quoted") for t in parts) or any(t.text != "." for t in dots):
        raise ValueError(f"not a name: {text}")
    return tuple(unquoted(token) for token in parts)


def unquoted(token: Token) -> str:
    """The name that a word or quoted identifier stands for."""
    return token.text[1:-1].replace('""', '"') if token.kind == "quoted" else token.text


def _token(kind: str, match: re.Match[str]) -> Token:
    text = match.group()
    if kind == "word":
        return Token("word", text.lower(), match.start(), match.end())
    if kind == "quoted":
        name = text[1:-1]
        plain = re.fullmatch(r"[a-z_][a-z0-9_$]*", name) is not None
        return Token("word", name, match.start(), match.end()) if plain else Token("quoted", text, *match.span())
    if kind in ("string", "tag"):
        return Token("string", text, match.start(), match.end())
    if kind == "number":
        return Token("number", text, match.start(), match.end())
    return Token("operator" if kind == "operator" else "mark", text, match.start(), match.end())
