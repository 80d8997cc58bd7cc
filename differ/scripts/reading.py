"""Files and folders of SQL → a Script."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.schema_files import schema_files
from differ.scripts.script import Hint, Script, Statement, Verb
from differ.scripts.splitting import Include, split
from differ.scripts.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME_BYTES = 63
_NAME = r'(?:"(?:[^"]|"")+"|[^\W\d][\w$]*)'
_HINT_MARK = re.compile(r"--[ \t]*differ[ \t]*:", re.IGNORECASE)
_LABEL = r"'(?:[^']|'')*'"
_HINT = re.compile(
    rf"{_HINT_MARK.pattern}[ \t]*(?:renamed[ \t]+from[ \t]+(?P<name>{_NAME}(?:\.{_NAME})*|{_LABEL})"
    r"|using[ \t]+(?P<expression>\S.*?))\s*",
    re.IGNORECASE,
)
_MAY_BE_LONG = re.compile(r'[\w$]{64}|"[^\n]{62,}"')
_MAY_BE_LONG_IN_BYTES = re.compile(r'[\w$]{16}|"[^\n]{14,}"')


def read_script(path: Path, *, may_be_empty: bool = False) -> Script:
    """Read a .sql file, or a folder: its .sql files by name, then its subfolders by name, but not seeds/.

    SchemaError, with file:line where there is one, for what cannot be read.
    """
    try:
        root, files = schema_files(path)
    except OSError as error:
        raise SchemaError(
            f"It cannot be listed: {error.strerror}.", where=str(path), remedy="Check the permissions of the folder."
        ) from error
    script = _Reader(root).read(files)
    if not script.statements and not may_be_empty:
        raise SchemaError(
            "There is not one SQL statement in it.",
            where=str(path),
            remedy="An empty schema would mean to drop everything: write the schema's CREATE statements into it.",
        )
    return script


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    pieces: tuple[Statement | Include, ...]
    hints: tuple[Hint, ...]


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[Path, _File] = {}  # by resolved path
        self.statements: list[Statement] = []

    def read(self, files: tuple[Path, ...]) -> Script:
        """Read files in order; one that another file includes runs only where it is included."""
        included: set[Path] = set()
        for file in files:
            parsed = self._file(file)
            included.update(self._target(parsed.path, p).resolve() for p in parsed.pieces if isinstance(p, Include))
        for file in [file for file in files if file.resolve() not in included] or files[:1]:
            self._expand(file, ())
        read = self.files.values()
        hints = tuple(hint for file in read for hint in file.hints)
        return Script(tuple(self.statements), tuple(file.path for file in read), hints)

    def _file(self, path: Path) -> _File:
        key = path.resolve()
        if key not in self.files:
            text = _decode(path)
            pieces = split(text, path)
            statements = [piece for piece in pieces if isinstance(piece, Statement)]
            for statement in statements:
                _check_names(statement)
            self.files[key] = _File(path, pieces, tuple(_hints(text, path, statements)))
        return self.files[key]

    def _expand(self, path: Path, chain: tuple[Path, ...]) -> None:
        file = self._file(path)
        for piece in file.pieces:
            if isinstance(piece, Statement):
                self.statements.append(piece)
                continue
            target = self._target(path, piece)
            if target.resolve() in {link.resolve() for link in (*chain, path)}:
                raise SchemaError(
                    f"The files include each other in a circle: {' → '.join(map(str, (*chain, path, target)))}.",
                    where=f"{path}:{piece.line}",
                    remedy="Remove one of the \\i lines.",
                )
            self._expand(target, (*chain, path))

    def _target(self, path: Path, include: Include) -> Path:
        """The file that an include means: `\\ir` beside its own file, `\\i` from the schema folder or the one above."""
        bases = [path.parent] if include.relative else [self.root, self.root.parent, path.parent]
        candidates = [Path(os.path.normpath(base / include.name)) for base in bases]
        found = [candidate for candidate in candidates if candidate.is_file()]
        where = f"{path}:{include.line}"
        root = self.root.resolve()
        for candidate in found:
            if candidate.resolve().is_relative_to(root):
                return candidate
        if found or not any(candidate.resolve().is_relative_to(root) for candidate in candidates):
            raise SchemaError(
                f"{include.name} lies outside of the schema folder {self.root}.",
                where=where,
                remedy="Move the file into the schema folder, and name it from there.",
            )
        looked = ", ".join(dict.fromkeys(str(candidate) for candidate in candidates))
        raise SchemaError(
            f"The included file {include.name} does not exist.", where=where, remedy=f"It was looked for as {looked}."
        )


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SchemaError(
            f"The file cannot be read: {error.strerror}.", where=str(path), remedy="Check its permissions."
        ) from error
    if data.startswith(b"PGDMP"):
        raise SchemaError(
            "This is a dump in pg_dump's custom format, not SQL.",
            where=f"{path}:1",
            remedy="Turn it into SQL first: pg_restore --file=schema.sql DUMP, or pg_dump --format=plain.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SchemaError(
            "The file is in UTF-16.", where=f"{path}:1", remedy="Save it as UTF-8: iconv -f utf-16 -t utf-8."
        )
    if (at := data.find(b"\0")) >= 0:
        raise SchemaError(
            "The file holds a NUL byte; PostgreSQL would stop reading there.",
            where=f"{path}:{data.count(10, 0, at) + 1}",
            remedy="Remove the byte, or save the file again as plain UTF-8 text.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # "utf-8-sig" counts from behind the byte order mark.
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise SchemaError(
            f"The file is not UTF-8: byte 0x{data[at]:02x} makes no character.",
            where=f"{path}:{data.count(10, 0, at) + 1}",
            remedy="Save the file as UTF-8; from Latin-1: iconv -f latin1 -t utf-8.",
        ) from error
    return text.replace("\r\n", "\n")


def _check_names(statement: Statement) -> None:
    """PostgreSQL cuts longer names with no more than a notice, and two of them may become one."""
    text = statement.text
    pattern = _MAY_BE_LONG if text.isascii() else _MAY_BE_LONG_IN_BYTES
    if not pattern.search(text):
        return
    for token in tokens(text):
        written = text[token.start : token.end]
        if token.kind == "quoted" and text[max(token.start - 2, 0) : token.start].upper() != "U&":
            name = written[1:-1].replace('""', '"')
        elif token.kind == "word":
            name = written
        else:
            continue
        if len(name.encode()) > _NAME_BYTES:
            raise SchemaError(
                f"The name {name} has {len(name.encode())} bytes; PostgreSQL keeps {_NAME_BYTES} and cuts the rest.",
                where=statement.where(token.start),
                remedy="Choose a shorter name.",
            )


def _hints(text: str, path: Path, statements: list[Statement]) -> Iterator[Hint]:
    if not _HINT_MARK.search(text):
        return
    lines = text.split("\n")
    for line, column, comment in _line_comments(text, statements):
        if not _HINT_MARK.match(comment):
            continue
        where = f"{path}:{line}"
        match = _HINT.fullmatch(comment)
        if match is None:
            raise SchemaError(
                f"differ does not know this hint: {comment.strip()}.",
                where=where,
                remedy="Write `-- differ: renamed from NAME` above the column or the statement that has the new name, "
                "or `-- differ: using EXPRESSION` above a column that gets another type.",
            )
        target = line
        if not lines[line - 1][: column - 1].strip():
            target = next((n for n in range(line + 1, len(lines) + 1) if _holds_code(lines[n - 1])), 0)
        # Above a line it is for the first statement there, behind one for the last.
        beside = statements if target > line else reversed(statements)
        owner = next((s for s in beside if s.line <= target <= _last_line(s)), None)
        if owner is None:
            raise SchemaError(
                "This hint stands above nothing.",
                where=where,
                remedy="Move it right above the column or the statement that it is for.",
            )
        name, expression = match.groups()
        verb: Verb = "renamed from" if name else "using"
        yield Hint(verb, name or expression, path, line, lines[target - 1].strip(), target, owner)


def _line_comments(text: str, statements: list[Statement]) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of the comments -- in a file, leaving out the rows of COPY."""
    rows = {s.copy_line(1): s.copy_data.count("\n") for s in statements if s.copy_data is not None}
    if rows:
        lines = text.split("\n")
        for first, count in rows.items():
            lines[first - 1 : first + count] = [""] * (count + 1)
        text = "\n".join(lines)
    at, line = 0, 1
    for token in tokens(text):
        if token.kind == "comment" and text.startswith("--", token.start):
            line += text.count("\n", at, token.start)
            at = token.start
            yield line, at - text.rfind("\n", 0, at), text[token.start : token.end]


def _holds_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("--")


def _last_line(statement: Statement) -> int:
    return statement.line + statement.text.count("\n", statement.offset)
