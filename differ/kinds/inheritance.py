"""What ties a table to its parent: INHERITS, or PARTITION OF with its bound."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from differ.kinds.base import Kind, kind_of
from differ.model import Lock, Object, Ref, Snapshot, Step
from differ.sql import qualified


@dataclass(frozen=True, slots=True)
class Inheritance(Object):
    """`path` is (schema, table, parent's schema, parent); `bound` is None where the parent is not partitioned."""

    bound: str | None


class Inheritances(Kind[Inheritance], name="inheritance"):
    command = "TABLE"
    query = """
        select 'pg_inherits'::regclass::oid, c.oid, i.inhseqno,
               array[n.nspname::text, c.relname::text, pn.nspname::text, p.relname::text], null::text, null::text,
               null::text, pg_get_expr(c.relpartbound, c.oid)
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_class p on p.oid = i.inhparent
        join pg_namespace pn on pn.oid = p.relnamespace
        where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def clause(self, inheritance: Inheritance, folded: Sequence[Object]) -> str | None:
        """Nothing between the parentheses: CREATE TABLE says INHERITS behind them."""
        return None

    def create(self, new: Inheritance, folded: Sequence[Object]) -> list[Step]:
        child, parent = self._names(new)
        if new.bound is None:
            return [Step(sql=_with_new_columns(child, f"ALTER TABLE {child} INHERIT {parent}", folded))]
        name = ".".join(new.ref.path[2:])
        locks = (Lock(name, "SHARE UPDATE EXCLUSIVE"), Lock(".".join(new.ref.path[:2]), "ACCESS EXCLUSIVE"))
        return [
            Step(
                sql=f"ALTER TABLE {parent} ATTACH PARTITION {child} {new.bound}",
                locks=locks,
                scans=(".".join(new.ref.path[:2]),),
            )
        ]

    def drop(self, old: Inheritance) -> list[Step]:
        child, parent = self._names(old)
        if old.bound is None:
            return [Step(sql=f"ALTER TABLE {child} NO INHERIT {parent}")]
        locks = (Lock(".".join(old.ref.path[2:]), "ACCESS EXCLUSIVE"),)
        return [Step(sql=f"ALTER TABLE {parent} DETACH PARTITION {child}", locks=locks)]

    def alter(self, old: Inheritance, new: Inheritance) -> tuple[Inheritance, list[Step]]:
        return old, []

    def rebuild(self, old: Inheritance, new: Inheritance, cause: Ref, *, gone: bool) -> list[Step] | None:
        return [] if cause.kind in ("column", "constraint") else None

    def relay(self, object: Inheritance) -> tuple[str, ...] | None:
        # A column that one parent or another has at any time does not become the child's own.
        return object.ref.path[:2] if object.bound is None else None

    def slots(self, object: Inheritance) -> list[tuple[str, ...]]:
        # Where bounds change, all old ones have to go before the first new one comes.
        return [("bounds", *object.ref.path[2:])] if object.bound is not None else []

    def needs(self, object: Inheritance, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        child, parent = object.ref.path[:2], object.ref.path[2:]
        for kind in ("table", "foreign table"):
            yield Ref(kind, child), "a"
            yield Ref(kind, parent), "n"
        for column in _columns_of(snapshot).get(child, ()):
            # Attaching looks for all columns and checks of the parent, and none of them goes while attached.
            yield Ref(column.kind, (*child, column.path[-1])), "n"
            yield Ref(column.kind, (*parent, column.path[-1])), "n"
        for index in indexes_of(snapshot).get(child, ()) if object.bound is not None else ():
            yield index, "c"

    def brought_by(self, object: Inheritance, live: Snapshot) -> Iterable[Ref]:
        if object.bound is None:
            yield Ref("table", object.ref.path[:2])
            yield Ref("foreign table", object.ref.path[:2])

    def title(self, object: Inheritance) -> str:
        return f"TABLE {self._names(object)[0]}"

    def _names(self, item: Inheritance) -> tuple[str, str]:
        return qualified(*item.ref.path[:2]), qualified(*item.ref.path[2:])


def _with_new_columns(child: str, inherit: str, folded: Sequence[Object]) -> str:
    """INHERIT finds columns of the child's own and leaves them so; those that come from a parent for the time stay
    inherited when the next parent has taken them over."""
    if not folded:
        return inherit
    helper = qualified(folded[0].ref.path[0], "differ parent for the time")
    clauses = [getattr(kind_of(item.ref), "clause")(item, folded) for item in folded]  # noqa: B009
    body = ",\n".join(f"    ADD {clause}" for clause in clauses if clause)
    return ";\n".join(
        [
            f"CREATE TABLE {helper} ()",
            f"ALTER TABLE {child} INHERIT {helper}",
            f"ALTER TABLE {helper}\n{body}",
            inherit,
            f"ALTER TABLE {child} NO INHERIT {helper}",
            f"DROP TABLE {helper}",
        ]
    )


def stays(object: Object, host: Ref, gone: Container[Ref]) -> bool:
    """Whether a child's column or constraint stays although its parent's goes: it is let go of before."""
    return host.kind == object.ref.kind and Ref("inheritance", (*object.ref.path[:2], *host.path[:2])) in gone


def parents_of(snapshot: Snapshot, table: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths of the tables that a table inherits from or is a partition of."""
    if "parents" not in snapshot.memo:
        parents: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for ref in snapshot.objects:
            if ref.kind == "inheritance":
                parents.setdefault(ref.path[:2], []).append(ref.path[2:])
        snapshot.memo["parents"] = parents
    known: list[tuple[str, ...]] = snapshot.memo["parents"].get(table, [])
    return known


def new_parents(object: Object, desired: Snapshot) -> Iterable[Ref]:
    """What ties the table of a column or constraint to parents that are not partitioned."""
    for parent in parents_of(desired, object.ref.path[:2]):
        ref = Ref("inheritance", (*object.ref.path[:2], *parent))
        if getattr(desired.objects[ref], "bound") is None and Ref(object.ref.kind, (*parent, object.ref.path[2])) in (  # noqa: B009
            desired.objects
        ):
            yield ref


def _columns_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """Columns and constraints that tables share with a parent, by table."""
    if "inherited" not in snapshot.memo:
        inherited: dict[tuple[str, ...], list[Ref]] = {}
        for ref, item in snapshot.objects.items():
            # A check that is not valid comes to parent and child in one step, after the child is the parent's.
            later = ref.kind == "constraint" and not getattr(item, "validated") and not getattr(item, "local")  # noqa: B009
            if ref.kind in ("column", "constraint") and getattr(item, "inherited", False) and not later:
                inherited.setdefault(ref.path[:2], []).append(ref)
        snapshot.memo["inherited"] = inherited
    known: dict[tuple[str, ...], list[Ref]] = snapshot.memo["inherited"]
    return known


def indexes_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The indexes, and constraints with one, of partitions: they must be there before ATTACH makes others."""
    if "indexes" not in snapshot.memo:
        indexes: dict[tuple[str, ...], list[Ref]] = {}
        for ref, item in snapshot.objects.items():
            if ref.kind == "index":
                indexes.setdefault(getattr(item, "table"), []).append(ref)  # noqa: B009
            elif ref.kind == "constraint" and getattr(item, "type") in "pux":  # noqa: B009
                indexes.setdefault(ref.path[:2], []).append(ref)
        snapshot.memo["indexes"] = indexes
    known: dict[tuple[str, ...], list[Ref]] = snapshot.memo["indexes"]
    return known
