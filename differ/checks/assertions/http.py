"""`http:` requests to the application's API, where an address is configured."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib import error as url_error
from urllib import request as url_request
from urllib.parse import urlsplit

from differ import strict_yaml
from differ.checks.assertions.seeds import json_text
from differ.checks.base import Assertion, AssertionKind, Place
from differ.errors import SchemaError
from differ.redaction import redact

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.strict_yaml import Node

UNIQUE = "{unique}"
"""Stands in a path or body for letters that are new in every run, so that a user can be registered again."""

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@dataclass(frozen=True, slots=True)
class HttpAssertion(Assertion):
    """That a request is answered with this status; `variable` is the environment variable with the base address."""

    variable: str
    method: str
    path: str
    body: str | None
    status: int

    def evaluate(self, state: State) -> Finding:
        base = state.environment.get(self.variable, "").strip()
        if not base:
            return self.place.finding("skipped", reason=f"{self.variable} is not set")
        if urlsplit(base).scheme not in ("http", "https"):
            return self.place.finding("error", reason=f"{self.variable} is not an http:// or https:// address")
        try:
            found = self._ask(base.rstrip("/"), state.seconds)
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            return self.place.finding("error", expected=f"status {self.status}", reason=redact(str(reason)))
        expected, shown = f"status {self.status}", f"status {found}"
        return self.place.finding("hold" if found == self.status else "fail", expected=expected, found=shown)

    def _ask(self, base: str, seconds: float) -> int:
        unique = secrets.token_hex(6)
        address = base + self.path.replace(UNIQUE, unique)
        data = self.body.replace(UNIQUE, unique).encode() if self.body is not None else None
        headers = {"Content-Type": "application/json"} if data is not None else {}
        request = url_request.Request(address, data=data, headers=headers, method=self.method)
        try:
            with url_request.urlopen(request, timeout=seconds) as answer:
                return int(answer.status)
        except url_error.HTTPError as error:
            with error:
                return error.code


class Http(AssertionKind, name="http", order=80):
    description = "Requests to the API; skipped where the environment variable `address_from` is not set."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        nodes = strict_yaml.fields(node, known=(), required=["address_from", "requests"])
        variable = strict_yaml.string(nodes["address_from"])
        for item in strict_yaml.sequence(nodes["requests"]).items:
            yield self._assertion(item, variable)

    def _assertion(self, node: Node, variable: str) -> Assertion:
        nodes = strict_yaml.fields(node, known=["name", "method", "body"], required=["path", "expect_status"])
        method = strict_yaml.choice(nodes["method"], _METHODS) if "method" in nodes else "GET"
        path = strict_yaml.string(nodes["path"])
        if not path.startswith("/"):
            raise SchemaError("a path begins with /", where=nodes["path"].where)
        name = strict_yaml.string(nodes["name"]) if "name" in nodes else f"{method} {path}"
        status = strict_yaml.integer(nodes["expect_status"], least=100)
        body = json_text(nodes["body"]) if "body" in nodes else None
        return HttpAssertion(Place(self.name, name, "", node.where), variable, method, path, body, status)

    def json_schema(self) -> JsonSchema:
        keys: JsonSchema = {
            "name": {"type": "string"},
            "method": {"enum": list(_METHODS)},
            "path": {"type": "string", "pattern": "^/"},
            "body": {},
            "expect_status": {"type": "integer", "minimum": 100, "maximum": 599},
        }
        request = {
            "type": "object",
            "properties": keys,
            "required": ["path", "expect_status"],
            "additionalProperties": False,
        }
        return {
            "description": self.description,
            "type": "object",
            "properties": {"address_from": {"type": "string"}, "requests": {"type": "array", "items": request}},
            "required": ["address_from", "requests"],
            "additionalProperties": False,
        }
