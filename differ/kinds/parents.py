"""Which table is whose child, for the kinds whose objects come from a parent."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import field
from typing import LiteralString

from differ.model import Object, Ref, Snapshot, catalog_object, once
from differ.sql import ident, qualified

# Schema and name of each parent of a table c, in their order.
PARENTS: LiteralString = """
    (select array_agg(x.name order by h.inhseqno, x.part)
     from pg_inherits h
     join pg_class hc on hc.oid = h.inhparent
     join pg_namespace hn on hn.oid = hc.relnamespace
     cross join lateral (values (1, hn.nspname::text), (2, hc.relname::text)) x(part, name)
     where h.inhrelid = c.oid)
"""
_READERS: LiteralString = """
    from pg_depend g
    join pg_attrdef ge on ge.oid = g.objid
    join pg_attribute ra on ra.attrelid = c.oid and ra.attnum = ge.adnum
    where g.refclassid = 'pg_class'::regclass and g.refobjid = c.oid and g.refobjsubid = a.attnum
      and g.classid = 'pg_attrdef'::regclass and g.deptype = 'n'
"""
# Of an inherited column a: the parents, the generated columns that read it: those that no parent has, and the others.
INHERITED: LiteralString = f"""
    case when a.attinhcount > 0 and not c.relispartition then {PARENTS} end,
    case when a.attinhcount > 0 and not c.relispartition then
        (select array_agg(ra.attname::text order by ra.attnum) {_READERS} and ra.attinhcount = 0) end,
    case when a.attinhcount > 0 and not c.relispartition then
        (select array_agg(ra.attname::text order by ra.attnum) {_READERS} and ra.attinhcount > 0) end
"""
STAND_IN = "differ parent for the time"  # the name of the table that stands in for parents


@catalog_object
class Inheritance(Object):
    """`path` is (schema, table, parent's schema, parent); `bound` is None where the parent is not partitioned.

    `after` are the parents that INHERITS names before this one, each as one text.
    """

    bound: str | None
    after: tuple[str, ...] | None
    referenced: bool = field(compare=False)  # foreign keys of the parent's point at the partition, too


def stays(object: Object, host: Ref, gone: Container[Ref]) -> bool:
    """Whether a child's column or constraint stays although its parent's goes: it is let go of before."""
    return host.kind == object.ref.kind and Ref("inheritance", (*object.ref.path[:2], *host.path[:2])) in gone


def parents_of(snapshot: Snapshot, table: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths of the tables that a table inherits from or is a partition of."""
    return _parents(snapshot).get(table, [])


def names_of_parents(snapshot: Snapshot, table: tuple[str, ...]) -> list[str]:
    """The tables that a table inherits from, in their order: schema, name, schema, …"""
    ties = (snapshot.objects[Ref("inheritance", (*table, *parent))] for parent in parents_of(snapshot, table))
    ordered = sorted(ties, key=lambda tie: len(getattr(tie, "after", None) or ()))
    return [name for tie in ordered for name in tie.ref.path[2:]]


@once
def _parents(snapshot: Snapshot) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    parents: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for ref in snapshot.objects:
        if ref.kind == "inheritance":
            parents.setdefault(ref.path[:2], []).append(ref.path[2:])
    return parents


@once
def heirs_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The paths of the tables that inherit from each table, or are its partitions."""
    heirs: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for child, parents in _parents(snapshot).items():
        for parent in parents:
            heirs.setdefault(parent, []).append(child)
    return heirs


def all_heirs_of(snapshot: Snapshot, table: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths of the tables that inherit from a table, directly or through others, each once."""
    return _all_along(heirs_of(snapshot), table)


def all_parents_of(snapshot: Snapshot, table: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The paths of the tables that a table inherits from, directly or through others, each once."""
    return _all_along(_parents(snapshot), table)


def _all_along(
    ties: Mapping[tuple[str, ...], Sequence[tuple[str, ...]]], table: tuple[str, ...]
) -> list[tuple[str, ...]]:
    found, queue = {table}, [table]
    for one in queue:
        others = [other for other in ties.get(one, ()) if other not in found]
        found.update(others)
        queue += others
    return queue[1:]


def new_parents(object: Object, desired: Snapshot) -> Iterable[Ref]:
    """What ties the table of a column or constraint to parents that are not partitioned."""
    for parent in parents_of(desired, object.ref.path[:2]):
        ref = Ref("inheritance", (*object.ref.path[:2], *parent))
        tie = desired.objects[ref]
        shared = Ref(object.ref.kind, (*parent, object.ref.path[2]))
        if isinstance(tie, Inheritance) and tie.bound is None and shared in desired.objects:
            yield ref


@once
def with_shared_identity(snapshot: Snapshot) -> set[tuple[str, ...]]:
    """The partitions with a column that is an identity by the parent's sequence."""
    return {
        ref.path[:2]
        for ref, item in snapshot.found.of_kind("column").items()
        if getattr(item, "identity", "") and getattr(item, "identity_sequence", None) is None
    }


def with_stand_in(schema: str, columns: str, child: str, between: list[str], number: int = 0) -> str:
    """Statements that run while the child inherits from one table more."""
    table = stand_in(schema, number)
    return ";\n".join(
        [
            f"CREATE TABLE {table} ({columns})",
            f"ALTER TABLE {child} INHERIT {table}",
            *between,
            f"ALTER TABLE {child} NO INHERIT {table}",
            f"DROP TABLE {table}",
        ]
    )


def made_own(column: Ref, parents: Sequence[str], readers: Iterable[str] | None) -> str:
    """Statements after which a column is the table's own as well as its parents': it is so once none of them, which are
    given as schema, name, schema, …, has it for a while. The other columns stay inherited meanwhile, but for the
    `readers`, which the table alone has."""
    stand = f"ALTER TABLE {stand_in(column.path[0])} DROP COLUMN"
    first = [f"{stand} IF EXISTS {ident(name)}" for name in dict.fromkeys(readers or ())]
    return apart_from_parents(column.path[:2], parents, [], first=[*first, f"{stand} {ident(column.path[2])}"])


def apart_from_parents(
    table: Sequence[str], parents: Sequence[str], between: Sequence[str], *, first: Sequence[str] = (), number: int = 0
) -> str:
    """Statements that run while the table inherits from nothing but a stand-in that is like it; `first` before that."""
    child = qualified(*table)
    pairs = [qualified(*one) for one in zip(parents[::2], parents[1::2], strict=True)]
    leave, join = ([f"ALTER TABLE {child} {way} {parent}" for parent in pairs] for way in ("NO INHERIT", "INHERIT"))
    like = f"LIKE {child} INCLUDING CONSTRAINTS INCLUDING GENERATED"
    return with_stand_in(table[0], like, child, [*first, *leave, *between, *join], number)


def roots_of(column: Ref, snapshot: Snapshot) -> list[Ref]:
    """The same column of all tables that have it from no parent and share heirs with it, directly or through others."""
    name, queue = column.path[2], [column.path[:2]]
    known = set(queue)
    for table in queue:
        for other in (*parents_of(snapshot, table), *heirs_of(snapshot).get(table, ())):
            if other not in known and Ref("column", (*other, name)) in snapshot.objects:
                known.add(other)
                queue.append(other)
    return sorted(Ref("column", (*table, name)) for table in queue if not known & set(parents_of(snapshot, table)))


def under_one(columns: Sequence[Ref], alter: str) -> str:
    """Statements that change a column of several tables as `alter` does the first: those inherit it for the time, for
    PostgreSQL refuses to change what an heir has from a parent that does not change along."""
    schema, _, name = columns[0].path
    tables = [qualified(*column.path[:2]) for column in columns]
    stand = stand_in(schema)
    return ";\n".join(
        [
            f"CREATE TABLE {stand} AS SELECT {ident(name)} FROM {tables[0]} WITH NO DATA",
            *(f"ALTER TABLE {table} INHERIT {stand}" for table in tables),
            alter.replace(tables[0], stand, 1),
            *(f"ALTER TABLE {table} NO INHERIT {stand}" for table in tables),
            f"DROP TABLE {stand}",
        ]
    )


def stand_in(schema: str, number: int = 0) -> str:
    """The quoted name of the table that stands in for parents for a time, or of one more."""
    return qualified(schema, f"{STAND_IN} {number}" if number else STAND_IN)
