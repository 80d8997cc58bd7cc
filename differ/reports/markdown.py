"""Markdown in which text from a database stays text: nothing in it is a link, a mention or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

ROOM = 60_000
"""Characters that fit into a comment on a pull request, with room for what others add."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_PLAIN = re.compile(r"[^\w ]")


def code(text: str) -> str:
    """Text as a span of code on one line, whatever it holds."""
    text = _one_line(text) or " "
    fence = "`" * (_longest_run(text) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def cell(text: str) -> str:
    """A span of code for a cell of a table, which a bar would end, even behind some backslashes."""
    if not re.search(r"[|\\]", text):
        return code(text)
    return f"<code>{_NOT_PLAIN.sub(lambda match: f'&#{ord(match[0])};', _one_line(text))}</code>"


def block(text: str, language: str) -> str:
    """Text as a fenced block."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def that_fits(lines: Iterable[str], room: int, what: str) -> list[str]:
    """As many lines as there is room for, and a line that says how many are left out."""
    kept: list[str] = []
    lines = list(lines)
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            kept.append(f"… and {len(lines) - len(kept)} more {what}")
            break
        kept.append(line)
    return kept


def _one_line(text: str) -> str:
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)
