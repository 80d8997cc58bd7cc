"""Who a statement runs as: a role and the claims of a token, set as PostgREST sets them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.json_text import json_text
from differ.errors import SchemaError
from differ.sql import literal

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema
    from differ.strict_yaml import Node


@dataclass(frozen=True, slots=True)
class Actor:
    """A role, and the claims of a token as JSON; `name` is how the file calls them."""

    role: str
    claims: str
    name: str = ""

    def __str__(self) -> str:
        return self.name or self.role


def become(actor: Actor | None) -> str:
    """SQL that acts as somebody for the rest of the transaction; as the connection's own role without an actor."""
    name, claims = (actor.role, actor.claims) if actor else ("none", "")
    return (
        f"select pg_catalog.set_config('role', {literal(name)}, true), "
        f"pg_catalog.set_config('request.jwt.claims', {literal(claims)}, true)"
    )


def read_users(context: Context) -> Mapping[str, Actor]:
    """Those whom the section `users` names."""
    node = context.sections.get("users")
    entries = strict_yaml.mapping(node).entries if node is not None else ()
    return {key.text: _read(value, key.text) for key, value in entries}


def read_actor(node: Node, users: Mapping[str, Actor]) -> Actor:
    """One of the users by name, or a role and claims written out."""
    if isinstance(node, strict_yaml.Mapping):
        return _read(node)
    name = strict_yaml.string(node)
    if name not in users:
        remedy = strict_yaml.did_you_mean(name, users) or "Name them under `users:`, or write {role: …}."
        raise SchemaError(f'"{name}" is not one of the users', remedy=remedy, where=node.where)
    return users[name]


def user_schema() -> JsonSchema:
    """The JSON Schema of a role with claims."""
    keys: JsonSchema = {"role": {"type": "string"}, "claims": {"type": "object"}}
    return {"type": "object", "properties": keys, "required": ["role"], "additionalProperties": False}


def actor_schema() -> JsonSchema:
    """The JSON Schema of `as:`."""
    return {"anyOf": [{"type": "string"}, user_schema()]}


def _read(node: Node, name: str = "") -> Actor:
    """A token without a role has the one that acts, for PostgREST takes the role from there."""
    nodes = strict_yaml.fields(node, known=["claims"], required=["role"])
    role = strict_yaml.string(nodes["role"])
    if role == "none":
        raise SchemaError("none is no role", remedy="Leave `as` out.", where=nodes["role"].where)
    claims = nodes.get("claims")
    written: Any = json.loads(json_text(strict_yaml.mapping(claims))) if claims is not None else {}
    return Actor(role, json.dumps({"role": role, **written}, ensure_ascii=False), name)
