"""Base types, and the shell types that stand in until the functions of a base type or a range type are there.

A base type and its input and output functions need each other: the functions are made on the shell, and PostgreSQL
drops the type and the functions only together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.range_types import RangeType
from differ.model import Object, Ref, Snapshot, Step, catalog_object, once
from differ.sql import aside_name, ident, qualified

_ALIGNMENTS = {"c": "char", "s": "int2", "i": "int4", "d": "double"}
_STORAGES = {"p": "plain", "e": "external", "x": "extended", "m": "main"}
# A new STORAGE would not reach the columns that are there.
_ALTERABLE = ("RECEIVE", "SEND", "TYPMOD_IN", "TYPMOD_OUT", "ANALYZE", "SUBSCRIPT")


@catalog_object
class ShellType(Object):
    """A name that is to become a type; every base type has one, and every range type with a canonical function."""

    completed: bool = field(compare=False)


class ShellTypes(Kind[ShellType], name="shell type"):
    command = "TYPE"
    # Once the type is complete its address is the base type's.
    query = """
        select 'pg_type'::regclass::oid, t.oid, case when t.typisdefined then -1 else 0 end,
               array[n.nspname::text, t.typname::text],
               pg_get_userbyid(t.typowner)::text, null::text,
               case when not t.typisdefined then d.description end, t.typisdefined
        from pg_type t
        join pg_namespace n on n.oid = t.typnamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
        where t.oid >= '16384'::oid
          and (not t.typisdefined or t.typtype = 'b' and t.typinput <> 'array_in'::regproc
               or t.typtype = 'r' and exists (select from pg_range r where r.rngtypid = t.oid and r.rngcanonical <> 0))
    """

    def create(self, new: ShellType, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self.title(new)}")]

    def needs(self, object: ShellType, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield Ref("schema", object.ref.path[:1]), "n"
        for kind in ("base type", "range type"):
            yield Ref(kind, object.ref.path), "f"

    def owner_follows(self, old: ShellType | None, new: ShellType) -> bool:
        return new.completed

    def slots(self, object: ShellType) -> list[tuple[str, ...]]:
        return [("type", *object.ref.path)]


@catalog_object
class BaseType(Object):
    """`options` are "NAME = value" as CREATE TYPE takes them."""

    options: tuple[str, ...]
    functions: tuple[str, ...] = field(compare=False)  # schema, name, arguments of those that fall with it

    def function_paths(self) -> list[tuple[str, ...]]:
        """The functions that take the type or return it, each as a path."""
        return [self.functions[i : i + 3] for i in range(0, len(self.functions), 3)]


class BaseTypes(Kind[BaseType], name="base type"):
    command = "TYPE"
    acl_type = "T"
    query = """
        select 'pg_type'::regclass::oid, t.oid, 0, array[n.nspname::text, t.typname::text],
               pg_get_userbyid(t.typowner)::text, array_to_string(t.typacl, E'\\n'), d.description,
               array_remove(array[
                   'INPUT = ' || t.typinput::regproc, 'OUTPUT = ' || t.typoutput::regproc,
                   'INTERNALLENGTH = ' || case when t.typlen = -1 then 'VARIABLE' else t.typlen::text end,
                   case when t.typbyval then 'PASSEDBYVALUE' end,
                   'ALIGNMENT = ' || t.typalign::text, 'STORAGE = ' || t.typstorage::text,
                   case when t.typreceive <> 0 then 'RECEIVE = ' || t.typreceive::regproc end,
                   case when t.typsend <> 0 then 'SEND = ' || t.typsend::regproc end,
                   case when t.typmodin <> 0 then 'TYPMOD_IN = ' || t.typmodin::regproc end,
                   case when t.typmodout <> 0 then 'TYPMOD_OUT = ' || t.typmodout::regproc end,
                   case when t.typanalyze <> 0 then 'ANALYZE = ' || t.typanalyze::regproc end,
                   case when t.typsubscript <> 0 then 'SUBSCRIPT = ' || t.typsubscript::regproc end,
                   case when t.typcategory <> 'U' then 'CATEGORY = ' || quote_literal(t.typcategory::text) end,
                   case when t.typispreferred then 'PREFERRED = true' end,
                   'DEFAULT = ' || quote_literal(t.typdefault),
                   case when t.typelem <> 0 then 'ELEMENT = ' || format_type(t.typelem, null) end,
                   case when t.typdelim <> ',' then 'DELIMITER = ' || quote_literal(t.typdelim::text) end,
                   case when t.typcollation <> 0 then 'COLLATABLE = true' end], null),
               (select array_agg(v.value order by f.oid, v.position)
                from pg_proc f
                join pg_namespace fn on fn.oid = f.pronamespace
                cross join lateral (values (1, fn.nspname::text), (2, f.proname::text),
                                           (3, oidvectortypes(f.proargtypes))) v(position, value)
                where f.oid in (t.typinput, t.typoutput, t.typreceive, t.typsend) and f.oid >= '16384'::oid)
        from pg_proc p
        join pg_type t on t.oid = p.prorettype and t.typinput = p.oid
        join pg_namespace n on n.oid = t.typnamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
        where p.oid >= '16384'::oid and t.typtype = 'b'
    """

    def create(self, new: BaseType, folded: Sequence[Object]) -> list[Step]:
        body = ",\n    ".join(_said(option) for option in new.options)
        return [Step(sql=f"CREATE {self.title(new)} (\n    {body}\n)")]

    def drop(self, old: BaseType) -> list[Step]:
        # All that stands on it is gone by now but its shell and its functions, and those fall in no other way.
        return [Step(sql=f"DROP {self.title(old)} CASCADE")]

    def alter(self, old: BaseType, new: BaseType) -> tuple[BaseType, list[Step]]:
        before, after = _by_name(old), _by_name(new)
        changes = [
            f"{name} = {_said(after[name]).partition(' = ')[2] if name in after else 'NONE'}"
            for name in _ALTERABLE
            if before.get(name) != after.get(name)
        ]
        fixed = [{n: v for n, v in x.items() if n not in _ALTERABLE} for x in (before, after)]
        if not changes or fixed[0] != fixed[1]:
            return old, []
        return replace(old, options=new.options), [Step(sql=f"ALTER {self.title(new)} SET ({', '.join(changes)})")]

    def set_aside(self, old: BaseType) -> tuple[Step, Step]:
        rename, drop = self.renamed_aside(old)
        paths = old.function_paths()
        renames = [
            f"ALTER FUNCTION {qualified(*path[:2])}({path[2]}) RENAME TO {ident(aside_name(path[1]))}" for path in paths
        ]
        together = (old.ref, Ref("shell type", old.ref.path), *(Ref("function", path) for path in paths))
        return (
            rename._replace(sql=";\n".join([*renames, rename.sql]), disturbs=together),
            drop._replace(sql=f"{drop.sql} CASCADE", drops=together),
        )

    def needs(self, object: BaseType, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield Ref("shell type", object.ref.path), "n"

    def slots(self, object: BaseType) -> list[tuple[str, ...]]:
        return [("type", *object.ref.path)]


def _by_name(type: BaseType) -> dict[str, str]:
    return {option.partition(" = ")[0]: option for option in type.options}


def _said(option: str) -> str:
    name, _, value = option.partition(" = ")
    words = {"ALIGNMENT": _ALIGNMENTS, "STORAGE": _STORAGES}.get(name)
    return option if words is None else f"{name} = {words[value]}"


@once
def types_of_functions(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """The base and range types that a function is part of, by the function's path."""
    types: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kinds("base type", "range type"):
        if isinstance(item, BaseType | RangeType):
            for path in item.function_paths():
                types.setdefault(path, []).append(ref)
    return types
