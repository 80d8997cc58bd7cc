"""Conversions between encodings."""

from __future__ import annotations

from collections.abc import Sequence

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import literal


@catalog_object
class Conversion(Object):
    """Encodings by name; `function` is a quoted qualified name."""

    source: str
    target: str
    function: str
    default: bool


class Conversions(Kind[Conversion], name="conversion"):
    command = "CONVERSION"
    query = """
        select 'pg_conversion'::regclass::oid, c.oid, 0, array[n.nspname::text, c.conname::text],
               pg_get_userbyid(c.conowner)::text, null::text, d.description,
               pg_encoding_to_char(c.conforencoding)::text, pg_encoding_to_char(c.contoencoding)::text,
               c.conproc::regproc::text, c.condefault
        from pg_conversion c
        join pg_namespace n on n.oid = c.connamespace
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_conversion'::regclass and d.objsubid = 0
        where c.oid >= '16384'::oid
    """

    def create(self, new: Conversion, folded: Sequence[Object]) -> list[Step]:
        sql = f"CREATE {'DEFAULT ' if new.default else ''}{self.title(new)}"
        encodings = f"FOR {literal(new.source)} TO {literal(new.target)}"
        return [Step(sql=f"{sql} {encodings} FROM {new.function}")]

    def slots(self, object: Conversion) -> list[tuple[str, ...]]:
        return [("default conversion", object.ref.path[0], object.source, object.target)] if object.default else []
