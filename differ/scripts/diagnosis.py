"""What the server says about a failed statement → an error for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from differ.errors import SchemaError
from differ.redaction import redact
from differ.scripts.remedies import Failure, remedy_for

if TYPE_CHECKING:
    import psycopg

    from differ.scripts.script import Script, Statement

_WIDTH = 110
_SECRET_REACH = 1000
_COPY_ROW = re.compile(r"\bCOPY .*?, line (\d+)")
_BODY_LINE = re.compile(r"PL/pgSQL function inline_code_block line (\d+)\b")


def diagnose(
    error: psycopg.Error, statement: Statement, script: Script, connection: psycopg.Connection[Any]
) -> SchemaError:
    """The server's words, the place in the file, the line with a caret, and what to do.

    `connection` must be idle: the remedy may ask it what the server has.
    """
    diag = error.diag
    message = diag.message_primary or str(error).strip()
    index, precise = _index(error, statement)
    lines = [f"{message} ({error.sqlstate})" if error.sqlstate else message]
    for label, text in (("DETAIL", diag.message_detail), ("HINT", diag.message_hint), ("CONTEXT", diag.context)):
        if text:
            lines.append(f"  {label}: " + text.replace("\n", "\n    "))
    where = statement.where(index)
    row = _COPY_ROW.search(diag.context or "") if statement.copy_data is not None else None
    if row:
        where = f"{statement.file}:{statement.copy_line(int(row.group(1)))}"
    remedy = remedy_for(Failure(error.sqlstate or "", message, statement, index, precise, script, connection))
    text = redact("\n".join(lines)) + ("" if row else excerpt(statement, index))
    return SchemaError(text, where=where, remedy=redact(remedy) if remedy else None)


def excerpt(statement: Statement, index: int) -> str:
    """The line of a character of the statement and a caret below it, on two lines of their own."""
    text = statement.text
    begin = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    # The word PASSWORD may stand on a line above its value.
    context = max(0, begin - _SECRET_REACH)
    before = redact(text[context:index]).rpartition("\n")[2].replace("\t", " ")
    line = redact(text[context : len(text) if end < 0 else end]).rpartition("\n")[2].replace("\t", " ")
    if not line.startswith(before):
        before = ""  # the place is inside what is masked
    cut = max(0, len(before) - _WIDTH // 2) if len(line) > _WIDTH else 0
    indent = len(line) - len(line.lstrip(" "))
    cut = max(cut, min(indent, len(before)))
    return f"\n    {line[cut : cut + _WIDTH].rstrip()}\n    {' ' * (len(before) - cut)}^"


def _index(error: psycopg.Error, statement: Statement) -> tuple[int, bool]:
    """The character of the statement that the server means, and whether it named it itself."""
    diag = error.diag
    text = statement.text
    if diag.statement_position:
        return min(int(diag.statement_position) - 1, len(text)), True
    query = diag.internal_query or ""
    if diag.internal_position:
        # PL/pgSQL runs PERFORM as SELECT.
        for written in (query, f"PERFORM{query[6:]}"):
            if text.count(written) == 1:
                behind = len(query) - int(diag.internal_position) + 1
                return text.index(written) + len(written) - behind, True
    line = _BODY_LINE.search(diag.context or "")
    opening = re.search(r"\$\w*\$|'", text[statement.offset :])
    if line and opening:
        lines = text[statement.offset + opening.end() :].split("\n")
        number = int(line.group(1)) - 1
        if number < len(lines):
            begin = statement.offset + opening.end() + sum(len(one) + 1 for one in lines[:number])
            return begin + len(lines[number]) - len(lines[number].lstrip()), False
    return statement.offset, False
