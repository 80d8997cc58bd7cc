"""Changes of columns: identity, storage, statistics and options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.kinds.foreign_options import options_change as foreign_options_change
from differ.kinds.sequences import changed_sequence, sequence_options
from differ.kinds.storage_options import options_change
from differ.model import Lock, Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column

STORAGE = {"p": "PLAIN", "e": "EXTERNAL", "m": "MAIN", "x": "EXTENDED"}


def identity_clause(column: Column) -> str:
    """GENERATED ... AS IDENTITY as CREATE TABLE and ADD COLUMN say it."""
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


def identity_changed(old: Column, new: Column) -> list[Step]:
    """From the live identity to the desired one."""
    steps: list[Step] = []
    if new.identity_sequence is None:  # a partition shares its parent's
        return steps
    if not old.identity:
        table = ".".join(new.ref.path[:-1])
        steps.append(replace(altered(new, f"ADD {identity_clause(new)}"), scans=(table,)))
        return steps + own_sequence_type(new)
    if old.identity != new.identity:
        kind = "ALWAYS" if new.identity == "a" else "BY DEFAULT"
        steps.append(altered(new, f"SET GENERATED {kind}"))
    if old.identity_options != new.identity_options:
        before, after = (item.identity_options or () for item in (old, new))
        steps += changed_sequence(new.identity_sequence, before[:-1], after[:-1])
    if old.identity_sequence != new.identity_sequence and old.identity_sequence:
        name = (new.identity_sequence or "").rpartition(".")[2]
        steps.insert(0, Step(sql=f"ALTER SEQUENCE {old.identity_sequence} RENAME TO {name}"))
    return steps


def settings_changed(old: Column, new: Column) -> list[Step]:
    """From the live settings to the desired ones; children keep their own."""
    steps = []
    if old.storage != new.storage:
        word = STORAGE[new.storage or new.usual_storage]
        steps.append(altered(new, f"SET STORAGE {word}", only=True))
    if old.compression != new.compression:
        steps.append(altered(new, f"SET COMPRESSION {compression(new.compression)}", only=True))
    if old.statistics != new.statistics:
        target = -1 if new.statistics is None else new.statistics
        steps.append(altered(new, f"SET STATISTICS {target}", only=True))
    steps += [altered(new, change, only=True) for change in options_change(old.options, new.options)]
    changes = foreign_options_change(old.foreign_options, new.foreign_options)
    if changes:
        steps.append(altered(new, changes.lstrip(), only=True))
    return steps


def altered(column: Column, action: str, *, only: bool = False) -> Step:
    """ALTER TABLE ... ALTER COLUMN."""
    table = ("FOREIGN TABLE " if column.foreign else "TABLE ") + ("ONLY " if only else "") + column.table
    lock = (Lock(".".join(column.ref.path[:-1]), "ACCESS EXCLUSIVE"),)
    return Step(sql=f"ALTER {table} ALTER COLUMN {column.name} {action}", locks=lock)


def compression(letter: str) -> str:
    """The method as SET COMPRESSION names it."""
    return {"p": "pglz", "l": "lz4"}.get(letter, "default")
