"""What a script is once it has been read: statements that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its semicolon, with the comments that lead to it.

    `offset` is the index of the first token in `text`; `line` and `column` (from 1) are that token's.
    `copy_data` holds the rows of a COPY ... FROM stdin, each ended by a newline, None for all else.
    """

    text: str
    file: Path
    line: int
    column: int
    offset: int = 0
    copy_data: str | None = None

    def position(self, index: int) -> tuple[int, int]:
        """Line and column in the file of a character of `text`."""
        index = max(index, self.offset)
        lines = self.text.count("\n", self.offset, index)
        if not lines:
            return self.line, self.column + index - self.offset
        return self.line + lines, index - self.text.rindex("\n", self.offset, index)

    def where(self, index: int | None = None) -> str:
        """file:line:column of a character of `text`, or of the first token."""
        line, column = self.position(self.offset if index is None else index)
        return f"{self.file}:{line}:{column}"

    def copy_line(self, row: int) -> int:
        """The line in the file of a row (from 1) of `copy_data`."""
        return self.line + self.text.count("\n", self.offset) + row


Verb = Literal["renamed from", "using"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A comment `-- differ: renamed from NAME` or `-- differ: using EXPRESSION`.

    `text` is the name, perhaps quoted and qualified, or the expression, as written; `target` is the line of SQL that
    the comment stands above (or behind, on the same line), `target_line` its number, and `statement` the one it
    belongs to.
    """

    verb: Verb
    text: str
    file: Path
    line: int
    target: str
    target_line: int
    statement: Statement

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Script:
    """Statements in the order in which they run, out of `files` in the order in which they were read."""

    statements: tuple[Statement, ...]
    files: tuple[Path, ...]
    hints: tuple[Hint, ...]
