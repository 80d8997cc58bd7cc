"""`queries:` free queries with an expected result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.expectations import Expectation, expectation_schema, read_expectation
from differ.checks.running import Query
from differ.checks.statements import read_query

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.model import Snapshot
    from differ.strict_yaml import Node


@dataclass(frozen=True, slots=True)
class QueryAssertion(Assertion):
    """That a query gives what is expected."""

    query: Query
    expectation: Expectation

    def queries(self, snapshot: Snapshot, context: Context) -> Iterable[Query]:
        return (self.query,)

    def evaluate(self, state: State) -> Finding:
        result = state.results[self.query]
        if result.error:
            return self.place.finding("error", reason=result.error)
        wrong = self.expectation.judge(result)
        if wrong is None:
            return self.place.finding("hold")
        return self.place.finding("fail", expected=wrong[0], found=wrong[1])


class Queries(AssertionKind, name="queries", order=60):
    description = "Queries, which only read, with the value, the rows or the number of rows that they have to give."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        for item in strict_yaml.sequence(node).items:
            nodes = strict_yaml.fields(item, known=(), required=["name", "sql", "expect"])
            place = Place(self.name, strict_yaml.string(nodes["name"]), "", item.where)
            yield QueryAssertion(place, Query(read_query(nodes["sql"])), read_expectation(nodes["expect"]))

    def json_schema(self) -> JsonSchema:
        keys = {"name": {"type": "string"}, "sql": {"type": "string"}, "expect": expectation_schema()}
        entry = {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}
        return {"description": self.description, "type": "array", "items": entry}
