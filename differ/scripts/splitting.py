"""Cutting the text of one file into statements where psql would cut it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.scripts.script import Statement
from differ.scripts.tokens import RUN, SPACE, block_end, code, dollar_end, first_token, leading_words

if TYPE_CHECKING:
    from pathlib import Path

_ROUTINES = frozenset({"function", "procedure"})
_IGNORED_COMMANDS = frozenset({"restrict", "unrestrict"})
_INCLUDES = {"i": False, "include": False, "ir": True, "include_relative": True}
_COMMAND = re.compile(r"\\([A-Za-z_]+|.?)[ \t]*(.*)")
_END_OF_DATA = re.compile(r"^\\\.[ \t]*$", re.MULTILINE)
_BACKSLASH_STRINGS = re.compile(
    r"set\s+(?:session\s+|local\s+)?standard_conforming_strings\s*(?:=|\bto\b)\s*'?(?:off|false|no|0)\b", re.IGNORECASE
)
_ENCODING = re.compile(
    r"set\s+(?:session\s+|local\s+)?(?:client_encoding\s*(?:=|\bto\b)|names)\s*['\"]?([\w-]+)", re.IGNORECASE
)
_SHOWS = "It only changes what psql shows: remove the line."
_WITHOUT = "differ reads plain SQL: remove the line or write the SQL that it stands for."
_REMEDIES = {
    **dict.fromkeys(("c", "connect"), "differ connects by itself, to one database: remove the line."),
    **dict.fromkeys(("set", "unset", "gset", "getenv", "prompt"), "psql variables do not work here: write the value."),
    **dict.fromkeys(("if", "elif", "else", "endif"), "Write a DO block, or keep one form of the schema."),
    **dict.fromkeys(("g", "gx", "gexec", "crosstabview", "watch"), "End the statement with a semicolon instead."),
    **dict.fromkeys(("echo", "qecho", "warn", "timing", "pset", "x", "o", "t", "a", "q", "quit"), _SHOWS),
    "copy": "Use COPY ... FROM stdin with the rows below it, ended by a line \\. instead.",
    "encoding": "differ reads files as UTF-8: save the file as UTF-8 and remove the line.",
    "!": "differ runs no shell commands: remove the line.",
    ".": "It ends the rows of a COPY ... FROM stdin, and there is none before it: remove the line.",
}


@dataclass(frozen=True, slots=True)
class Include:
    """A line `\\i NAME`, or `\\ir NAME` (`relative`: to the file that it stands in)."""

    name: str
    relative: bool
    line: int


def split(text: str, file: Path) -> tuple[Statement | Include, ...]:
    """Cut a text into statements and includes; SchemaError where psql would wait for more or run a command."""
    return _Splitter(text, file).split()


class _Splitter:
    def __init__(self, text: str, file: Path) -> None:
        self.text = text
        self.file = file
        self.pieces: list[Statement | Include] = []
        self.start = 0  # of the statement at hand
        self.depth = 0  # of parentheses
        self.body: int | None = None  # inside BEGIN ATOMIC: where its latest statement starts
        self._counted = (0, 1)  # an index and its line

    def split(self) -> tuple[Statement | Include, ...]:
        text = self.text
        end = len(text)
        at = 0
        while True:
            match = RUN.match(text, at)
            assert match is not None
            at = match.end()
            if at >= end:
                break
            mark = text[at]
            if mark == ";":
                at = self._semicolon(at)
            elif mark == "(":
                self.depth += 1
                at += 1
            elif mark == ")":
                self.depth = max(self.depth - 1, 0)
                at += 1
            elif mark == "\\":
                at = self._backslash(at)
            else:
                at = self._literal(at)
        statement = self._statement(end)
        if statement is not None:
            if _copy_direction(statement) is not None:
                self._check_copy(statement, end)
            self.pieces.append(statement)
        return tuple(self.pieces)

    def _semicolon(self, at: int) -> int:
        """Take note of a semicolon; the index at which to go on."""
        if self.depth or self._body_goes_on(at):
            return at + 1
        after = at + 1
        statement = self._statement(at)
        if statement is not None:
            if _copy_direction(statement) is not None:
                statement, after = self._check_copy(statement, at + 1)
            self.pieces.append(statement)
        self.start = after
        self.body = None
        return after

    def _body_goes_on(self, at: int) -> bool:
        """Whether a semicolon stands inside BEGIN ATOMIC ... END; END closes it only as a statement of its own."""
        if self.body is not None:
            self.body, begins = at + 1, self.body
            return leading_words(self.text[begins:at], count=1) != ("end",)
        if "atomic" not in self.text[self.start : at].lower():
            return False
        words = [word for word in leading_words(self.text[self.start : at], count=4) if word not in ("or", "replace")]
        if words[:1] != ["create"] or not _ROUTINES.intersection(words[1:2]):
            return False
        depth = 0
        before = last = ""
        for token in code(self.text, self.start, at):
            before, last = last, self.text[token.start : token.end].lower()
            depth += (last == "(") - (last == ")")
            if self.body is not None:
                return last != "end"
            if depth == 0 and (before, last) == ("begin", "atomic"):
                self.body = at + 1
        return self.body is not None

    def _literal(self, at: int) -> int:
        """Pass over a comment or literal that nests or has a tag."""
        mark = self.text[at]
        if mark == "/":
            stop: int | None = block_end(self.text, at)
            what, remedy = "This comment never ends", "Close it with */, one for each /* inside it."
        elif mark == "$":
            stop = dollar_end(self.text, at)
            tag = self.text[at : self.text.find("$", at + 1) + 1]
            what, remedy = f"The text that {tag} opens never ends", f"Close it with the same {tag}."
        elif mark == '"':
            stop, what, remedy = -1, "This quoted name never ends", 'Close it with ", or double a " inside it.'
        else:
            stop, what, remedy = -1, "This string never ends", "Close it with ', or double a ' inside it."
        if stop is None:
            return at + 1
        if stop < 0:
            raise SchemaError(f"{what}.", where=self._where(at), remedy=remedy)
        return stop

    def _backslash(self, at: int) -> int:
        """A psql command at the start of a line; elsewhere a backslash is text."""
        text = self.text
        if text[text.rfind("\n", 0, at) + 1 : at].strip(" \t"):
            return at + 1
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        match = _COMMAND.match(text, at, line_end)
        assert match is not None
        command, argument = match.group(1), match.group(2).strip()
        begun = first_token(text, self.start, at)
        if begun < at:
            raise SchemaError(
                f"The psql command \\{command} stands inside a statement that is not finished.",
                where=self._where(at),
                remedy=f"The statement begins at {self._where(begun)}: close its parentheses, end it with a semicolon.",
            )
        if command in _INCLUDES and argument:
            self.pieces.append(Include(_argument(argument), _INCLUDES[command], self._position(at)[0]))
        elif command not in _IGNORED_COMMANDS:
            remedy = "Name a file behind it." if command in _INCLUDES else _REMEDIES.get(command, _WITHOUT)
            raise SchemaError(f"The psql command \\{command} does not work here.", where=self._where(at), remedy=remedy)
        self.start = line_end
        return line_end

    def _check_copy(self, statement: Statement, at: int) -> tuple[Statement, int]:
        """The statement with the rows that follow it, and the index behind them."""
        if _copy_direction(statement) == "to":
            raise SchemaError("COPY ... TO stdout has nowhere to write to.", where=statement.where(), remedy=_WITHOUT)
        line_end = self.text.find("\n", at)
        line_end = len(self.text) if line_end < 0 else line_end
        if (extra := first_token(self.text, at, line_end)) < line_end:
            raise SchemaError(
                "The rows of a COPY ... FROM stdin begin on the next line.",
                where=self._where(extra),
                remedy="Move what stands behind the semicolon below the line \\. that ends the rows.",
            )
        last = _END_OF_DATA.search(self.text, line_end + 1) if line_end < len(self.text) else None
        if last is None:
            raise SchemaError(
                "The rows of this COPY ... FROM stdin never end.",
                where=statement.where(),
                remedy="Put a line with nothing but \\. below the last row, and a semicolon behind the COPY.",
            )
        data = self.text[line_end + 1 : last.start()]
        complete = Statement(
            statement.text, statement.file, statement.line, statement.column, statement.offset, copy_data=data
        )
        return complete, last.end()

    def _statement(self, end: int) -> Statement | None:
        """What stands before `end`, None where that is only comments."""
        first = first_token(self.text, self.start, end)
        if first >= end:
            return None
        begin = self.start
        while self.text[begin] in SPACE:
            begin += 1
        line, column = self._position(first)
        statement = Statement(self.text[begin:end].rstrip(SPACE), self.file, line, column, first - begin)
        _refuse_settings(statement)
        return statement

    def _position(self, at: int) -> tuple[int, int]:
        index, line = self._counted
        line = line + self.text.count("\n", index, at) if at >= index else self.text.count("\n", 0, at) + 1
        self._counted = (at, line)
        return line, at - self.text.rfind("\n", 0, at)

    def _where(self, at: int) -> str:
        line, column = self._position(at)
        return f"{self.file}:{line}:{column}"


def _copy_direction(statement: Statement) -> str | None:
    """ "from" or "to" where a COPY talks to the client, None for every other statement."""
    text, offset = statement.text, statement.offset
    if text[offset : offset + 4].lower() != "copy" or leading_words(text, offset, 1) != ("copy",):
        return None
    depth = 0
    before = ""
    for token in code(text, offset):
        word = text[token.start : token.end].lower()
        depth += (word == "(") - (word == ")")
        if depth == 0 and before in ("from", "to") and word in ("stdin", "stdout"):
            return before
        before = word if token.kind == "word" else ""
    return None


def _refuse_settings(statement: Statement) -> None:
    """Settings under which the server would read the text otherwise than we do."""
    text, offset = statement.text, statement.offset
    if text[offset : offset + 3].lower() != "set":
        return
    if _BACKSLASH_STRINGS.match(text, offset):
        raise SchemaError(
            "standard_conforming_strings cannot be switched off.",
            where=statement.where(),
            remedy="Remove the line and write strings with backslash escapes as E'...'.",
        )
    encoding = _ENCODING.match(text, offset)
    if encoding and encoding.group(1).upper() not in ("UTF8", "UTF-8", "UNICODE", "DEFAULT"):
        raise SchemaError(
            f"The file is read as UTF-8, but it sets client_encoding to {encoding.group(1)}.",
            where=statement.where(),
            remedy="Save the file as UTF-8 and remove the line.",
        )


def _argument(text: str) -> str:
    """The first argument of a psql command, as psql unquotes it."""
    if text[0] in "'\"":
        quote = text[0]
        closing = re.match(rf"{quote}((?:[^{quote}]|{quote}{quote})*){quote}", text)
        if closing:
            return closing.group(1).replace(quote * 2, quote)
    return text.split()[0]
