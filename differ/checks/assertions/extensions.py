"""`extensions:` with their schema and version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from differ.checks.forms import Form
from differ.checks.lookup import members
from differ.checks.named import NamedKind, Property
from differ.kinds.extensions import Extension

if TYPE_CHECKING:
    from differ.checks.base import Context, Owner, Path
    from differ.model import Snapshot


class Extensions(NamedKind[Extension], name="extensions", order=2):
    description = "Extensions that are installed."
    label = "extension"
    properties = (
        Property("schema", Form(), lambda extension, _: extension.schema),
        Property("version", Form(), lambda extension, _: extension.version),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Extension]:
        found: Mapping[str, Extension] = members(snapshot, "extension", ())
        return found

    def path(self, name: str, where: str, owner: Owner | None, context: Context) -> Path:
        return (name,)

    def written(self, path: Path, context: Context) -> str:
        return path[-1]

    def prefixes(self, context: Context) -> Iterable[Path]:
        return [()]

    def shortened(self, properties: dict[str, Any]) -> Any:
        """Versions move with the server, so a scaffold leaves them out."""
        return {"schema": properties["schema"]}
