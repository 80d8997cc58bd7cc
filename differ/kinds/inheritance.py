"""What ties a table to its parent: INHERITS, or PARTITION OF with its bound."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from differ.kinds import identities
from differ.kinds.base import Kind, clauses_of
from differ.kinds.columns import Column
from differ.kinds.constraints import Constraint
from differ.kinds.folded import Folded
from differ.kinds.indexes import Index, IndexAttachment, incomplete_until, indexes_without
from differ.kinds.not_null import inheriting
from differ.kinds.parents import Inheritance, parents_of, stand_in, with_shared_identity, with_stand_in
from differ.kinds.shared_checks import changes_validity, is_kept
from differ.kinds.twin_keys import twins_at
from differ.model import Lock, Object, Ref, Snapshot, Step, once
from differ.sql import qualified


class Inheritances(Kind[Inheritance], name="inheritance"):
    command = "TABLE"
    goes_along = True
    query = """
        select 'pg_inherits'::regclass::oid, c.oid, i.inhseqno,
               array[n.nspname::text, c.relname::text, pn.nspname::text, p.relname::text], null::text, null::text,
               null::text, pg_get_expr(c.relpartbound, c.oid),
               case when i.inhseqno > 1 then
                   (select array_agg(o.inhparent::regclass::text order by o.inhseqno) from pg_inherits o
                    where o.inhrelid = i.inhrelid and o.inhseqno < i.inhseqno) end,
               f.confrelid is not null
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_class p on p.oid = i.inhparent
        join pg_namespace pn on pn.oid = p.relnamespace
        left join (select distinct confrelid from pg_constraint where contype = 'f' and conparentid <> 0) f
          on f.confrelid = c.oid and c.relispartition
        where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def clause(self, inheritance: Inheritance, folded: Folded) -> str | None:
        """Nothing between the parentheses: CREATE TABLE says INHERITS behind them."""
        return None

    def create(self, new: Inheritance, folded: Sequence[Object]) -> list[Step]:
        child, parent = self._names(new)
        if new.bound is None:
            own = [item for item in folded if item.ref.path[:2] == new.ref.path[:2]]  # heirs have theirs from these
            own = [item for item in own if not (isinstance(item, Constraint) and item.comes_later)]
            return [Step(sql=_with_new_columns(child, f"ALTER TABLE {child} INHERIT {parent}", own))]
        name = ".".join(new.ref.path[2:])
        locks = (Lock(name, "SHARE UPDATE EXCLUSIVE"), Lock(".".join(new.ref.path[:2]), "ACCESS EXCLUSIVE"))
        return [
            Step(
                sql=f"ALTER TABLE {parent} ATTACH PARTITION {child} {new.bound}",
                locks=locks,
                scans=(".".join(new.ref.path[:2]),),
            )
        ]

    def made_in(self, new: Inheritance, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        if new.bound is not None:
            return make
        child, parent = self._names(new)
        inherit = f"ALTER TABLE {child} INHERIT {parent}"
        shared = [desired.objects[ref] for ref in _columns_of(desired).get(new.ref.path[:2], ())]
        return make._replace(sql=make.sql.replace(inherit, inheriting(new.ref.path[2:], shared, desired, inherit), 1))

    def drop(self, old: Inheritance) -> list[Step]:
        child, parent = self._names(old)
        if old.bound is None:
            return [Step(sql=f"ALTER TABLE {child} NO INHERIT {parent}")]
        locks = (Lock(".".join(old.ref.path[2:]), "ACCESS EXCLUSIVE"),)
        return [Step(sql=f"ALTER TABLE {parent} DETACH PARTITION {child}", locks=locks)]

    def alter(self, old: Inheritance, new: Inheritance) -> tuple[Inheritance, list[Step]]:
        if old.bound is not None or new.bound is not None or old.after == new.after:
            return old, []
        # A parent that comes back comes last; the stand-in keeps the columns inherited meanwhile.
        child, parent = self._names(new)
        turn = [f"ALTER TABLE {child} NO INHERIT {parent}", f"ALTER TABLE {child} INHERIT {parent}"]
        like = f"LIKE {parent} INCLUDING CONSTRAINTS INCLUDING GENERATED"
        return new, [Step(sql=with_stand_in(new.ref.path[0], like, child, turn))]

    def same(self, live: Inheritance, desired: Inheritance) -> bool:
        # What is left of the parents before, in the same order, is left by itself.
        before = iter(live.after or ())
        return live.bound == desired.bound and all(parent in before for parent in desired.after or ())

    def rebuild(self, old: Inheritance, new: Inheritance, cause: Ref, *, gone: bool) -> list[Step] | None:
        return [] if cause.kind in ("column", "constraint") else None

    def falls(self, object: Inheritance, host: Ref, gone: Container[Ref]) -> bool:
        # A partition that foreign keys point at is not dropped before it is detached.
        if host.kind == "constraint":
            return False
        return not object.referenced or Ref("table", object.ref.path[2:]) in gone

    def unfit_for(self, object: Inheritance, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        if object.bound is not None:  # ATTACH makes what the partition lacks of its parent's indexes
            yield from indexes_without(object.ref.path[:2], indexes_of(desired).get(object.ref.path[2:], ()), desired)
            yield from twins_at(desired).get(object.ref, ())
            for ref in _columns_of(desired).get(object.ref.path[:2], ()):
                if changes_validity(live.objects.get(ref), desired.objects[ref]):
                    yield ref  # while the partition is apart, its parent's does not reach it

    def goes_without(self, old: Inheritance, live: Snapshot) -> Iterable[Ref]:
        queue = [old.ref.path[2:]] if old.referenced else []  # DETACH judges the rows that point at the partition
        for table in queue:
            yield from _keys_at(live).get(table, ())
            queue += parents_of(live, table)

    def relay(self, object: Inheritance) -> tuple[str, ...] | None:
        # A column that one parent or another has at any time does not become the child's own.
        return object.ref.path[:2] if object.bound is None else None

    def uses_whole_rows(self, object: Inheritance) -> bool:
        return object.bound is not None  # ATTACH wants the same columns on both sides

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
            # What may come to all of them later still goes after what is let go of has gone.
            item = snapshot.objects[column]
            deptype = "o" if isinstance(item, Constraint) and (item.type == "f" or not item.validated) else "n"
            shared = Ref(column.kind, (*parent, column.path[-1]))
            if isinstance(item, Constraint) and item.parent is not None:
                shared = Ref(column.kind, item.parent)
            if shared not in snapshot.objects or is_kept(snapshot.objects[shared]):
                continue  # another parent brings it
            # The parent's would come to the partition under its own name.
            yield column, "c" if shared.path[-1] != column.path[-1] else deptype
            # To a partition it may come when that is attached; a child is born with it.
            above = snapshot.objects[shared] if object.bound is not None else None
            yield shared, "o" if isinstance(above, Constraint) and not above.validated else deptype
        for ref in _parents_before(object, snapshot):
            yield ref, "c"
        if object.bound is None:
            return
        for index in indexes_of(snapshot).get(child, ()):
            yield index, "c"
            # One that lacks partitions is not valid, and ATTACH makes another in its place.
            for attachment in incomplete_until(child, (index.path[0], index.path[-1]), snapshot):
                yield attachment, "c"
        for key in _keys_of_parents(snapshot).get(object.ref.path, ()):
            yield key, "o"  # the partition's own goes with it while attached
        if child in with_shared_identity(snapshot):
            # ATTACH hands the parent's identity on to the partition alone, not to those below.
            yield from ((Ref("inheritance", (*parent, *above)), "c") for above in parents_of(snapshot, parent))

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
    folded = [identities.without(item) if isinstance(item, Column) else item for item in folded]
    brought = [item for item in folded if not getattr(item, "local", False)]
    computed, own = ([item for item in folded if isinstance(item, one) and item.local] for one in (Column, Constraint))
    if not brought:
        return ";\n".join([*_additions(child, [*computed, *own]), inherit])
    checks = [item for item in brought if isinstance(item, Constraint)]
    plain = [item for item in brought if item not in checks]
    schema = brought[0].ref.path[0]
    stand = stand_in(schema)
    between = [
        *_together(stand, plain if computed else brought),
        *_additions(child, computed),  # from what has come by then
        *_together(stand, [*computed, *checks] if computed and checks else ()),
        *_additions(child, own),
    ]
    reads = checks or any(isinstance(item, Column) and item.generated for item in brought)
    return with_stand_in(schema, f"LIKE {child} INCLUDING GENERATED" if reads else "", child, [*between, inherit])


def _additions(table: str, items: Sequence[Object]) -> list[str]:
    return [f"ALTER TABLE {table} ADD {clause}" for clause in clauses_of(Folded(items)) if clause]


def _together(table: str, items: Sequence[Object]) -> list[str]:
    clauses = [f"    ADD {clause}" for clause in clauses_of(Folded(items)) if clause]
    return [f"ALTER TABLE {table}\n" + ",\n".join(clauses)] if clauses else []


def _parents_before(object: Inheritance, snapshot: Snapshot) -> Iterable[Ref]:
    """What ties the child to the parents that INHERITS names before this one."""
    for parent in parents_of(snapshot, object.ref.path[:2]) if object.after else ():
        if qualified(*parent) in (object.after or ()):
            yield Ref("inheritance", (*object.ref.path[:2], *parent))


@once
def _columns_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """Columns and constraints that tables share with a parent, by table."""
    inherited: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kinds("constraint", "column"):
        if isinstance(item, Column | Constraint) and item.inherited and not _is_of_whole_tree(item):
            inherited.setdefault(ref.path[:2], []).append(ref)
    return inherited


@once
def _keys_of_parents(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """Primary keys and the like of partitioned tables, by what ties a partition to them."""
    keys: dict[tuple[str, ...], list[Ref]] = {}
    for item in snapshot.found.of_kind("index attachment").values():
        if isinstance(item, IndexAttachment) and item.parent_constraint is not None:
            keys.setdefault((*item.table, *item.parent_table), []).append(Ref("constraint", item.parent_constraint))
    return keys


@once
def _keys_at(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The foreign keys that point at a table and come from no parent's, by that table."""
    keys: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("constraint").items():
        if isinstance(item, Constraint) and item.references is not None and item.parent is None:
            keys.setdefault(item.references, []).append(ref)
    return keys


def _is_of_whole_tree(item: Object) -> bool:
    """Whether it points at its own tree, and needs the primary key of that, which takes all partitions; or is an
    exclusion, which comes whenever both the parent's and the tie are there."""
    return isinstance(item, Constraint) and (item.within_tree or item.type == "x")


@once
def indexes_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The indexes and keys of partitions: they must be there before ATTACH makes others."""
    indexes: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kinds("index", "constraint"):
        if isinstance(item, Index):
            indexes.setdefault(item.table, []).append(ref)
        elif isinstance(item, Constraint) and item.type in "pu":
            indexes.setdefault(ref.path[:2], []).append(ref)
    return indexes
