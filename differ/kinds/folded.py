"""What the CREATE of one object says of others."""

from __future__ import annotations

from functools import cached_property

from differ.model import Object


class Folded(tuple[Object, ...]):
    """What the CREATE of one object says of others; the clauses look each other up in it."""

    @cached_property
    def kinds(self) -> set[str]:
        """Which kinds there are any of."""
        return {item.ref.kind for item in self}

    @cached_property
    def defaults(self) -> dict[tuple[str, ...], Object]:
        """The defaults by the path of their column."""
        return {item.ref.path: item for item in self if item.ref.kind == "default"}
