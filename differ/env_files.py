"""Files of environment variables (.env, .env.local), read without expanding anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from differ.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_ASSIGNMENT = re.compile(r"[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)(?:[ \t]*=|:(?=[ \t]))[ \t]*")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Variable:
    """A value and its file:line; the value may be a secret and stays out of the repr."""

    value: str = field(repr=False)
    where: str


def read(path: Path, wanted: Collection[str]) -> dict[str, Variable]:
    """The wanted variables of a file; none where the file is absent. The last assignment of a name counts.

    Quotes of three kinds (', ", `) may span lines; \\n and escaped quotes are undone in double quotes only; ` #` begins
    a comment outside quotes. Raises ConfigurationError with file:line where a wanted value cannot be read.
    """
    if path.is_dir():
        return {}
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", where=path.name) from None
    text = _decode(content)
    found: dict[str, Variable] = {}
    position, line = 0, 1
    while position < len(text):
        match = _ASSIGNMENT.match(text, position)
        where = f"{path.name}:{line}"
        end = text.find("\n", position) % (len(text) + 1)
        if match:
            value, quoted_end = _value(text, match.end(), end)
            if match["name"] in wanted:
                found[match["name"]] = _checked(match["name"], value, where)
            end = text.find("\n", quoted_end) % (len(text) + 1)
        line += text.count("\n", position, end + 1)
        position = end + 1
    return found


def _decode(content: bytes) -> str:
    """Bytes that are no UTF-8 become surrogates, which only matter inside a wanted value."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # PowerShell's `>` writes UTF-16.
        text = content.decode("utf-16", errors="replace")
    else:
        text = content.decode("utf-8-sig", errors="surrogateescape")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _value(text: str, start: int, line_end: int) -> tuple[str | None, int]:
    """The value that starts here (None: its quote never ends) and the position behind it."""
    mark = text[start : start + 1]
    if mark not in ("'", '"', "`") or not mark:
        return _COMMENT.sub("", text[start:line_end]).strip(), line_end
    inside = r"(?:[^\"\\]|\\.)*" if mark == '"' else f"[^{mark}]*"
    match = re.compile(f"{mark}({inside}){mark}", re.DOTALL).match(text, start)
    if match is None:
        return None, line_end
    value = match[1]
    return (_ESCAPE.sub(_unescape, value) if mark == '"' else value), match.end()


def _unescape(match: re.Match[str]) -> str:
    letter = match[1]
    if letter in "nrt":
        return {"n": "\n", "r": "\r", "t": "\t"}[letter]
    return letter if letter in "\"'\\$`" else match[0]


def _checked(name: str, value: str | None, where: str) -> Variable:
    if value is None:
        raise ConfigurationError(f"the quote around {name} never ends", remedy="Close the quote.", where=where)
    if any("\udc80" <= letter <= "\udcff" for letter in value):
        raise ConfigurationError(f"{name} is not UTF-8 text", remedy="Save the file as UTF-8.", where=where)
    return Variable(value, where)
