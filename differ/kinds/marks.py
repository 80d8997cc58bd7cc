"""What a table remembers of one of its indexes: its replica identity, and CLUSTER's choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, qualified

REPLICA_IDENTITY = {"d": "default", "n": "nothing", "f": "full"}  # where it is no index


@catalog_object
class IndexMark(Object):
    """`path` is the table's; `index` is a name in the table's schema."""

    index: str
    constraint: bool = field(compare=False)
    materialized: bool = field(compare=False)
    # Columns that must not be null while it is there, neither in its table nor above: schema, table, name, …
    columns: tuple[str, ...] = field(compare=False)

    @property
    def kept_not_null(self) -> list[tuple[str, ...]]:
        """The paths of these columns."""
        return [self.columns[i : i + 3] for i in range(0, len(self.columns), 3)]


def _query_end(condition: str, columns: str) -> str:
    return f"""
               i.relname::text,
               exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u', 'x')),
               c.relkind = 'm', {columns}
        from pg_index x
        join pg_class i on i.oid = x.indexrelid
        join pg_class c on c.oid = x.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        where {condition} and c.relpersistence <> 't' and c.oid >= '16384'::oid
    """


class _Marks(Kind[IndexMark]):
    command = "TABLE"

    def needs(self, object: IndexMark, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        schema, table = object.ref.path
        yield Ref("constraint", (schema, table, object.index)), "a"
        yield Ref("index", (schema, object.index)), "a"
        yield Ref("materialized view" if object.materialized else "table", object.ref.path), "a"
        yield from ((Ref("column", path), "c") for path in object.kept_not_null if path[:2] == object.ref.path)

    def under_names(self, object: IndexMark, names: Mapping[Ref, Ref]) -> IndexMark:
        schema, table = object.ref.path
        marked = Ref("constraint", (schema, table, object.index)) if object.constraint else None
        new = names.get(marked or Ref("index", (schema, object.index)))
        return object if new is None else replace(object, index=new.path[-1])

    def slots(self, object: IndexMark) -> list[tuple[str, ...]]:
        return [("nullable", *table, ident(name)) for *table, name in object.kept_not_null]

    def _alter(self, mark: IndexMark) -> str:
        return f"ALTER {'MATERIALIZED VIEW' if mark.materialized else 'TABLE'} {qualified(*mark.ref.path)}"


class ReplicaIdentities(_Marks, Kind[IndexMark], name="replica identity"):
    query = """
        select 'pg_class'::regclass::oid, c.oid, -1, array[n.nspname::text, c.relname::text], null::text, null::text,
               null::text,
        """ + _query_end(
        "x.indisreplident and c.relreplident = 'i'",
        """array(select e.name from pg_attribute a
                 cross join (select c.oid union select pg_partition_ancestors(c.oid)) r
                 join pg_class rc on rc.oid = r.oid
                 join pg_namespace rn on rn.oid = rc.relnamespace
                 cross join lateral (values (rn.nspname::text), (rc.relname::text), (a.attname::text)) e(name)
                 where a.attrelid = c.oid and a.attnum = any(x.indkey))""",
    )

    def create(self, new: IndexMark, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"{self._alter(new)} REPLICA IDENTITY USING INDEX {ident(new.index)}")]

    def drop(self, old: IndexMark) -> list[Step]:
        return [Step(sql=f"{self._alter(old)} REPLICA IDENTITY DEFAULT")]

    def alter(self, old: IndexMark, new: IndexMark) -> tuple[IndexMark, list[Step]]:
        return replace(old, index=new.index), self.create(new, ())


class ClusteredIndexes(_Marks, Kind[IndexMark], name="clustered index"):
    query = """
        select 'pg_class'::regclass::oid, c.oid, -2, array[n.nspname::text, c.relname::text], null::text, null::text,
               null::text,
        """ + _query_end("x.indisclustered", "'{}'::text[]")

    def create(self, new: IndexMark, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"{self._alter(new)} CLUSTER ON {ident(new.index)}")]

    def drop(self, old: IndexMark) -> list[Step]:
        return [Step(sql=f"{self._alter(old)} SET WITHOUT CLUSTER")]

    def alter(self, old: IndexMark, new: IndexMark) -> tuple[IndexMark, list[Step]]:
        return replace(old, index=new.index), self.create(new, ())
