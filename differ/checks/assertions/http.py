"""`http:` requests to the application's API, where an address is configured."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from differ import strict_yaml
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.json_paths import JsonPath, parse_path
from differ.checks.json_text import json_text
from differ.errors import SchemaError
from differ.redaction import redact, remember

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.checks.requests import Answer, Request
    from differ.strict_yaml import Node

UNIQUE = "{unique}"
"""Stands in texts for letters that are new in every run, so that a user can be registered again."""

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class HttpAssertion(Assertion):
    """That a request is answered with one of these statuses and with these values, each JSON at a path.

    `variable` is the environment variable with the base address; header values may name further ones as ${NAME}.
    """

    variable: str
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str | None
    statuses: tuple[int, ...]
    values: tuple[tuple[JsonPath, str], ...]
    timeout: int | None
    retries: int

    def evaluate(self, state: State) -> Finding:
        missing = [name for name in self.variables() if not state.environment.get(name, "").strip()]
        if missing:
            if state.require_http:
                return self.place.finding("fail", expected=f"{missing[0]} is set", found="it is not set")
            return self.place.finding("skipped", reason=f"{missing[0]} is not set")
        base = state.environment[self.variable].strip().rstrip("/")
        if urlsplit(base).scheme not in ("http", "https"):
            return self.place.finding("error", reason=f"{self.variable} is not an http:// or https:// address")
        from differ.checks.requests import send

        unique = secrets.token_hex(6)
        expected = f"status {' or '.join(map(str, self.statuses))}"
        try:
            answer = send(
                self._request(base, state.environment, unique), seconds=self._seconds(state), retries=self.retries
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            return self.place.finding("error", expected=expected, reason=redact(str(reason)))
        if answer.status not in self.statuses:
            return self.place.finding("fail", expected=expected, found=f"status {answer.status}{_said(answer)}")
        return self._judged(answer, unique)

    def variables(self) -> Iterator[str]:
        """The environment variables that it needs, the one with the address first."""
        yield self.variable
        for _, value in self.headers:
            yield from _VARIABLE.findall(value)

    def _seconds(self, state: State) -> float:
        return state.seconds if self.timeout is None else self.timeout

    def _request(self, base: str, environment: Mapping[str, str], unique: str) -> Request:
        from differ.checks.requests import Request

        for name in self.variables():
            if name != self.variable:
                remember(environment[name].strip())
        headers = {"Content-Type": "application/json"} if self.body is not None else {}
        headers |= {
            name: _VARIABLE.sub(lambda match: environment[match[1]].strip(), value) for name, value in self.headers
        }
        data = self.body.replace(UNIQUE, unique).encode() if self.body is not None else None
        return Request(self.method, base + self.path.replace(UNIQUE, unique), headers, data)

    def _judged(self, answer: Answer, unique: str) -> Finding:
        """Whether the values are those expected."""
        if not self.values:
            return self.place.finding("hold")
        try:
            document = json.loads(answer.body)
        except ValueError:
            return self.place.finding("fail", expected="JSON", found=_cut(repr(answer.body[:80])[1:]))
        for path, wanted in self.values:
            found = path.values(document)
            expected = json.loads(wanted.replace(UNIQUE, unique))
            if not _same(found, [expected] if path.singular else expected):
                shown = _shown(found if not path.singular else found[0]) if found else "nothing there"
                return self.place.finding("fail", expected=f"{path.text} {_shown(expected)}", found=shown)
        return self.place.finding("hold")


class Http(AssertionKind, name="http", order=80):
    description = "Requests to the API; skipped where the environment variable `address_from` is not set."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        """One address with its requests, or a list of these."""
        for group in node.items if isinstance(node, strict_yaml.Sequence) else (node,):
            nodes = strict_yaml.fields(group, known=["headers"], required=["address_from", "requests"])
            variable = strict_yaml.string(nodes["address_from"])
            headers = _read_headers(nodes["headers"]) if "headers" in nodes else {}
            for item in strict_yaml.sequence(nodes["requests"]).items:
                yield self._assertion(item, variable, headers)

    def _assertion(self, node: Node, variable: str, common: dict[str, str]) -> Assertion:
        nodes = strict_yaml.fields(
            node,
            known=["name", "method", "headers", "body", "expect_json", "timeout", "retries"],
            required=["path", "expect_status"],
        )
        method = strict_yaml.choice(nodes["method"], _METHODS) if "method" in nodes else "GET"
        path = strict_yaml.string(nodes["path"])
        if not re.match(r"/[!-~]*\Z", path):
            raise SchemaError(
                "a path begins with /, without spaces and accents",
                remedy="Percent-encode them.",
                where=nodes["path"].where,
            )
        name = strict_yaml.string(nodes["name"]) if "name" in nodes else f"{method} {path}"
        headers = common | (_read_headers(nodes["headers"]) if "headers" in nodes else {})
        return HttpAssertion(
            Place(self.name, name, "", node.where),
            variable,
            method,
            path,
            tuple(headers.items()),
            json_text(nodes["body"]) if "body" in nodes else None,
            _read_statuses(nodes["expect_status"]),
            _read_values(nodes["expect_json"]) if "expect_json" in nodes else (),
            strict_yaml.integer(nodes["timeout"], least=1) if "timeout" in nodes else None,
            strict_yaml.integer(nodes["retries"], least=0) if "retries" in nodes else 0,
        )

    def json_schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string"}
        status: JsonSchema = {"type": "integer", "minimum": 100, "maximum": 599}
        headers: JsonSchema = {"type": "object", "additionalProperties": text}
        keys: JsonSchema = {
            "name": text,
            "method": {"enum": list(_METHODS)},
            "path": {"type": "string", "pattern": "^/"},
            "headers": headers,
            "body": {},
            "expect_status": {"anyOf": [status, {"type": "array", "items": status, "minItems": 1}]},
            "expect_json": {"type": "object", "propertyNames": {"pattern": "^\\$"}},
            "timeout": {"type": "integer", "minimum": 1, "description": "Seconds for each attempt."},
            "retries": {"type": "integer", "minimum": 0},
        }
        request = _closed(keys, "path", "expect_status")
        requests: JsonSchema = {"type": "array", "items": request}
        group = _closed({"address_from": text, "headers": headers, "requests": requests}, "address_from", "requests")
        return {"description": self.description, "anyOf": [group, {"type": "array", "items": group}]}


def _closed(properties: JsonSchema, *required: str) -> JsonSchema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _read_headers(node: Node) -> dict[str, str]:
    headers: dict[str, str] = {}
    for key, value in strict_yaml.mapping(node).entries:
        text = strict_yaml.string(value)
        if not _HEADER.match(key.text):
            raise SchemaError(f'"{key.text}" is not the name of a header', where=key.where)
        if not re.match(r"[ -~\t]*\Z", text):
            raise SchemaError("a header is one line of ASCII", where=value.where)
        headers[key.text] = text
    return headers


def _read_statuses(node: Node) -> tuple[int, ...]:
    items = node.items if isinstance(node, strict_yaml.Sequence) else (node,)
    if not items:
        raise SchemaError("no status is expected", where=node.where)
    for item in items:
        if strict_yaml.integer(item, least=100) > 599:
            raise SchemaError("a status is 100 to 599", where=item.where)
    return tuple(strict_yaml.integer(item) for item in items)


def _read_values(node: Node) -> tuple[tuple[JsonPath, str], ...]:
    values: list[tuple[JsonPath, str]] = []
    for key, value in strict_yaml.mapping(node).entries:
        try:
            path = parse_path(key.text)
        except ValueError as error:
            remedy = 'Names, indexes and wildcards are known: $.users[0]["full name"], $[*].id.'
            raise SchemaError(f"not a JSON path: {error}", remedy=remedy, where=key.where) from None
        if not path.singular and not isinstance(value, strict_yaml.Sequence):
            raise SchemaError("a path with * is compared with a list", where=value.where)
        values.append((path, json_text(value)))
    return tuple(values)


def _said(answer: Answer) -> str:
    """What an API says of an error, where it says it as they do."""
    try:
        document = json.loads(answer.body)
    except ValueError:
        return ""
    said = document.get("message") or document.get("error") if isinstance(document, dict) else None
    return f": {_cut(redact(said))}" if isinstance(said, str) else ""


def _same(found: Any, wanted: Any) -> bool:
    """Whether two JSON values are equal; true is not 1."""
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(_same(found[key], wanted[key]) for key in found)
    return isinstance(found, bool) == isinstance(wanted, bool) and bool(found == wanted)


def _shown(value: Any) -> str:
    return _cut(redact(json.dumps(value, ensure_ascii=False)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
