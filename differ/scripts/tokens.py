"""The tokens of SQL as PostgreSQL's own scanner cuts them, as far as it takes to find where a statement ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TokenKind = Literal["space", "comment", "word", "number", "string", "quoted", "dollar", "mark", "unfinished"]


class Token(NamedTuple):
    """`start` and `end` are indexes into the text that was cut."""

    kind: TokenKind
    start: int
    end: int


SPACE = " \t\n\r\f\v"  # a no-break space is a letter to PostgreSQL
# All but the other characters of ASCII: to name what lies beyond it takes Python 30 ms at each start.
_LETTER = r"[^\x00-@\[-^`{-\x7f]"
_LETTERS_AND_DIGITS = r"[^\x00-/:-@\[-^`{-\x7f]"
_IN_WORD = r"[^\x00-#%-/:-@\[-^`{-\x7f]"  # a dollar sign as well
_ELSE = r"[\x00-!#%&*+,.:<=>?@\[\]^`{-\x7f]"
_WORD = rf"(?![eE]'){_LETTER}{_IN_WORD}*+"
_NUMBER = r"[0-9][0-9A-Za-z_.]*+"
_COMMENT = r"--[^\n\r]*+"
_QUOTED = r'"[^"]*+"'
_ESCAPED = r"'(?:[^'\\]++|\\.|'')*'"
# Only single classes are possessive: early releases of Python 3.11 lose matches of repeated groups that are.
# A literal goes on in the next line's quotes, and there backslashes still count.
_CONTINUES = rf"(?:[ \t\f\v]++|{_COMMENT})*[\n\r](?:[ \t\f\v\n\r]++|{_COMMENT}[\n\r])*"
_STRING = rf"(?:[eE]{_ESCAPED}(?:{_CONTINUES}{_ESCAPED})*|'[^']*+')"
_DOLLAR = rf"\$(?:{_LETTER}{_LETTERS_AND_DIGITS}*+)?\$"

# Everything that can neither end a statement nor nest, in one match.
RUN = re.compile(
    rf"""(?:{_ELSE}++|{_WORD}|{_NUMBER}|{_STRING}|{_QUOTED}|{_COMMENT}|-|/(?!\*))*""",
    re.DOTALL,
)
_LEAD = re.compile(rf"(?:[{SPACE}]++|{_COMMENT})*")
_DOLLAR_OPENS = re.compile(_DOLLAR)
_BLOCK_MARK = re.compile(r"/\*|\*/")
_TOKEN = re.compile(
    rf"(?P<space>[{SPACE}]++)|(?P<comment>{_COMMENT}|/\*)|(?P<word>{_WORD})|(?P<number>{_NUMBER})|(?P<string>{_STRING})"
    rf"|(?P<quoted>{_QUOTED})|(?P<dollar>{_DOLLAR})|(?P<mark>.)",
    re.DOTALL,
)


def block_end(text: str, start: int) -> int:
    """The index behind the comment /* ... */ that opens at `start`, -1 if it never closes."""
    depth = 0
    for mark in _BLOCK_MARK.finditer(text, start):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    return -1


def dollar_end(text: str, start: int) -> int | None:
    """The index behind the literal $tag$...$tag$ that opens at `start`; -1 if it never closes, None if none opens."""
    opening = _DOLLAR_OPENS.match(text, start)
    if opening is None:
        return None
    closing = text.find(opening.group(), opening.end())
    return -1 if closing < 0 else closing + len(opening.group())


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Cut a text; a comment or literal that never closes is the last token, of kind "unfinished"."""
    end = len(text) if end is None else end
    while start < end:
        match = _TOKEN.match(text, start, end)
        assert match is not None
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        stop: int | None = match.end()
        if kind == "comment" and match.group() == "/*":
            stop = block_end(text, start)
        elif kind == "dollar":
            stop = dollar_end(text, start)
        elif kind == "mark" and match.group() in "'\"":
            stop = -1
        if stop is None or stop < 0 or stop > end:
            yield Token("unfinished", start, end)
            return
        yield Token(kind, start, stop)
        start = stop


def code(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens without space and comments."""
    return (token for token in tokens(text, start, end) if token.kind not in ("space", "comment"))


def first_token(text: str, start: int, end: int) -> int:
    """The index of the first token that is neither space nor comment, or `end`."""
    while True:
        match = _LEAD.match(text, start, end)
        assert match is not None
        start = match.end()
        if start >= end or not text.startswith("/*", start):
            return start
        stop = block_end(text, start)
        if stop < 0 or stop > end:
            return start
        start = stop


def leading_words(text: str, start: int = 0, count: int = 6) -> tuple[str, ...]:
    """The keywords or plain names that a statement starts with, in lower case."""
    words: list[str] = []
    for token in code(text, start):
        if token.kind != "word" or len(words) == count:
            break
        words.append(text[token.start : token.end].lower())
    return tuple(words)


def unquoted(identifier: str) -> str:
    """The name that PostgreSQL makes of an identifier as written."""
    if identifier.startswith('"'):
        return identifier[1:-1].replace('""', '"')
    return "".join(letter.lower() if letter.isascii() else letter for letter in identifier)
