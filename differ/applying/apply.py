"""A plan → the live database: lock, fingerprint, transactions, retries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from differ.diagnosis import diagnose
from differ.errors import ApplyFailed, DestructiveRefused, DriftRefused, LockRefused, RehearsalRefused
from differ.planning.plan import Plan, groups
from differ.scripts import Statement
from differ.scripts.splitting import split
from differ.sql import literal
from differ.together import send_together

if TYPE_CHECKING:
    import psycopg

    from differ.model import Step

# "differ" in ASCII: the key of the advisory lock that two applies contend for.
LOCK_KEY = 0x646966666572
_ATTEMPTS = 5
_RETRIED = ("55P03", "40P01")  # lock_not_available, deadlock_detected


def require_allowed(plan: Plan, allowed: Sequence[str]) -> None:
    """Refuse steps that lose rows or values, unless `allowed` names, or a pattern covers, that very object."""
    losses = plan.losses()
    names = {name_of(step) for step in losses}
    refused = [step for step in losses if not any(covers(pattern, step, names) for pattern in allowed)]
    if not refused:
        return
    patterns = dict.fromkeys(quote(escape(name_of(step))) for step in refused)
    listed = "\n".join(f"  {step.loses}" for step in refused)
    raise DestructiveRefused(
        f"the plan would lose data, and nothing was changed:\n{listed}",
        remedy="If that is what you want, allow each by name: "
        + " ".join(f"--allow-drop {pattern}" for pattern in patterns),
    )


def name_of(step: Step) -> str:
    """The name that --allow-drop takes: schema.table or schema.table.column."""
    return ".".join(step.ref.path)


def covers(pattern: str, step: Step, names: Container[str] = ()) -> bool:
    """Whether a name or a pattern means the step's object; a name without a schema is one in `public`.

    What is one of the `names` as it stands means that object alone.
    """
    name = name_of(step)
    meant = [said for said in (pattern, f"public.{pattern}") if said in names]
    return name in meant if meant else any(fnmatchcase(name, said) for said in (pattern, f"public.{pattern}"))


def require_proof(plan: Plan) -> None:
    """Refuse a plan that its rehearsal has shown to fail."""
    if plan.proven is False:
        findings = "\n".join(f"  {line}" for line in plan.findings)
        raise RehearsalRefused(
            f"the plan does not reach the desired state on a clone, and nothing was changed:\n{findings}",
            remedy="If the role may do all this, please report a bug. --no-rehearsal applies it without the proof.",
        )


@contextmanager
def apply_lock(connection: psycopg.Connection[Any], seconds: float = 10.0) -> Iterator[None]:
    """Hold the lock against a second apply, on a session of its own, which waits for no other lock.

    Raises LockRefused when another apply holds it for `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        row = connection.execute(f"select pg_try_advisory_lock({LOCK_KEY})".encode()).fetchone()
        if row is not None and row[0]:
            break
        if time.monotonic() > deadline:
            raise LockRefused(
                "another apply is running on this database, and nothing was changed",
                remedy="Wait until it is done, then plan again.",
            )
        time.sleep(0.2)
    try:
        yield
    finally:
        if not connection.closed:
            connection.execute(f"select pg_advisory_unlock({LOCK_KEY})".encode())


def require_same_state(found: str, plan: Plan) -> None:
    """Refuse a database that is not in the state that the plan was made for."""
    if found != plan.live_fingerprint:
        raise DriftRefused(
            "the live database is not the one that was planned for: it has changed since, and nothing was changed now",
            remedy="Plan again, and look at what the plan says now.",
        )


def run_plan(
    connection: psycopg.Connection[Any],
    plan: Plan,
    *,
    lock_timeout: str,
    statement_timeout: str,
    report: Callable[[Step], None],
) -> None:
    """Run the steps, one transaction wherever PostgreSQL allows; retries while others hold locks.

    Raises ApplyFailed with a diagnosis; says what was committed before, where that is anything.
    """
    settings = (
        f"set lock_timeout = {literal(lock_timeout)}; set statement_timeout = {literal(statement_timeout)}; "
        "set check_function_bodies = off; set client_min_messages = warning"
    )
    connection.execute(settings.encode())
    runs = groups(plan.steps)
    for number, (transactional, steps) in enumerate(runs):
        _run_group(connection, steps, report, transactional=transactional, committed=number)


def _run_group(
    connection: psycopg.Connection[Any],
    steps: Sequence[Step],
    report: Callable[[Step], None],
    *,
    transactional: bool,
    committed: int,
) -> None:
    import psycopg

    for attempt in range(1, _ATTEMPTS + 1):
        step = steps[0]
        try:
            if transactional:
                with connection.transaction():
                    step, problem = _send(connection, steps)
                    if problem is not None:
                        raise problem
            else:
                connection.execute(step.sql.encode())
        except psycopg.Error as error:
            if error.sqlstate in _RETRIED and attempt < _ATTEMPTS:
                time.sleep(random.uniform(0.2, 0.5) * attempt)
                continue
            raise _failed(error, step, committed, connection) from None
        for step in steps:
            report(step)
        return


def _send(connection: psycopg.Connection[Any], steps: Sequence[Step]) -> tuple[Step, psycopg.Error | None]:
    """Run the steps in one round trip: the step that failed and its error, or the last one and None."""
    pieces = [(step, text) for step in steps for text in _statements(step)]
    done, problem = send_together(connection, [text for _, text in pieces])
    return pieces[min(len(done), len(pieces) - 1)][0], problem


def _statements(step: Step) -> list[str]:
    """The step's statements one by one, as the server takes them in a round trip of many."""
    if ";" not in step.sql:
        return [step.sql]
    return [piece.text for piece in split(step.sql, Path("plan")) if isinstance(piece, Statement)]


def _failed(error: psycopg.Error, step: Step, committed: int, connection: psycopg.Connection[Any]) -> ApplyFailed:
    message, remedy = diagnose(error, doing=f"{step.action} {step.ref.kind} {step.name}", statement=step.sql)
    state = "the database is as it was" if not committed else "what earlier transactions did stays; plan again to go on"
    lines = [message, f"The transaction was rolled back: {state}."]
    if error.sqlstate == "55P03" and not connection.closed:
        lines[1:1] = _holders(connection, step)
    return ApplyFailed("\n".join(lines), remedy=remedy)


def _holders(connection: psycopg.Connection[Any], step: Step) -> list[str]:
    """Who holds locks on the relations of a step, one line a session."""
    names = [lock.relation for lock in step.locks] or [".".join(step.ref.path[:2])]
    rows = connection.execute(
        f"""
        select distinct format('%s.%s', n.nspname, c.relname), a.pid, a.usename, nullif(a.application_name, ''), a.state
        from pg_catalog.pg_locks l
        join pg_catalog.pg_stat_activity a on a.pid = l.pid
        join pg_catalog.pg_class c on c.oid = l.relation
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where l.granted and l.pid <> pg_catalog.pg_backend_pid() and a.datname = pg_catalog.current_database()
          and format('%s.%s', n.nspname, c.relname) in ({", ".join(map(literal, names))})
        order by 1, 2
        """.encode()
    ).fetchall()
    return [
        f"{table} is locked by process {pid}: {', '.join(filter(None, (user, application, state)))}."
        for table, pid, user, application, state in rows
    ]
