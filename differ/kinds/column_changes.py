"""Changes of columns: type, storage, statistics and options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.kinds.casts import (
    attributes_lost,
    by_attributes,
    carried,
    conversion,
    doubt,
    from_text,
    other_bases,
    rewrites,
)
from differ.kinds.foreign_options import options_change as foreign_options_change
from differ.kinds.losing import by_time_zone, loses_parts, loses_parts_as_text, parts_lost
from differ.kinds.storage_options import options_change
from differ.model import Lock, Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column

STORAGE = {"p": "PLAIN", "e": "EXTERNAL", "m": "MAIN", "x": "EXTENDED"}


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


def retyped(column: Column, action: str, *, rewritten: bool = True) -> Step:
    """ALTER COLUMN ... TYPE, which what stands on the column has to follow."""
    step = altered(column, f"TYPE {action}", rewritten=rewritten)
    return step._replace(disturbs=(column.ref,), frees=(column.host,), joins=_alter(column))


def retyping(old: Column, new: Column) -> Step:
    """ALTER COLUMN ... TYPE from one type to another."""
    plain = not new.generated and not new.foreign
    if new.using and old.type != new.type:
        return retyped(new, f"{new.whole_type} USING ({new.using})")
    if plain and by_attributes(old.composed, new.composed):
        return carried_over(old, new)
    using = f" USING {value}" if plain and (value := conversion(old, new)) else ""
    step = retyped(new, f"{new.whole_type}{using}", rewritten=rewrites(old.type, new.type))
    if not plain:
        return step
    before, after = old.base or old.type, new.base or new.type
    warning = doubt(new.ref, before, after) or by_time_zone(new.ref, before, after)
    return step._replace(warning=warning, loses=parts_lost(new.ref, after) if loses_parts(before, after) else None)


def carried_over(old: Column, new: Column) -> Step:
    """ALTER COLUMN ... TYPE to a type that knows nothing of the live one: its values go through text, or by name. To a
    hint they are still what they were, or text."""
    step = retyped(new, new.whole_type)
    if new.using and not by_attributes(old.composed, new.composed):
        return step._replace(sql=f"{step.sql} USING {from_text(f'({new.using})::text', new)}")
    gone = ", ".join(attributes_lost(old.composed, new.composed))
    loses = f"values of attribute {gone} of column {'.'.join(new.ref.path)}" if gone else None
    loses_by = loses_parts if other_bases(old, new) else loses_parts_as_text
    if not new.composed and loses_by(old.base or old.type, new.base or new.type):
        loses = parts_lost(new.ref, new.base or new.type)
    return step._replace(sql=carried(step.sql, old, new), loses=loses)


def parking(old: Column, new: Column) -> Step:
    """Values are kept in the form from which `carried_over` or `retyping` takes them back."""
    if old.base is not None:
        return retyped(old, old.base)
    composed = by_attributes(old.composed, new.composed)
    form, using = ("json", f"to_json({old.name})") if composed else ("text", f"{old.name}::text")
    return retyped(old, form if old.foreign else f"{form} USING {using}")


def altered(column: Column, action: str, *, only: bool = False, rewritten: bool = False) -> Step:
    """ALTER TABLE ... ALTER COLUMN."""
    name = ".".join(column.ref.path[:-1])
    locks, anew = (Lock(name, "ACCESS EXCLUSIVE"),), (name,) if rewritten else ()
    return Step(sql=f"{_alter(column, only=only)}ALTER COLUMN {column.name} {action}", locks=locks, rewrites=anew)


def _alter(column: Column, *, only: bool = False) -> str:
    return f"ALTER {'FOREIGN ' if column.foreign else ''}TABLE {'ONLY ' if only else ''}{column.table} "


def compression(letter: str) -> str:
    """The method as SET COMPRESSION names it."""
    return {"p": "pglz", "l": "lz4"}.get(letter, "default")


def takes_expression(old: Column, new: Column) -> bool:
    """Whether PostgreSQL lets the expression be exchanged."""
    return old.major >= 17 and not (old.checked or new.checked)


def as_retyped(column: Column) -> Column:
    """As PostgreSQL leaves it: another type comes with storage and compression of its own."""
    return replace(column, storage=None, compression="")
