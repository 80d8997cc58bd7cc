"""expected_state.yaml, read strictly into typed assertions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.base import Assertion, Context, kinds_within
from differ.errors import SchemaError

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1


@dataclass(frozen=True, slots=True)
class Spec:
    """All that a file asserts, in its order; `name` is the file as findings show it."""

    name: str
    context: Context
    assertions: tuple[Assertion, ...]


def load_spec(path: Path, *, shown: str | None = None) -> Spec:
    """Read a file; SchemaError with file:line:column where it is not understood. `shown` replaces its name."""
    return _read(strict_yaml.load_mapping(path, shown=shown), shown or str(path), path.parent)


def parse_spec(text: str, name: str) -> Spec:
    """As `load_spec`, from text; `name` stands for the file."""
    return _read(strict_yaml.mapping(strict_yaml.parse(text, name)), name, None)


def _read(root: strict_yaml.Mapping, name: str, folder: Path | None) -> Spec:
    kinds = kinds_within("")
    nodes = strict_yaml.fields(root, known=["schema", *kinds], required=["version"])
    version = strict_yaml.integer(nodes["version"])
    if version != VERSION:
        raise SchemaError(
            f"version {version} of the format is not known",
            remedy=f"This differ reads version {VERSION}; a newer one may read this file.",
            where=nodes["version"].where,
        )
    context = Context(
        strict_yaml.string(nodes["schema"]) if "schema" in nodes else "public",
        sections={key: node for key, node in nodes.items() if node.value is not None},
        folder=folder,
    )
    assertions = [
        assertion
        for key, node in nodes.items()
        if key in kinds and node.value is not None
        for assertion in kinds[key].read(node, None, context)
    ]
    return Spec(name, context, tuple(assertions))
