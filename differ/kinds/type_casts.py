"""Casts that users define. Those that a range type brings to its multirange belong to the range type."""

from __future__ import annotations

from collections.abc import Sequence

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object


@catalog_object
class Cast(Object):
    """`path` is (source type, target type) as format_type prints them; `function` has its argument types with it."""

    method: str  # f(unction), i(n and out), b(inary coercible)
    function: str | None
    context: str  # e(xplicit), a(ssignment), i(mplicit)


class Casts(Kind[Cast], name="cast"):
    command = "CAST"
    query = """
        select 'pg_cast'::regclass::oid, c.oid, 0,
               array[format_type(c.castsource, null), format_type(c.casttarget, null)], null::text, null::text,
               d.description, c.castmethod::text,
               case when c.castfunc <> 0 then c.castfunc::regprocedure::text end, c.castcontext::text
        from pg_cast c
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_cast'::regclass and d.objsubid = 0
        where c.oid >= '16384'::oid
          and not exists (select from pg_depend p where p.classid = 'pg_cast'::regclass and p.objid = c.oid
                          and p.deptype = 'i')
    """

    def create(self, new: Cast, folded: Sequence[Object]) -> list[Step]:
        how = {"b": "WITHOUT FUNCTION", "i": "WITH INOUT"}.get(new.method, f"WITH FUNCTION {new.function}")
        when = {"a": " AS ASSIGNMENT", "i": " AS IMPLICIT"}.get(new.context, "")
        return [Step(sql=f"CREATE {self.title(new)} {how}{when}")]

    def reference(self, object: Cast) -> str:
        source, target = object.ref.path
        return f"({source} AS {target})"

    def label(self, object: Cast) -> str:
        return self.reference(object)
