"""`users:` who acts in behaviours, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from differ.checks.actors import read_users, user_schema
from differ.checks.base import Assertion, AssertionKind

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner
    from differ.strict_yaml import Node


class Users(AssertionKind, name="users", order=65):
    description = "Who acts in behaviours, by name: a role, and the claims of a token."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterable[Assertion]:
        read_users(context)
        return ()

    def json_schema(self) -> JsonSchema:
        return {"description": self.description, "type": "object", "additionalProperties": user_schema()}
