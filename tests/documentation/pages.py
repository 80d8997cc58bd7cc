"""The pages that people read, taken apart: sections, code, links, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")])
IDS = [str(page.relative_to(REPOSITORY)) for page in PAGES]

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]\n]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^(?P<marks>#+) (?P<text>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of code and its language, "" where none is named."""

    language: str
    text: str


def blocks(text: str) -> list[Block]:
    return [Block(match["language"], match["text"]) for match in _FENCE.finditer(text)]


def prose(text: str) -> str:
    """The page without its blocks of code."""
    return _FENCE.sub("", text)


def inline_code(text: str) -> list[str]:
    return _INLINE.findall(prose(text))


def links(text: str) -> list[str]:
    return [match["target"] for match in _LINK.finditer(_INLINE.sub("", prose(text)))]


def anchors(text: str) -> set[str]:
    """What a link may name after its #, as the usual viewers derive it from headings."""
    return {
        re.sub(r"[^\w\- ]", "", match["text"].lower()).replace(" ", "-") for match in _HEADING.finditer(prose(text))
    }


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level; fails where there is none."""
    match = re.search(rf"^(?P<marks>#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert match, f"there is no heading {heading!r}"
    rest = text[match.end() :]
    following = re.search(rf"^#{{1,{len(match['marks'])}}} ", _blanked(rest), re.MULTILINE)
    return rest[: following.start()] if following else rest


def first_cells(text: str) -> list[str]:
    """The first cell of each row of the tables, without their heads."""
    tables = re.findall(r"^\| ?---.*\n((?:\|.*\n?)+)", prose(text), re.MULTILINE)
    return [row.split("|")[1].strip() for table in tables for row in table.splitlines()]


def commands(text: str) -> Iterator[str]:
    """Every `differ …` that a page shows, in blocks and in prose, one a line and up to a pipe or redirection."""
    lines = [line for block in blocks(text) for line in block.text.splitlines()]
    for line in [*lines, *inline_code(text)]:
        match = re.match(r"(?:\$ )?(?:\.venv/bin/|python -m )?(differ [^|>;&#]*)", line.strip())
        if match:
            yield match[1].strip()


def _blanked(text: str) -> str:
    """The same length, with nothing in blocks of code that looks like a heading."""
    return _FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
