"""`drift: none`: the database is what schema/ says, and nobody has changed it by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.base import Assertion, AssertionKind, Context, JsonSchema, Owner, Place, State
from differ.errors import DifferError, SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from differ.checks.findings import Finding
    from differ.strict_yaml import Node

_NONE = "none"


@dataclass(frozen=True, slots=True)
class Drift(Assertion):
    """One finding for each object that differs, or one that says that none does."""

    def evaluate(self, state: State) -> Finding:
        return next(iter(self.findings(state)))

    def findings(self, state: State) -> Iterable[Finding]:
        if state.drift is None:
            yield self.place.finding("skipped", reason="there is no schema to compare with")
            return
        try:
            drifted = state.drift(state.snapshot)
        except DifferError as error:
            yield self.place.finding("error", reason=": ".join(filter(None, (error.where, error.message))))
            return
        if not drifted:
            yield self.place.finding("hold")
        for one in drifted:
            place = Place(self.place.section, one.object, "", self.place.where)
            yield place.finding("fail", expected=one.expected, found=one.found)


class DriftKind(AssertionKind, name="drift", order=95):
    description = "none: the database is as schema/ describes it, object by object."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterable[Assertion]:
        if strict_yaml.string(node) != _NONE:
            raise SchemaError(f"drift can only be {_NONE}", remedy="Write `drift: none`.", where=node.where)
        return [Drift(Place(self.name, "the database", "as schema/ describes it", node.where))]

    def json_schema(self) -> JsonSchema:
        return {"const": _NONE, "description": self.description}
