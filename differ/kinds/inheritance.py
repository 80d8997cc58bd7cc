"""What ties a table to its parent: INHERITS, or PARTITION OF with its bound."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from differ.kinds.base import Folded, Kind, clauses_of
from differ.kinds.columns import Column
from differ.kinds.constraints import Constraint
from differ.kinds.indexes import Index, IndexAttachment
from differ.kinds.parents import Inheritance
from differ.model import Lock, Object, Ref, Snapshot, Step
from differ.sql import qualified


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

    def clause(self, inheritance: Inheritance, folded: Folded) -> str | None:
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
        for key in _keys_of_parents(snapshot).get(object.ref.path, ()):
            yield key, "o"  # the partition's own goes with it while attached

    def falls(self, object: Inheritance, host: Ref, gone: Container[Ref]) -> bool:
        return host.kind != "constraint"

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
    clauses = clauses_of(folded)
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


def _columns_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """Columns and constraints that tables share with a parent, by table."""
    if "inherited" not in snapshot.memo:
        inherited: dict[tuple[str, ...], list[Ref]] = {}
        for ref, item in snapshot.objects.items():
            # A check that is not valid comes to parent and child in one step, after the child is the parent's.
            later = isinstance(item, Constraint) and not item.validated and not item.local
            if isinstance(item, Column | Constraint) and item.inherited and not later:
                inherited.setdefault(ref.path[:2], []).append(ref)
        snapshot.memo["inherited"] = inherited
    known: dict[tuple[str, ...], list[Ref]] = snapshot.memo["inherited"]
    return known


def _keys_of_parents(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """Primary keys and the like of partitioned tables, by what ties a partition to them."""
    if "keys of parents" not in snapshot.memo:
        keys: dict[tuple[str, ...], list[Ref]] = {}
        for item in snapshot.objects.values():
            if isinstance(item, IndexAttachment) and item.parent_constraint is not None:
                keys.setdefault((*item.table, *item.parent_table), []).append(Ref("constraint", item.parent_constraint))
        snapshot.memo["keys of parents"] = keys
    known: dict[tuple[str, ...], list[Ref]] = snapshot.memo["keys of parents"]
    return known


def indexes_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The indexes, and constraints with one, of partitions: they must be there before ATTACH makes others."""
    if "indexes" not in snapshot.memo:
        indexes: dict[tuple[str, ...], list[Ref]] = {}
        for ref, item in snapshot.objects.items():
            if isinstance(item, Index):
                indexes.setdefault(item.table, []).append(ref)
            elif isinstance(item, Constraint) and item.type in "pux":
                indexes.setdefault(ref.path[:2], []).append(ref)
        snapshot.memo["indexes"] = indexes
    known: dict[tuple[str, ...], list[Ref]] = snapshot.memo["indexes"]
    return known
