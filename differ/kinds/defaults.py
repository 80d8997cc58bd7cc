"""Defaults of columns, of tables and of views.

A column that comes from a parent with a default and has none itself counts as one whose default is NULL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import PATH, Kind
from differ.kinds.folded import Folded
from differ.kinds.parents import parents_of
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, qualified


@catalog_object
class Default(Object):
    """`path` is the column's."""

    expression: str
    relation: str  # the command that alters it: "TABLE ONLY", "VIEW"
    brought: str = field(compare=False)  # "said" by CREATE TABLE or "unsaid" where a parent brings the column, too
    type: str = field(compare=False)  # the column's, without what is in parentheses


class Defaults(Kind[Default], name="default"):
    command = "COLUMN"
    part = PATH
    expressions = True
    numerous = True
    # A default names no column, and without a table to look up pg_get_expr takes half the time. An expression of a
    # generated column does, and PostgreSQL may come to it before the condition that leaves it out: hence the cases.
    query = """
        select 'pg_attrdef'::regclass::oid, e.oid, 0, array[n.nspname::text, c.relname::text, a.attname::text],
               null::text, null::text, null::text, pg_get_expr(e.adbin, 0),
               case c.relkind when 'v' then 'VIEW' when 'f' then 'FOREIGN TABLE ONLY' else 'TABLE ONLY' end,
               case when a.attinhcount = 0 then '' when a.attislocal or c.relispartition then 'said' else 'unsaid' end,
               format_type(a.atttypid, null)
        from pg_attrdef e
        join pg_class c on c.oid = e.adrelid
        join pg_namespace n on n.oid = c.relnamespace
        -- OFFSET keeps PostgreSQL from looking up every column by itself.
        join (select attrelid, attnum, attname, atttypid, attinhcount, attislocal, attgenerated from pg_attribute
              where atthasdef and attgenerated = '' offset 0) a
          on a.attrelid = c.oid and a.attnum = e.adnum
        where c.relpersistence <> 't' and e.oid >= '16384'::oid
        union all
        select distinct 'pg_attrdef'::regclass::oid, c.oid, a.attnum,
               array[n.nspname::text, c.relname::text, a.attname::text], null, null, null, 'NULL',
               case c.relkind when 'f' then 'FOREIGN TABLE ONLY' else 'TABLE ONLY' end,
               case when a.attislocal or c.relispartition then 'said' else 'unsaid' end, format_type(a.atttypid, null)
        from (with recursive above as (select inhrelid, inhparent from pg_inherits
                                       union select b.inhrelid, i.inhparent
                                       from above b join pg_inherits i on i.inhrelid = b.inhparent)
              select inhrelid, inhparent from above) i
        join pg_attribute pa on pa.attrelid = i.inhparent and pa.atthasdef and pa.attgenerated = ''
        join pg_attribute a on a.attrelid = i.inhrelid and a.attname = pa.attname and not a.atthasdef
                           and a.attidentity = ''
        join pg_class c on c.oid = i.inhrelid
        join pg_namespace n on n.oid = c.relnamespace
        where c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def clause(self, default: Default, folded: Folded) -> str | None:
        """Nothing: the column's clause says it."""
        return None

    def create(self, new: Default, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"{self._alter(new)} SET DEFAULT {new.expression}")]

    def drop(self, old: Default) -> list[Step]:
        return [Step(sql=f"{self._alter(old)} DROP DEFAULT")]

    def alter(self, old: Default, new: Default) -> tuple[Default, list[Step]]:
        return replace(old, expression=new.expression), self.create(new, ())

    def rebuild(self, old: Default, new: Default, cause: Ref, *, gone: bool) -> list[Step] | None:
        # PostgreSQL casts the default along with the column, in words of its own where the type is another one.
        kept = old.expression == new.expression and (old.type == new.type or new.expression == "NULL")
        return [] if kept and not gone and cause.kind == "column" else None

    def needs(self, object: Default, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if object.relation == "VIEW":
            yield Ref("view", object.ref.path[:2]), "a"
        else:
            if object.expression == "NULL":  # what is stored has an edge of its own
                yield Ref("column", object.ref.path), "a"
            for parent in parents_of(snapshot, object.ref.path[:2]):
                yield Ref("default", (*parent, object.ref.path[2])), "c"

    def brought_by(self, object: Default, live: Snapshot) -> Iterable[Ref]:
        if not object.brought or self._is_said(object, live):
            yield Ref("column", object.ref.path)

    def _is_said(self, object: Default, live: Snapshot) -> bool:
        """Where no parent is left the column is made by itself; CREATE TABLE ... INHERITS says only some of them."""
        table = object.ref.path[:2]
        new = Ref("table", table) not in live.objects and Ref("foreign table", table) not in live.objects
        return not parents_of(live, table) and not (new and object.brought == "unsaid")

    def taken_along(self, object: Default, desired: Snapshot) -> Iterable[Ref]:
        if all(default == object.expression for default in _of_parents(object.ref, desired)):
            yield Ref("column", object.ref.path)

    def _alter(self, default: Default) -> str:
        *relation, column = default.ref.path
        return f"ALTER {default.relation} {qualified(*relation)} ALTER COLUMN {ident(column)}"


def _of_parents(ref: Ref, snapshot: Snapshot) -> Iterable[str | None]:
    """The defaults that the column has in parents and in their parents, None where it has none."""
    *table, column = ref.path
    for parent in parents_of(snapshot, (*table,)):
        if Ref("column", above := (*parent, column)) in snapshot.objects:
            yield getattr(snapshot.objects.get(Ref("default", above)), "expression", None)
            yield from _of_parents(Ref("default", above), snapshot)
