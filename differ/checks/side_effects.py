"""What a rollback does not undo: sequences that behaviours took values from, and what reaches beyond the database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from differ.checks.assertions.behaviours import Behaviour
from differ.checks.definitions import trigger_parts
from differ.checks.statements import first_word, named_in
from differ.kinds.functions import Function
from differ.kinds.triggers import Trigger
from differ.together import send_together

if TYPE_CHECKING:
    import psycopg

    from differ.model import Snapshot

# Names of functions that act at once, not when the transaction is committed (as NOTIFY and pg_net do).
_REACHING = re.compile(
    r"\b(dblink\w*|http_(?:get|post|put|patch|delete|head)|http|lo_export|pg_background_launch|pg_file_write"
    r"|pg_logical_emit_message|aws_lambda\w*|query_export_to_s3)\s*\(",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"\bcopy\b.*\bto\s+(?:program\b|')", re.IGNORECASE | re.DOTALL)
_OUTSIDE_LANGUAGE = re.compile(r"^ LANGUAGE (plpython3?u|plperlu|pltclu|c)\b", re.MULTILINE)

# currval fails unless the sequence gave a value in this very session.
_MOVED = """
    do $differ$
    declare moved text := ''; candidate oid;
    begin
        for candidate in select oid from pg_catalog.pg_class where relkind = 'S' and oid >= 16384 loop
            begin
                perform pg_catalog.currval(candidate::regclass);
                moved := moved || chr(10) || candidate::regclass;
            exception when others then null;
            end;
        end loop;
        perform pg_catalog.set_config('differ.moved', moved, true);
    end $differ$
"""


def side_effects(connection: psycopg.Connection[Any], assertions: Iterable[object], snapshot: Snapshot) -> list[str]:
    """Notes about what the behaviours that just ran on this connection left, or may have left, in spite of rollback."""
    behaviours = [item for item in assertions if isinstance(item, Behaviour)]
    notes: list[str] = []
    if not behaviours:
        return notes
    moved = _moved(connection)
    if moved:
        notes.append(f"Behaviours took values from sequences, which no rollback returns: {', '.join(moved)}.")
    outside = sorted(set(_reaching(behaviours, snapshot)))
    if outside:
        notes.append(f"Behaviours may have acted outside the transaction: {'; '.join(outside)}.")
    return notes


def _moved(connection: psycopg.Connection[Any]) -> list[str]:
    asked = "select pg_catalog.current_setting('differ.moved', true)"
    done, error = send_together(connection, ["begin", _MOVED, asked, "rollback"])
    if error is not None:
        connection.execute("rollback")
        return []
    (row,) = done[2].fetchall()
    return sorted((row[0] or "").split())


def _reaching(behaviours: Sequence[Behaviour], snapshot: Snapshot) -> Iterator[str]:
    """Statements, and triggers of the tables that are written, that call what acts at once."""
    written: set[str] = set()
    for behaviour in behaviours:
        for step in behaviour.steps:
            match = _REACHING.search(step.sql) or _PROGRAM.search(step.sql)
            if match:
                yield f'{match[1] if match.lastindex else "COPY"} in "{behaviour.place.object}"'
            if first_word(step.sql) not in ("select", "table", "values", "show", "explain"):
                written |= named_in(step.sql)
        for rows in (*behaviour.shared, *behaviour.given):
            written |= {insert.table[-1] for insert in rows.inserts}
    functions = {item.ref.path[:2]: item for item in snapshot.objects.values() if isinstance(item, Function)}
    for trigger in snapshot.objects.values():
        if isinstance(trigger, Trigger) and trigger.ref.path[1] in written and trigger.enabled != "D":
            called = functions.get(tuple(trigger_parts(trigger.definition).function.split(".", 1)))
            if called is not None and _acts_at_once(called.definition):
                yield f"trigger {trigger.ref.path[-1]} on {'.'.join(trigger.ref.path[:2])}"


def _acts_at_once(definition: str) -> bool:
    return any(pattern.search(definition) for pattern in (_REACHING, _PROGRAM, _OUTSIDE_LANGUAGE))
