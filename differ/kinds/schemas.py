"""Schemas. `public` (2200) is the one built-in object that users own, alter, rename and drop like their own."""

from __future__ import annotations

from collections.abc import Sequence

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object


@catalog_object
class Schema(Object):
    """All of a schema is its owner, privileges and comment."""


class Schemas(Kind[Schema], name="schema"):
    command = "SCHEMA"
    acl_type = "n"
    query = """
        select 'pg_namespace'::regclass::oid, n.oid, 0, array[nspname::text], pg_get_userbyid(nspowner)::text,
               array_to_string(nspacl, E'\\n'), d.description
        from pg_namespace n
        left join pg_description d on d.objoid = n.oid and d.classoid = 'pg_namespace'::regclass and d.objsubid = 0
        where (n.oid >= '16384'::oid or n.oid = '2200'::oid or nspname = 'public') and nspname !~ '^pg_'
    """

    def create(self, new: Schema, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE SCHEMA {self.reference(new)}")]
