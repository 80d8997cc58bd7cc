"""The sequence of an identity column, as CREATE TABLE and ADD COLUMN make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.kinds.sequences import sequence_options
from differ.model import Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column


def identity_clause(column: Column) -> str:
    """GENERATED ... AS IDENTITY with the sequence's name and, where it has the column's type, its options."""
    kind = "ALWAYS" if column.identity == "a" else "BY DEFAULT"
    _, *values, _ = column.identity_options or ()  # the sequence has the table's persistence
    options = "" if own_sequence_type(column) else f" {sequence_options(values)}"
    return f"GENERATED {kind} AS IDENTITY (SEQUENCE NAME {column.identity_sequence}{options})"


def own_sequence_type(column: Column) -> list[Step]:
    """The sequence is made with the column's type; LIKE ... INCLUDING IDENTITY leaves one of another."""
    if column.identity_sequence is None or not column.identity_options:
        return []
    type_name, *values, _ = column.identity_options
    if type_name == column.type:
        return []
    return [Step(sql=f"ALTER SEQUENCE {column.identity_sequence} AS {type_name} {sequence_options(values)}")]
