"""Security labels of objects inside the database; their providers are modules that a server loads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, literal

_COLUMNS = ("table column", "foreign table column")
# The kinds of what pg_identify_object calls otherwise than we do.
_KINDS = {
    "type": ("enum", "domain", "composite type", "range type", "base type"),
    **dict.fromkeys(_COLUMNS, ("column",)),
    "view column": ("view",),
    "materialized view column": ("materialized view",),
    "composite type column": ("composite type",),
}


@catalog_object
class SecurityLabel(Object):
    """`path` is the provider, and type and name of the labelled object as PostgreSQL writes them."""

    label: str
    target: tuple[str, ...] = field(compare=False)  # the path of the labelled object


class SecurityLabels(Kind[SecurityLabel], name="security label"):
    command = "SECURITY LABEL"
    query = """
        select 'pg_seclabel'::regclass::oid, s.objoid, s.objsubid, array[s.provider, o.type, o.identity],
               null::text, null::text, null::text, s.label,
               case s.classoid
                   when 'pg_proc'::regclass then
                       (select array[n.nspname::text, p.proname::text, oidvectortypes(p.proargtypes)]
                        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid = s.objoid)
                   when 'pg_type'::regclass then
                       (select array[n.nspname::text, y.typname::text]
                        from pg_type y join pg_namespace n on n.oid = y.typnamespace where y.oid = s.objoid)
                   else a.object_names end
        from pg_seclabel s
        cross join lateral pg_identify_object(s.classoid, s.objoid, s.objsubid) o
        cross join lateral pg_identify_object_as_address(s.classoid, s.objoid, s.objsubid) a
        where s.objoid >= '16384'::oid or s.objoid = '2200'::oid
    """

    def create(self, new: SecurityLabel, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"{self.title(new)} IS {literal(new.label).lstrip()}")]

    def drop(self, old: SecurityLabel) -> list[Step]:
        return [Step(sql=f"{self.title(old)} IS NULL")]

    def alter(self, old: SecurityLabel, new: SecurityLabel) -> tuple[SecurityLabel, list[Step]]:
        return replace(old, label=new.label), self.create(new, ())

    def needs(self, object: SecurityLabel, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        type_name = object.ref.path[1]
        # Columns of what is no table go with that.
        path = object.target[:2] if type_name.endswith(" column") and type_name not in _COLUMNS else object.target
        for kind in _KINDS.get(type_name, (type_name,)):
            yield Ref(kind, path), "a"

    def title(self, object: SecurityLabel) -> str:
        provider, type_name, identity = object.ref.path
        word = "COLUMN" if type_name.endswith(" column") else type_name.upper()
        return f"SECURITY LABEL FOR {ident(provider)} ON {word} {identity}"

    def group(self, object: SecurityLabel) -> tuple[str, ...]:
        return object.target[:2]
