"""Defaults of columns, of tables and of views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from differ.kinds.base import PATH, Folded, Kind
from differ.kinds.parents import parents_of
from differ.model import Object, Ref, Snapshot, Step
from differ.sql import ident, qualified


@dataclass(frozen=True, slots=True)
class Default(Object):
    """`path` is the column's."""

    expression: str
    relation: str  # the command that alters it: "TABLE ONLY", "VIEW"
    apart: bool = field(compare=False)  # on a column that INHERITS brings with another default or none
    type: str = field(compare=False)  # the column's, without what is in parentheses


class Defaults(Kind[Default], name="default"):
    command = "COLUMN"
    part = PATH
    # A default names no column, and without a table to look up pg_get_expr takes half the time. An expression of a
    # generated column does, and PostgreSQL may come to it before the condition that leaves it out: hence the cases.
    query = """
        select 'pg_attrdef'::regclass::oid, e.oid, 0, array[n.nspname::text, c.relname::text, a.attname::text],
               null::text, null::text, null::text, pg_get_expr(e.adbin, 0),
               case c.relkind when 'v' then 'VIEW' when 'f' then 'FOREIGN TABLE ONLY' else 'TABLE ONLY' end,
               a.attinhcount > 0 and not a.attislocal and not c.relispartition and not exists (
                   select from pg_inherits i
                   join pg_attribute pa on pa.attrelid = i.inhparent and pa.attname = a.attname
                   join pg_attrdef p on p.adrelid = pa.attrelid and p.adnum = pa.attnum
                   where i.inhrelid = c.oid
                   and case when pa.attgenerated = '' then pg_get_expr(p.adbin, 0) end
                     = case when a.attgenerated = '' then pg_get_expr(e.adbin, 0) end),
               format_type(a.atttypid, null)
        from pg_attrdef e
        join pg_class c on c.oid = e.adrelid
        join pg_namespace n on n.oid = c.relnamespace
        -- OFFSET keeps PostgreSQL from looking up every column by itself.
        join (select attrelid, attnum, attname, atttypid, attinhcount, attislocal, attgenerated from pg_attribute
              where atthasdef and attgenerated = '' offset 0) a
          on a.attrelid = c.oid and a.attnum = e.adnum
        where c.relpersistence <> 't' and e.oid >= '16384'::oid
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
        kept = not gone and cause.kind == "column" and (old.expression, old.type) == (new.expression, new.type)
        return [] if kept else None

    def needs(self, object: Default, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if object.relation == "VIEW":
            yield Ref("view", object.ref.path[:2]), "a"
        else:
            yield Ref("column", object.ref.path), "a"
            for parent in parents_of(snapshot, object.ref.path[:2]):
                yield Ref("default", (*parent, object.ref.path[2])), "c"

    def brought_by(self, object: Default, live: Snapshot) -> Iterable[Ref]:
        if not object.apart:
            yield Ref("column", object.ref.path)

    def _alter(self, default: Default) -> str:
        *relation, column = default.ref.path
        return f"ALTER {default.relation} {qualified(*relation)} ALTER COLUMN {ident(column)}"
