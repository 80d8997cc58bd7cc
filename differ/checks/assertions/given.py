"""`given:` rows that behaviours begin with, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from differ.checks.base import Assertion, AssertionKind
from differ.checks.given import ROWS_SCHEMA, read_sets

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner
    from differ.strict_yaml import Node


class GivenRows(AssertionKind, name="given", order=67):
    description = "Rows that behaviours begin with, by name: tables in the order of their foreign keys."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterable[Assertion]:
        read_sets(context)
        return ()

    def json_schema(self) -> JsonSchema:
        return {"description": self.description, "type": "object", "additionalProperties": ROWS_SCHEMA}
