"""What a constraint says, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.kinds.storage_options import options_change
from differ.model import Ref, Step
from differ.sql import ident, literal, qualified

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


def index_changed(old: Constraint, new: Constraint) -> list[Step]:
    """What is said of the index of a key for itself."""
    index = f"ALTER INDEX {qualified(new.ref.path[0], new.ref.path[2])}"
    steps = [Step(sql=f"{index} {change}") for change in options_change(old.index_options, new.index_options)]
    if old.tablespace != new.tablespace:
        steps.append(Step(sql=f"{index} SET TABLESPACE {ident(new.tablespace or 'pg_default')}"))
    if old.index_comment != new.index_comment:
        text = "NULL" if new.index_comment is None else literal(new.index_comment).lstrip()
        steps.append(Step(sql=f"COMMENT ON {index.removeprefix('ALTER ')} IS {text}"))
    return steps
