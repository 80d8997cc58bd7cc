"""`behaviours:` statements that are run as somebody, in a transaction that is always rolled back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.actors import Actor, actor_schema, read_actor, read_users
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.expectations import expectation_schema, read_expectation, shown_error
from differ.checks.given import Given, given_schema, read_given, read_sets
from differ.checks.scenarios import READ_ONLY, Stage, Step, Trouble
from differ.checks.statements import read_statement
from differ.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.checks.running import Result
    from differ.strict_yaml import Node

# What a database says no with; any other error tells that the statement could not be judged.
_REFUSALS = ("23", "42501", "44000", "P0001")
_ALLOW = "--allow-writes-rolled-back runs it on this database too"


@dataclass(frozen=True, slots=True)
class Behaviour(Assertion):
    """That the steps, one after the other, give what is expected of each.

    `shared` are the rows that it begins with and that have a name: behaviours with the same ones have them inserted
    once. `given` are further ones of its own.
    """

    shared: tuple[Given, ...]
    given: tuple[Given, ...]
    steps: tuple[Step, ...]

    def evaluate(self, state: State) -> Finding:
        return self.evaluate_all([self], state)[0]

    @classmethod
    def evaluate_all(cls, assertions: Sequence[Any], state: State) -> list[Finding]:
        """The findings in order; behaviours that share rows run one after the other in one transaction."""
        found: dict[int, Finding] = {}
        for shared, behaviours in sharing(assertions).items():
            if shared and not state.allow_writes:
                found |= {id(behaviour): behaviour.skipped() for behaviour in behaviours}
                continue
            stage = Stage(state.connection, shared, allow_writes=state.allow_writes, seconds=state.seconds)
            with stage:
                found |= {id(behaviour): behaviour.on(stage, state) for behaviour in behaviours}
        return [found[id(assertion)] for assertion in assertions]

    def skipped(self) -> Finding:
        """The finding where rows are given and writing is not allowed."""
        return self.place.finding("skipped", reason=f"it begins with given rows, which are written; {_ALLOW}")

    def on(self, stage: Stage, state: State) -> Finding:
        """What becomes of the steps on a stage."""
        if stage.trouble is not None:
            return self._stopped(stage.trouble)
        if self.given and not state.allow_writes:
            return self.skipped()
        for number, event in enumerate(stage.run(self.given, self.steps), start=1):
            if isinstance(event, Trouble):
                return self._stopped(event, number)
            finding = self._judged(*event, number)
            if finding is not None:
                return finding
        return self.place.finding("hold")

    def _stopped(self, trouble: Trouble, number: int | None = None) -> Finding:
        where = trouble.where or self.place.where
        about = f"step {number}" if number and where in {step.where for step in self.steps} else "the given rows"
        return self.place.finding("error", reason=f"{about}: {trouble.result.error}", where=where)

    def _judged(self, step: Step, result: Result, number: int) -> Finding | None:
        """The finding that ends the behaviour, or None to go on."""
        if result.sqlstate == READ_ONLY:
            return self.place.finding("skipped", reason=f"step {number} writes; {_ALLOW}", where=step.where)
        about = f"step {number}" + (f", as {step.actor}" if step.actor else "")
        if result.error and not step.may_fail:
            if (result.sqlstate or "").startswith(_REFUSALS):
                return self.place.finding(
                    "fail", expected=f"{about}: no error", found=shown_error(result), where=step.where
                )
            return self.place.finding("error", reason=f"step {number}: {result.error}", where=step.where)
        wrong = step.expectation.judge(result) if step.expectation else None
        if wrong is None:
            return None
        return self.place.finding("fail", expected=f"{about}: {wrong[0]}", found=wrong[1], where=step.where)


def sharing(behaviours: Sequence[Behaviour]) -> dict[tuple[Given, ...], list[Behaviour]]:
    """The behaviours by the rows that they share, in order."""
    groups: dict[tuple[str, ...], list[Behaviour]] = {}
    for behaviour in behaviours:
        groups.setdefault(tuple(given.name for given in behaviour.shared), []).append(behaviour)
    return {group[0].shared: group for group in groups.values()}


class Behaviours(AssertionKind, name="behaviours", order=70):
    description = "Steps that are run as a role and rolled back; where they write, only on request."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        users, sets = read_users(context), read_sets(context)
        for item in strict_yaml.sequence(node).items:
            nodes = strict_yaml.fields(item, known=["as", "given"], required=["name", "steps"])
            actor = read_actor(nodes["as"], users) if "as" in nodes else None
            given = read_given(nodes["given"], sets, context) if "given" in nodes else ()
            named = next((i for i, rows in enumerate(given) if not rows.name), len(given))
            steps = tuple(_read_step(step, actor, users) for step in strict_yaml.sequence(nodes["steps"]))
            if not steps:
                raise SchemaError("a behaviour without steps", where=nodes["steps"].where)
            place = Place(self.name, strict_yaml.string(nodes["name"]), "", item.where)
            yield Behaviour(place, given[:named], given[named:], steps)

    def json_schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string"}
        step = _closed({"do": text, "as": actor_schema(), "expect": expectation_schema(statements=True)}, "do")
        steps: JsonSchema = {"type": "array", "items": step, "minItems": 1}
        keys: JsonSchema = {"name": text, "as": actor_schema(), "given": given_schema(), "steps": steps}
        return {"description": self.description, "type": "array", "items": _closed(keys, "name", "steps")}


def _closed(properties: JsonSchema, *required: str) -> JsonSchema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _read_step(node: Node, actor: Actor | None, users: Mapping[str, Actor]) -> Step:
    nodes = strict_yaml.fields(node, known=["as", "expect"], required=["do"])
    return Step(
        sql=read_statement(nodes["do"]),
        actor=read_actor(nodes["as"], users) if "as" in nodes else actor,
        expectation=read_expectation(nodes["expect"], statements=True) if "expect" in nodes else None,
        where=node.where,
    )
