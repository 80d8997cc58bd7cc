"""The JSON Schema of expected_state.yaml, made from the kinds of assertions: `python -m differ.checks.schema`."""

from __future__ import annotations

import json
from importlib import resources

from differ.checks.base import AssertionKind, JsonSchema, kinds_within
from differ.checks.spec import VERSION

FILE = "expected_state.schema.json"


def json_schema() -> JsonSchema:
    """The schema as a value; every kind's node is defined once."""
    top = kinds_within("")
    definitions = {
        type(kind).__name__: kind.json_schema() for _, kind in sorted(AssertionKind.registry.items(), key=_by_class)
    }
    keys: JsonSchema = {
        "version": {"const": VERSION, "description": "The version of this format."},
        "schema": {"type": "string", "description": "The schema of names without one; public unless it is said."},
    }
    keys |= {name: {"anyOf": [kind.reference(), {"type": "null"}]} for name, kind in top.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "expected_state.yaml",
        "description": "What differ check expects of a database.",
        "type": "object",
        "properties": keys,
        "required": ["version"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def json_schema_text() -> str:
    """The schema as the file that is shipped."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def shipped() -> str:
    """The file that comes with the package."""
    return (resources.files("differ.checks") / FILE).read_text(encoding="utf-8")


def _by_class(item: tuple[tuple[str, str], AssertionKind]) -> str:
    return type(item[1]).__name__


if __name__ == "__main__":
    print(json_schema_text(), end="")
