"""`behaviours:` statements that are run as somebody, in a transaction that is always rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ import strict_yaml
from differ.checks.assertions.seeds import json_text
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.expectations import Expectation, expectation_schema, read_expectation
from differ.checks.running import Result, failed, limits, result_of
from differ.checks.statements import read_statement
from differ.sql import ident, literal
from differ.together import send_together

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.strict_yaml import Node

_READ_ONLY = "25006"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a role, and the claims of a token as PostgREST hands them on (JSON)."""

    role: str
    claims: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One statement; without an actor it runs as the connection's own role."""

    sql: str
    actor: Actor | None
    expectation: Expectation | None
    where: str


@dataclass(frozen=True, slots=True)
class Behaviour(Assertion):
    """That the steps, one after the other, give what is expected of each."""

    steps: tuple[Step, ...]

    def evaluate(self, state: State) -> Finding:
        connection = state.connection
        try:
            connection.execute("begin read write" if state.allow_writes else "begin read only")
            connection.execute(limits(state.seconds).encode())
            return self._run(connection)
        finally:
            if not connection.closed:
                connection.execute("rollback")

    def _run(self, connection: psycopg.Connection[Any]) -> Finding:
        actor: Actor | None = None
        for number, step in enumerate(self.steps, start=1):
            result = None
            if step.actor != actor:
                result = _act_as(connection, step.actor)
                actor = step.actor
            if result is None:
                result = _run_step(connection, step)
            finding = self._judged(step, result, number)
            if finding is not None:
                return finding
        return self.place.finding("hold")

    def _judged(self, step: Step, result: Result, number: int) -> Finding | None:
        """The finding that ends the behaviour, or None to go on."""
        if result.sqlstate == _READ_ONLY:
            reason = f"step {number} writes; --allow-writes-rolled-back runs it on this database too"
            return self.place.finding("skipped", reason=reason, where=step.where)
        expects_error = step.expectation is not None and step.expectation.error is not None
        if result.error and not expects_error:
            return self.place.finding("error", reason=f"step {number}: {result.error}", where=step.where)
        wrong = step.expectation.judge(result) if step.expectation else None
        if wrong is None:
            return None
        expected, found = wrong
        return self.place.finding("fail", expected=f"step {number}: {expected}", found=found, where=step.where)


class Behaviours(AssertionKind, name="behaviours", order=70):
    description = "Steps that are run as a role and rolled back; where they write, only on request."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        for item in strict_yaml.sequence(node).items:
            nodes = strict_yaml.fields(item, known=["as"], required=["name", "steps"])
            actor = _read_actor(nodes["as"]) if "as" in nodes else None
            steps = tuple(_read_step(step, actor) for step in strict_yaml.sequence(nodes["steps"]))
            yield Behaviour(Place(self.name, strict_yaml.string(nodes["name"]), "", item.where), steps)

    def json_schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string"}
        actor = _closed({"role": text, "claims": {"type": "object"}}, "role")
        step = _closed({"do": text, "as": actor, "expect": expectation_schema(statements=True)}, "do")
        entry = _closed({"name": text, "as": actor, "steps": {"type": "array", "items": step}}, "name", "steps")
        return {"description": self.description, "type": "array", "items": entry}


def _closed(properties: JsonSchema, *required: str) -> JsonSchema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _read_actor(node: Node) -> Actor:
    nodes = strict_yaml.fields(node, known=["claims"], required=["role"])
    claims = json_text(strict_yaml.mapping(nodes["claims"])) if "claims" in nodes else None
    return Actor(strict_yaml.string(nodes["role"]), claims)


def _read_step(node: Node, actor: Actor | None) -> Step:
    nodes = strict_yaml.fields(node, known=["as", "expect"], required=["do"])
    return Step(
        sql=read_statement(nodes["do"]),
        actor=_read_actor(nodes["as"]) if "as" in nodes else actor,
        expectation=read_expectation(nodes["expect"], statements=True) if "expect" in nodes else None,
        where=node.where,
    )


def _act_as(connection: psycopg.Connection[Any], actor: Actor | None) -> Result | None:
    """Become the actor for the rest of the transaction; the failed result where that is not allowed."""
    claims = actor.claims if actor and actor.claims else ""
    statements = ["reset role", f"select set_config('request.jwt.claims', {literal(claims)}, true)"]
    if actor is not None:
        statements.append(f"set local role {ident(actor.role)}")
    _, error = send_together(connection, statements)
    return failed(error) if error else None


def _run_step(connection: psycopg.Connection[Any], step: Step) -> Result:
    """Run the statement; where an error is expected, the steps before it are kept."""
    done, error = send_together(connection, ["savepoint differ_step", step.sql, "release savepoint differ_step"])
    if error is None:
        return result_of(done[1])
    connection.execute("rollback to savepoint differ_step")
    return failed(error)
