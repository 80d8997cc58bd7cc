"""Running a Script on a connection, statement by statement, as psql would."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.pq import TransactionStatus

from differ.errors import SchemaError, ServerError
from differ.redaction import redact
from differ.scripts.diagnosis import diagnose, excerpt
from differ.scripts.tokens import leading_words, unquoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from differ.scripts.script import Script, Statement

_TRUNCATED = "42622"
_ROLE_EXISTS = ("42710", "42501")  # a role that may create none is told so before it is told that the name is taken
_ROLE_NAME = re.compile(r'create\s+(?:role|user|group)\s+("(?:[^"]|"")+"|[^\s;]+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunReport:
    """The server's WARNINGs, each behind its file:line:column."""

    warnings: tuple[str, ...]


def run_script(
    connection: psycopg.Connection[Any],
    script: Script,
    *,
    existing_roles_ok: bool = True,
    progress: Callable[[Statement], None] | None = None,
) -> RunReport:
    """Run each statement as it stands on an autocommit connection; `progress` hears of each before it runs.

    SchemaError names file:line:column of what failed; what ran before it stays. Afterwards the session's
    settings and role are those of a new connection. CREATE ROLE of a role that is there is passed over.
    """
    if not connection.autocommit:
        raise ValueError("run_script needs an autocommit connection: the script holds its own transactions")
    run = _Run(connection, script, existing_roles_ok)
    with _session(connection, run.notice):
        for statement in script.statements:
            if progress:
                progress(statement)
            run.statement(statement)
        run.finish()
    return RunReport(tuple(run.warnings))


@contextlib.contextmanager
def _session(
    connection: psycopg.Connection[Any], notice: Callable[[psycopg.errors.Diagnostic], None]
) -> Iterator[None]:
    connection.add_notice_handler(notice)
    try:
        connection.execute("SET client_encoding = 'UTF8'")
        yield
    finally:
        connection.remove_notice_handler(notice)
        if not connection.closed and not connection.broken:
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute("ROLLBACK")
            connection.execute("RESET SESSION AUTHORIZATION")
            connection.execute("RESET ROLE")
            connection.execute("RESET ALL")


class _Run:
    def __init__(self, connection: psycopg.Connection[Any], script: Script, existing_roles_ok: bool) -> None:
        self.connection = connection
        self.script = script
        self.existing_roles_ok = existing_roles_ok
        self.warnings: list[str] = []
        self.current = script.statements[0] if script.statements else None
        self.begun_by: Statement | None = None
        self.truncated: str | None = None

    def notice(self, notice: psycopg.errors.Diagnostic) -> None:
        if notice.sqlstate == _TRUNCATED:
            self.truncated = notice.message_primary
        elif notice.severity_nonlocalized == "WARNING" and self.current:
            self.warnings.append(redact(f"{self.current.where()}: {notice.message_primary}"))

    def statement(self, statement: Statement) -> None:
        self.current = statement
        if self.existing_roles_ok and _creates_role(statement):
            self._role(statement)
        else:
            self._send_or_explain(statement)
        if self.truncated:
            raise _cut_name(statement, self.truncated)
        if self.connection.info.transaction_status == TransactionStatus.IDLE:
            self.begun_by = None
        elif self.begun_by is None:
            self.begun_by = statement

    def finish(self) -> None:
        if self.begun_by is not None:
            raise SchemaError(
                "The transaction that begins here is never committed.",
                where=self.begun_by.where(),
                remedy="Add COMMIT; behind its last statement, or remove the BEGIN.",
            )

    def _role(self, statement: Statement) -> None:
        """Roles belong to the whole server, so one may be there already."""
        inside = self.connection.info.transaction_status == TransactionStatus.INTRANS
        if inside:
            self.connection.execute("SAVEPOINT differ_role")
        try:
            self._send(statement)
        except psycopg.Error as error:
            if inside:
                self.connection.execute("ROLLBACK TO SAVEPOINT differ_role")
            if error.sqlstate not in _ROLE_EXISTS or not self._role_exists(statement):
                raise self._explain(error, statement) from error
        if inside:
            self.connection.execute("RELEASE SAVEPOINT differ_role")

    def _role_exists(self, statement: Statement) -> bool:
        match = _ROLE_NAME.match(statement.text, statement.offset)
        name = unquoted(match.group(1)) if match else ""
        query = "SELECT true FROM pg_catalog.pg_roles WHERE rolname = %s"
        return self.connection.execute(query, (name,)).fetchone() is not None

    def _send_or_explain(self, statement: Statement) -> None:
        try:
            self._send(statement)
        except psycopg.Error as error:
            raise self._explain(error, statement) from error

    def _send(self, statement: Statement) -> None:
        # Bytes without parameters go out unchanged: psycopg looks for no % in them.
        sql = statement.text.encode()
        with self.connection.cursor() as cursor:
            if statement.copy_data is None:
                cursor.execute(sql, prepare=False)
            else:
                with cursor.copy(sql) as copy:
                    copy.write(statement.copy_data.encode())

    def _explain(self, error: psycopg.Error, statement: Statement) -> SchemaError | ServerError:
        if self.connection.closed or self.connection.broken:
            return ServerError(
                f"The connection broke while a statement ran: {redact(str(error)).strip()}",
                where=statement.where(),
                remedy="See the server's log for the reason.",
            )
        if self.connection.info.transaction_status != TransactionStatus.IDLE:
            self.connection.execute("ROLLBACK")
        return diagnose(error, statement, self.script, self.connection)


def _creates_role(statement: Statement) -> bool:
    words = leading_words(statement.text, statement.offset, 3)
    return words[:1] == ("create",) and words[1:2] in (("role",), ("user",), ("group",)) and words[2:] != ("mapping",)


def _cut_name(statement: Statement, message: str) -> SchemaError:
    name = message.split('"')[1] if message.count('"') >= 2 else ""
    index = statement.text.find(name) if name else -1
    index = index if index >= 0 else statement.offset
    return SchemaError(
        f"PostgreSQL keeps 63 bytes of a name and cuts the rest: {message}.{excerpt(statement, index)}",
        where=statement.where(index),
        remedy="Choose a shorter name.",
    )
