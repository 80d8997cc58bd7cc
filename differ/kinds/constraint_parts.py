"""What a constraint says, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.model import Ref

if TYPE_CHECKING:
    from differ.kinds.constraints import Constraint


def judged(constraint: Constraint) -> tuple[Ref, ...]:
    """The tables whose rows decide."""
    tables = [constraint.ref.path[:2], *([constraint.references] if constraint.references else [])]
    return tuple(Ref("table", path) for path in tables)


def key_columns(constraint: Constraint) -> list[str]:
    """The columns of a key, or those that a foreign key points at, in no order that matters."""
    definition = constraint.definition.partition(" REFERENCES ")[2] or constraint.definition
    return sorted(definition.partition("(")[2].partition(")")[0].split(", "))


def deferrable(constraint: Constraint) -> str:
    """What follows the definition; empty where it is not deferrable."""
    sql = " DEFERRABLE" if constraint.deferrable else ""
    return sql + (" INITIALLY DEFERRED" if constraint.deferred else "")
