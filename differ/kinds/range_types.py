"""Range types, each with its multirange.

A canonical function takes the range and returns it: it is made on the shell of the type, and goes only with the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.losing import loses_parts_as_text
from differ.kinds.types import TYPE_FROM, TYPE_HEAD, Types
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.sql import aside_name, ident, qualified


@catalog_object
class RangeType(Object):
    """A range type; `options` are name=value as CREATE TYPE ... AS RANGE takes them."""

    options: tuple[str, ...]
    multirange: tuple[str, ...]
    canonical: tuple[str, ...] | None = field(compare=False)  # schema, name, argument of the function

    def function_paths(self) -> list[tuple[str, ...]]:
        """The function that takes the type and returns it, as a path, where there is one."""
        return [self.canonical] if self.canonical is not None else []


class RangeTypes(Types[RangeType], Kind[RangeType], name="range type"):
    query = (
        TYPE_HEAD
        + """
               array_remove(array[
                   'SUBTYPE = ' || format_type(r.rngsubtype, null),
                   case when not o.opcdefault then 'SUBTYPE_OPCLASS = ' || quote_ident(opn.nspname) || '.' ||
                                                   quote_ident(o.opcname) end,
                   case when r.rngcollation <> s.typcollation then 'COLLATION = ' || quote_ident(cn.nspname) || '.' ||
                                                   quote_ident(co.collname) end,
                   case when r.rngcanonical <> 0 then 'CANONICAL = ' || r.rngcanonical::regproc end,
                   case when r.rngsubdiff <> 0 then 'SUBTYPE_DIFF = ' || r.rngsubdiff::regproc end], null),
               array[mn.nspname::text, m.typname::text],
               (select array[fn.nspname::text, f.proname::text, oidvectortypes(f.proargtypes)]
                from pg_proc f join pg_namespace fn on fn.oid = f.pronamespace where f.oid = r.rngcanonical)
        """
        + TYPE_FROM
        + """
        join pg_range r on r.rngtypid = t.oid
        join pg_type s on s.oid = r.rngsubtype
        join pg_type m on m.oid = r.rngmultitypid
        join pg_namespace mn on mn.oid = m.typnamespace
        join pg_opclass o on o.oid = r.rngsubopc
        join pg_namespace opn on opn.oid = o.opcnamespace
        left join pg_collation co on co.oid = r.rngcollation
        left join pg_namespace cn on cn.oid = co.collnamespace
        where t.typtype = 'r' and t.oid >= '16384'::oid
        """
    )
    # The constructor functions, the multirange and the cast to it come and go with the range.

    def drop(self, old: RangeType) -> list[Step]:
        # All that stands on a canonical function but the type is gone by now, and the two fall in no other way.
        return [Step(sql=f"DROP {self.title(old)}{' CASCADE' if old.canonical else ''}")]

    def set_aside(self, old: RangeType) -> tuple[Step, Step]:
        rename, drop = self.renamed_aside(old)
        aside, many = ident(aside_name(old.ref.path[1])), ident(aside_name(old.multirange[1]))
        renames = [f"ALTER {one} RENAME TO {many}" for one in (*_multirange_makers(old), _multirange(old))]
        renames += [f"ALTER {one} RENAME TO {aside}" for one in (*_makers(old), self.title(old))]
        sql = ";\n".join(renames)
        if old.canonical is None:
            return rename._replace(sql=sql), drop
        schema, function, argument = old.canonical
        title = f"{qualified(schema, function)}({argument})"
        sql = f"ALTER FUNCTION {title} RENAME TO {ident(aside_name(function))};\n{sql}"
        together = (old.ref, Ref("shell type", old.ref.path), Ref("function", old.canonical))
        return (
            rename._replace(sql=sql, disturbs=together),
            drop._replace(sql=f"{drop.sql} CASCADE", drops=together),
        )

    def alter(self, old: RangeType, new: RangeType) -> tuple[RangeType, list[Step]]:
        steps = []
        (schema, name), (new_schema, new_name) = old.multirange, new.multirange
        if schema != new_schema:
            steps.append(Step(sql=f"ALTER {_multirange(old)} SET SCHEMA {ident(new_schema)}"))
            old = replace(old, multirange=(new_schema, name))
        if name != new_name:
            named = (*_multirange_makers(old), _multirange(old))
            steps += [Step(sql=f"ALTER {one} RENAME TO {ident(new_name)}") for one in named]
        return replace(old, multirange=new.multirange), steps

    def rename(self, object: RangeType, part: int, name: str) -> str:
        change = "RENAME TO" if part else "SET SCHEMA"
        makers = [*_makers(object), *(() if part else _multirange_makers(object))]
        return ";\n".join(f"ALTER {one} {change} {ident(name)}" for one in (*makers, self.title(object)))

    def needs(self, object: RangeType, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if object.canonical is not None:
            yield Ref("shell type", object.ref.path), "n"

    def slots(self, object: RangeType) -> list[tuple[str, ...]]:
        return [("type", *object.ref.path), ("type", *object.multirange)]

    def lost_anew(self, old: RangeType, new: RangeType) -> str | None:
        before, after = (item.options[0].removeprefix("SUBTYPE = ") for item in (old, new))
        if not loses_parts_as_text(before, after):
            return None
        return f"parts of bounds of ranges {'.'.join(new.ref.path)} that {after} cannot hold"

    def create(self, new: RangeType, folded: Sequence[Object]) -> list[Step]:
        options = ", ".join([*new.options, f"MULTIRANGE_TYPE_NAME = {qualified(*new.multirange)}"])
        return [Step(sql=f"CREATE {self.title(new)} AS RANGE ({options})")]


def _makers(type: RangeType) -> list[str]:
    """The constructors, which do not follow when the type is renamed or moved."""
    name, subtype = qualified(*type.ref.path), type.options[0].removeprefix("SUBTYPE = ")
    return [f"FUNCTION {name}({subtype}, {subtype})", f"FUNCTION {name}({subtype}, {subtype}, text)"]


def _multirange_makers(type: RangeType) -> list[str]:
    """The constructors of the multirange: they are in the schema of the range."""
    name, taken = qualified(type.ref.path[0], type.multirange[1]), qualified(*type.ref.path)
    return [f"FUNCTION {name}({argument})" for argument in ("", taken, f"{taken}[]")]


def _multirange(type: RangeType) -> str:
    return f"TYPE {qualified(*type.multirange)}"
