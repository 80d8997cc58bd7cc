"""A rename as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.model import Ref, Snapshot


@dataclass(frozen=True, slots=True)
class Rename:
    """A live object and what it is to be called; `where` says who wants it so.

    With a `part` it is this part of the object that is to be called otherwise: its name, and the new one.
    """

    old: Ref
    new: Ref
    where: str
    part: tuple[str, str] | None = None

    @property
    def depth(self) -> int:
        """How deep inside others it is: they come before it."""
        return len(self.new.path) + (self.part is not None)


def main_objects(refs: Sequence[Ref], snapshot: Snapshot) -> list[Ref]:
    """Those that stand for themselves: a column, and not its default; a table, and not what ties it to a parent."""
    return [
        ref for ref in refs if not any(other in snapshot.needs.get(ref, {}) for other in refs if other.kind != ref.kind)
    ]
