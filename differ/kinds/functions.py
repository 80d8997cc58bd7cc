"""Functions, window functions and procedures. Aggregates are in a file of their own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.base_types import types_of_functions
from differ.kinds.extension_ties import joined_ties, tied
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.spelling import faithful
from differ.sql import aside_name, ident, qualified


@catalog_object
class Function(Object):
    """`path` is (schema, name, types of the input arguments); `definition` is the whole CREATE OR REPLACE."""

    definition: str
    result: str | None
    inputs: tuple[str, ...]  # names of the input arguments, "" where there is none
    outputs: tuple[str, ...]  # "mode name type" of out and table arguments
    defaults: int
    form: str  # f(unction), w(indow), p(rocedure)
    extensions: tuple[str, ...] | None  # with which it goes
    parsed: bool = field(compare=False)  # the body is kept as PostgreSQL reads it, BEGIN ATOMIC


_QUERY = (
    """
        select 'pg_proc'::regclass::oid, p.oid, 0,
               array[n.nspname::text, p.proname::text, oidvectortypes(p.proargtypes)],
               pg_get_userbyid(p.proowner)::text, array_to_string(p.proacl, E'\\n'), d.description,
               pg_get_functiondef(p.oid), pg_get_function_result(p.oid),
               coalesce(case when p.proargmodes is null then p.proargnames::text[] else
                   (select array_agg(p.proargnames[i] order by i) from generate_subscripts(p.proargmodes, 1) i
                    where p.proargmodes[i] in ('i', 'b', 'v')) end, '{}'),
               coalesce((select array_agg(p.proargmodes[i]::text || ' ' || coalesce(p.proargnames[i], '') || ' ' ||
                                          format_type(p.proallargtypes[i], null) order by i)
                         from generate_subscripts(p.proargmodes, 1) i where p.proargmodes[i] in ('o', 'b', 't')), '{}'),
               p.pronargdefaults::int, p.prokind::text, ties.names, p.prosqlbody is not null
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace"""
    + joined_ties("pg_proc", "p.oid")
    + """
        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass and d.objsubid = 0
        -- The constructors of a range type, written in C, come and go with it.
        where (p.prolang <> 12 or not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass
                                              and i.objid = p.oid and i.deptype = 'i')) and p.oid >= '16384'::oid
"""
)


_POLYMORPHIC = re.compile(r"\bany(?:element|array|nonarray|enum|range|multirange|compatible\w*)\b")
_BODY = re.compile(r"\n(?=BEGIN ATOMIC\n|RETURN )")  # one that is parsed, where it begins


class _Routines(Kind[Function]):
    acl_type = "f"
    verbatim = True

    def create(self, new: Function, folded: Sequence[Object]) -> list[Step]:
        make = _spelt(new).replace("CREATE OR REPLACE ", "CREATE ", 1)
        if new.parsed and f"{qualified(*new.ref.path[:2])}(" in _BODY.split(make, 1)[-1]:  # it calls itself
            return [*(self.in_two(new) or ())]
        return [Step(sql=make), *tied(self.title(new), (), new.extensions)]

    def in_two(self, object: Function) -> tuple[Step, Step] | None:
        if not object.parsed:
            return None
        whole = _spelt(object)
        head = _BODY.split(whole, 1)[0]
        ties = tied(self.title(object), (), object.extensions)
        said = ";\n".join([whole, *(step.sql for step in ties)])
        return Step(sql=f"{head}\nAS ''"), Step(sql=said)

    def in_two_needs(self, object: Function, other: Ref) -> bool:
        return other.kind not in ("function", "procedure")  # types of its arguments

    def alter(self, old: Function, new: Function) -> tuple[Function, list[Step]]:
        replaceable = (
            old.result == new.result
            and old.outputs == new.outputs
            and old.form == new.form
            and new.defaults >= old.defaults
            and all(a in ("", b) for a, b in zip(old.inputs, new.inputs, strict=False))
            and (not old.inputs or len(old.inputs) == len(new.inputs))
            and not (old.defaults and _is_polymorphic(new) and _arguments(old) != _arguments(new))
        )
        if not replaceable:
            return old, []
        reached = replace(new, owner=old.owner, acl=old.acl, comment=old.comment)
        # What an event trigger calls would act on its own change.
        calls = (new.ref,) if new.result == "event_trigger" else ()
        if replace(old, extensions=new.extensions) == reached:
            return reached, tied(self.title(new), old.extensions, new.extensions)
        # CREATE OR REPLACE forgets all extensions.
        return reached, [Step(sql=_spelt(new), disturbs=calls), *tied(self.title(new), (), new.extensions)]

    def set_aside(self, old: Function) -> tuple[Step, Step]:
        schema, name, arguments = old.ref.path
        # The types of its arguments may have other names when it goes, so its name has to be enough.
        aside = aside_name(f"{name.encode()[:30].decode(errors='ignore')} {zlib.crc32(arguments.encode()):x}")
        return (
            Step(sql=f"ALTER {self.title(old)} RENAME TO {ident(aside)}", disturbs=(old.ref,)),
            Step(sql=f"DROP {self.command} {qualified(schema, aside)}", drops=(old.ref,)),
        )

    def replace(self, old: Function, new: Function) -> list[Step] | None:
        return None  # only where it closes a cycle that others still use the old one

    def needs(self, object: Function, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        for type in types_of_functions(snapshot).get(object.ref.path, ()):
            # Made on the shell of the type, and gone with the type.
            yield Ref("shell type", type.path), "c"
            yield type, "f"

    def says_rows(self, object: Function, type: Ref) -> bool:
        return object.parsed or object.defaults > 0

    def uses_whole_rows(self, object: Function) -> bool:
        return " ON CONFLICT" in object.definition  # EXCLUDED is a whole row

    def reference(self, object: Function) -> str:
        schema, name, arguments = object.ref.path
        return f"{qualified(schema, name)}({arguments})"

    def group(self, object: Function) -> tuple[str, ...]:
        return object.ref.path

    def label(self, object: Function) -> str:
        schema, name, arguments = object.ref.path
        return f"{schema}.{name}({arguments})"

    def slots(self, object: Function) -> list[tuple[str, ...]]:
        # Another one of the name, with defaults or arguments that are cast, may leave a call ambiguous.
        return [("routine", *object.ref.path[:2]), ("routine", *object.ref.path)]


def _is_polymorphic(function: Function) -> bool:
    """Whether an argument is of any type, and its default of one that CREATE OR REPLACE does not change."""
    return _POLYMORPHIC.search(function.ref.path[2]) is not None


def _arguments(function: Function) -> str:
    """What CREATE says before the rest, with the defaults."""
    return re.split(r"\n (?:RETURNS|LANGUAGE) ", function.definition, maxsplit=1)[0]


def _spelt(function: Function) -> str:
    """The definition as PostgreSQL reads the same from it; a body that is a text is the user's own."""
    whole = function.definition.rstrip()
    head, end, body = (whole, "", "") if function.parsed else whole.partition("\nAS ")
    return f"{faithful(head, _parameters(function) if function.parsed else ())}{end}{body}"


def _parameters(function: Function) -> set[str]:
    """Its arguments as an expression of the body says them: with the function's name, but where a table has that."""
    names = {ident(name) for name in function.inputs if name}
    name, body = ident(function.ref.path[1]), _BODY.split(function.definition, 1)[-1]
    ambiguous = re.search(rf'(?<!\w){re.escape(name)}(?![\w".(])', body)
    return names if ambiguous else names | {f"{name}.{argument}" for argument in names}


class Functions(_Routines, Kind[Function], name="function"):
    command = "FUNCTION"
    query = _QUERY + "and p.prokind in ('f', 'w')"


class Procedures(_Routines, Kind[Function], name="procedure"):
    command = "PROCEDURE"
    query = _QUERY + "and p.prokind = 'p'"
