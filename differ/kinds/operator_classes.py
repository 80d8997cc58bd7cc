"""Operator classes, operator families, and the loose members of families."""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from differ.kinds.base import Kind
from differ.model import DependencyType, Object, Ref, Step, catalog_object
from differ.sql import ident, qualified

T = TypeVar("T", bound=Object)

_OPERATOR = """
    'OPERATOR ' || m.amopstrategy || ' ' || m.amopopr::regoperator || case when m.amoppurpose = 'o' then
        (select ' FOR ORDER BY ' || quote_ident(sn.nspname) || '.' || quote_ident(sf.opfname)
         from pg_opfamily sf join pg_namespace sn on sn.oid = sf.opfnamespace where sf.oid = m.amopsortfamily)
        else '' end
"""
_FUNCTION_SLOT = """
    'FUNCTION ' || m.amprocnum || ' (' || format_type(m.amproclefttype, null) || ', ' ||
    format_type(m.amprocrighttype, null) || ')'
"""
_FUNCTION = f"{_FUNCTION_SLOT} || ' ' || m.amproc::regprocedure"


class _UsingMethod(Kind[T], ABC):
    """What is named `schema.name USING method`."""

    def reference(self, object: T) -> str:
        schema, name, method = object.ref.path[:3]
        return f"{qualified(schema, name)} USING {ident(method)}"

    def group(self, object: T) -> tuple[str, ...]:
        return object.ref.path[:3]

    def label(self, object: T) -> str:
        return " ".join([self.reference(object), *object.ref.path[3:]])


@catalog_object
class OperatorFamily(Object):
    """`path` is (schema, name, access method); members are objects of their own, or their class's."""


class OperatorFamilies(_UsingMethod[OperatorFamily], name="operator family"):
    command = "OPERATOR FAMILY"
    query = """
        select 'pg_opfamily'::regclass::oid, f.oid, 0, array[n.nspname::text, f.opfname::text, a.amname::text],
               pg_get_userbyid(f.opfowner)::text, null::text, d.description
        from pg_opfamily f
        join pg_namespace n on n.oid = f.opfnamespace
        join pg_am a on a.oid = f.opfmethod
        left join pg_description d on d.objoid = f.oid and d.classoid = 'pg_opfamily'::regclass and d.objsubid = 0
        where f.oid >= '16384'::oid
    """

    def create(self, new: OperatorFamily, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self.title(new)}")]


@catalog_object
class OperatorFamilyMember(Object):
    """`path` is (schema, family, access method, "OPERATOR 1 (integer, bigint)")."""

    definition: str


class OperatorFamilyMembers(_UsingMethod[OperatorFamilyMember], name="operator family member"):
    command = "OPERATOR FAMILY"
    # A member that a class holds depends on the class; those of an extension's family are the extension's.
    query = f"""
        select p.classid, p.objid, 0, array[n.nspname::text, f.opfname::text, a.amname::text, m.slot],
               null::text, null::text, null::text, m.definition
        from pg_depend p
        join pg_opfamily f on f.oid = p.refobjid
        join pg_namespace n on n.oid = f.opfnamespace
        join pg_am a on a.oid = f.opfmethod
        cross join lateral (
            select 'OPERATOR ' || m.amopstrategy || ' (' || format_type(m.amoplefttype, null) || ', ' ||
                   format_type(m.amoprighttype, null) || ')' as slot, {_OPERATOR} as definition
            from pg_amop m where m.oid = p.objid and p.classid = 'pg_amop'::regclass
            union all
            select {_FUNCTION_SLOT}, {_FUNCTION}
            from pg_amproc m where m.oid = p.objid and p.classid = 'pg_amproc'::regclass
        ) m
        where p.refclassid = 'pg_opfamily'::regclass and p.refobjid >= '16384'::oid
          and p.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)
          and not exists (select from pg_depend e where e.classid = 'pg_opfamily'::regclass and e.objid = f.oid
                          and e.deptype = 'e')
    """

    def create(self, new: OperatorFamilyMember, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"ALTER {self.title(new)} ADD {new.definition}")]

    def drop(self, old: OperatorFamilyMember) -> list[Step]:
        return [Step(sql=f"ALTER {self.title(old)} DROP {old.ref.path[3]}")]

    def alter(self, old: OperatorFamilyMember, new: OperatorFamilyMember) -> tuple[OperatorFamilyMember, list[Step]]:
        return replace(old, definition=new.definition), self.drop(old) + self.create(new, ())


@catalog_object
class OperatorClass(Object):
    """`path` is (schema, name, access method); `family` is a quoted qualified name, `members` what follows AS."""

    type: str
    default: bool
    family: str
    storage: str | None
    members: tuple[str, ...]


class OperatorClasses(_UsingMethod[OperatorClass], name="operator class"):
    command = "OPERATOR CLASS"
    query = f"""
        select 'pg_opclass'::regclass::oid, c.oid, 0, array[n.nspname::text, c.opcname::text, a.amname::text],
               pg_get_userbyid(c.opcowner)::text, null::text, d.description, format_type(c.opcintype, null),
               c.opcdefault, quote_ident(fn.nspname) || '.' || quote_ident(f.opfname),
               case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end,
               coalesce((select array_agg(x.member order by x.sort) from (
                   select {_OPERATOR}, array[1, m.amopstrategy, m.amoplefttype::int8, m.amoprighttype::int8]
                   from pg_depend p join pg_amop m on m.oid = p.objid
                   where p.refclassid = 'pg_opclass'::regclass and p.refobjid = c.oid
                     and p.classid = 'pg_amop'::regclass
                   union all
                   select {_FUNCTION}, array[2, m.amprocnum, m.amproclefttype::int8, m.amprocrighttype::int8]
                   from pg_depend p join pg_amproc m on m.oid = p.objid
                   where p.refclassid = 'pg_opclass'::regclass and p.refobjid = c.oid
                     and p.classid = 'pg_amproc'::regclass) x(member, sort)), '{{}}')
        from pg_opclass c
        join pg_namespace n on n.oid = c.opcnamespace
        join pg_am a on a.oid = c.opcmethod
        join pg_opfamily f on f.oid = c.opcfamily
        join pg_namespace fn on fn.oid = f.opfnamespace
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_opclass'::regclass and d.objsubid = 0
        where c.oid >= '16384'::oid
    """

    def create(self, new: OperatorClass, folded: Sequence[Object]) -> list[Step]:
        schema, name, method = new.ref.path
        default = "DEFAULT " if new.default else ""
        # It may be without members, but CREATE wants something to be said.
        storage = [f"STORAGE {new.storage or new.type}"] if new.storage or not new.members else []
        body = ",\n    ".join([*storage, *new.members])
        sql = f"CREATE OPERATOR CLASS {qualified(schema, name)} {default}FOR TYPE {new.type} USING {ident(method)}"
        return [Step(sql=f"{sql} FAMILY {new.family} AS\n    {body}")]

    def edge(self, object: OperatorClass, other: Ref, deptype: DependencyType) -> DependencyType | None:
        return deptype

    def slots(self, object: OperatorClass) -> list[tuple[str, ...]]:
        return [("default operator class", object.ref.path[2], object.type)] if object.default else []
