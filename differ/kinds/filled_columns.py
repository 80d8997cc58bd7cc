"""New columns that come to have values at once: virtual generated ones that become plain, for PostgreSQL makes such a
column anew without the values it had; and those of domains, which it checks in each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from differ.kinds.casts import cast, needs_cast
from differ.kinds.parents import heirs_of
from differ.model import Object, Ref, Snapshot, Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column


def with_values(new: Column, make: Step, live: Snapshot, desired: Snapshot) -> Step:
    """The step that makes the column, with what the expression of the one before says; else it loses that.

    ALTER COLUMN ... TYPE fires no triggers, as UPDATE would.
    """
    old = live.objects.get(new.ref)
    if not isinstance(old, type(new)):
        return make._replace(frees=(new.host,)) if _is_of_domain(new, desired) else make
    if old.generated != "v" or new.generated or new.foreign:
        return make
    if new.identity or not _can_be_said(old, live, desired):
        return make._replace(loses=f"values of column {'.'.join(old.ref.path)}")
    value = f"({old.expression})"
    before, after = old.base or old.type, new.base or new.type
    if needs_cast(before, after):
        value = cast(value, before, after)
    fill = f"ALTER TABLE {new.table} ALTER COLUMN {new.name} TYPE {new.whole_type} USING {value}"
    table = ".".join(new.ref.path[:-1])
    return make._replace(sql=f"{make.sql};\n{fill}", rewrites=(table,), frees=(new.host,))


def _is_of_domain(column: Column, snapshot: Snapshot) -> bool:
    domains = "." in column.type and not column.type.endswith("[]")
    return domains and any(ref.kind == "domain" for ref in snapshot.needs.get(column.ref, ()))


def _can_be_said(column: Column, live: Snapshot, desired: Snapshot) -> bool:
    """Whether all that the expression reads stays as it is, and heirs have the same expression."""
    read = (ref for ref in live.needs.get(column.ref, {}) if ref.kind != "table")
    same = all(_reads_alike(live.objects[ref], desired.objects.get(ref)) for ref in read)
    return same and all(getattr(heir, "expression", None) == column.expression for heir in _heirs(column.ref, live))


def _reads_alike(one: Object, other: Object | None) -> bool:
    if other is None or one.ref.kind != "column":
        return other is not None
    fields = ("type", "collation", "generated")
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def _heirs(ref: Ref, snapshot: Snapshot) -> Iterator[Object]:
    """The columns of heirs and theirs."""
    for path in heirs_of(snapshot).get(ref.path[:-1], ()):
        heir = Ref("column", (*path, ref.path[-1]))
        if heir in snapshot.objects:
            yield snapshot.objects[heir]
            yield from _heirs(heir, snapshot)
