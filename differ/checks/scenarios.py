"""Scenarios: given rows, then statements as somebody, in a transaction that is always rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ.checks.actors import become
from differ.checks.running import Result, failed, limits, result_of
from differ.together import send_together

if TYPE_CHECKING:
    from differ.checks.actors import Actor
    from differ.checks.expectations import Expectation
    from differ.checks.given import Given, Insert

READ_ONLY = "25006"
_AT_START = "differ_scenario"
_BEFORE_STEP = "differ_step"


@dataclass(frozen=True, slots=True)
class Step:
    """One statement; without an actor it runs as the connection's own role."""

    sql: str
    actor: Actor | None
    expectation: Expectation | None
    where: str

    @property
    def may_fail(self) -> bool:
        """Whether an error is what is expected."""
        return self.expectation is not None and self.expectation.error is not None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a scenario from going on that is no step of it: a given row, or somebody who cannot act."""

    result: Result
    where: str


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement beside the steps, and the place in the file that it comes from."""

    sql: str
    where: str = ""


class Stage:
    """A transaction with given rows, in which scenarios run one after the other and leave nothing to the next.

    Use it as a context manager; when it ends everything is rolled back.
    """

    def __init__(
        self, connection: psycopg.Connection[Any], given: Sequence[Given], *, allow_writes: bool, seconds: float
    ) -> None:
        self.connection = connection
        self.trouble: Trouble | None = None
        self._given = given
        self._begin = ["begin read write" if allow_writes else "begin read only", limits(seconds)]

    def __enter__(self) -> Stage:
        inserts = [insert for given in self._given for insert in given.inserts]
        statements = [*self._begin, *(insert.sql for insert in inserts), f"savepoint {_AT_START}"]
        done, error = send_together(self.connection, statements)
        if error is not None:
            self.trouble = _inserting(inserts, len(done) - len(self._begin), error)
        return self

    def __exit__(self, *_: object) -> None:
        if not self.connection.closed:
            self.connection.execute("rollback")

    def prepare(self, given: Sequence[Given]) -> bool:
        """Undo all but the given rows of the stage, and insert further ones; whether that went well."""
        inserts = [insert.sql for item in given for insert in item.inserts]
        _, error = send_together(self.connection, [f"rollback to savepoint {_AT_START}", *inserts])
        return error is None

    def go_on(self, step: Step) -> Result:
        """Run one more step on its own; where it fails, what was before is kept."""
        done, error = send_together(self.connection, [f"savepoint {_BEFORE_STEP}", become(step.actor), step.sql])
        if error is None:
            return result_of(done[-1])
        self.connection.execute(f"rollback to savepoint {_BEFORE_STEP}".encode())
        return failed(error)

    def run(self, given: Sequence[Given], steps: Sequence[Step]) -> Iterator[tuple[Step, Result] | Trouble]:
        """Run from the stage's given rows on; each step with its result, or the trouble that ended it.

        Steps go to the server together, up to and with one that is to fail.
        """
        inserts = [insert for item in given for insert in item.inserts]
        before = [_Prepared(f"rollback to savepoint {_AT_START}"), *(_Prepared(i.sql, i.where) for i in inserts)]
        acting: Actor | None = None
        for part in _parts(steps):
            yield from self._together(part, before, acting)
            acting = part[-1].actor
            before = [_Prepared(f"rollback to savepoint {_BEFORE_STEP}")]

    def _together(
        self, steps: Sequence[Step], before: Sequence[_Prepared], acting: Actor | None
    ) -> Iterator[tuple[Step, Result] | Trouble]:
        statements, places = list(before), []
        for step in steps:
            if step.actor != acting:
                statements.append(_Prepared(become(step.actor), step.where))
                acting = step.actor
            if step.may_fail:
                statements.append(_Prepared(f"savepoint {_BEFORE_STEP}", step.where))
            places.append(len(statements))
            statements.append(_Prepared(step.sql, step.where))
        done, error = send_together(self.connection, [statement.sql for statement in statements])
        for step, place in zip(steps, places, strict=True):
            if place < len(done):
                yield step, result_of(done[place])
            elif error is not None:
                at = len(done)
                yield (step, failed(error)) if place == at else Trouble(failed(error), statements[at].where)
                return


def _parts(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """The steps cut behind each that is to fail."""
    part: list[Step] = []
    for step in steps:
        part.append(step)
        if step.may_fail:
            yield part
            part = []
    if part:
        yield part


def _inserting(inserts: Sequence[Insert], position: int, error: psycopg.Error) -> Trouble:
    result = failed(error)
    if 0 <= position < len(inserts):
        return Trouble(result, inserts[position].where)
    return Trouble(result, "")
