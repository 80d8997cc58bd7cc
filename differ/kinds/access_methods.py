"""Access methods of tables and indexes."""

from __future__ import annotations

from collections.abc import Sequence

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object


@catalog_object
class AccessMethod(Object):
    """`handler` is a quoted qualified name."""

    type: str  # i(ndex), t(able)
    handler: str


class AccessMethods(Kind[AccessMethod], name="access method"):
    command = "ACCESS METHOD"
    query = """
        select 'pg_am'::regclass::oid, a.oid, 0, array[a.amname::text], null::text, null::text, d.description,
               a.amtype::text, a.amhandler::regproc::text
        from pg_am a
        left join pg_description d on d.objoid = a.oid and d.classoid = 'pg_am'::regclass and d.objsubid = 0
        where a.oid >= '16384'::oid
    """

    def create(self, new: AccessMethod, folded: Sequence[Object]) -> list[Step]:
        what = "INDEX" if new.type == "i" else "TABLE"
        return [Step(sql=f"CREATE {self.title(new)} TYPE {what} HANDLER {new.handler}")]
