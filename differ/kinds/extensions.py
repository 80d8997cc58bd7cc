"""Extensions. Their members belong to them and are never planned for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.default_privileges import DefaultPrivilege, change
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.sql import aside_name, ident, literal, qualified


@catalog_object
class Extension(Object):
    """`version` is "" where the description leaves it to the server.

    CREATE EXTENSION brings the control file's comment, `usual_note`; another one may take its place.
    """

    schema: str
    version: str
    note: str | None
    relocatable: bool = field(compare=False)
    usual_note: str | None = field(compare=False)
    types: tuple[str, ...] = field(compare=False)  # schema and name of each type of its own

    def type_paths(self) -> list[tuple[str, ...]]:
        """Its types, each as a path."""
        return [self.types[i : i + 2] for i in range(0, len(self.types), 2)]


class Extensions(Kind[Extension], name="extension"):
    hides = True
    command = "EXTENSION"
    query = """
        select 'pg_extension'::regclass::oid, e.oid, 0, array[extname::text], null::text, null::text,
               null::text, nspname::text, extversion, d.description, extrelocatable, a.comment,
               coalesce((select array_agg(v.value order by t.oid, v.position)
                         from pg_depend m
                         join pg_type t on t.oid = m.objid and t.typrelid = 0
                         join pg_namespace tn on tn.oid = t.typnamespace
                         cross join lateral (values (1, tn.nspname::text), (2, t.typname::text)) v(position, value)
                         where m.deptype = 'e' and m.classid = 'pg_type'::regclass and m.refobjid = e.oid
                           and m.refclassid = 'pg_extension'::regclass and left(t.typname, 1) <> '_'), '{}')
        from pg_extension e
        join pg_namespace n on n.oid = extnamespace
        left join pg_available_extensions() a on a.name = extname
        left join pg_description d on d.objoid = e.oid and d.classoid = 'pg_extension'::regclass and d.objsubid = 0
        where e.oid >= '16384'::oid
    """
    # Before PostgreSQL 17 the array of a member's type is no member.

    def create(self, new: Extension, folded: Sequence[Object]) -> list[Step]:
        version = f" VERSION {literal(new.version)}" if new.version else ""
        make = Step(sql=f"CREATE EXTENSION {self.reference(new)} WITH SCHEMA {ident(new.schema)}{version}")
        return [make] if new.note == new.usual_note else [make, self._comment(new)]

    def made_in(self, new: Extension, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        # Its members are born with the default privileges in force, and are not known by name.
        before, after = [], []
        for item in live.found.of_kind("default privileges").values():
            assert isinstance(item, DefaultPrivilege)
            owner, schema, letter = item.ref.path
            in_force = owner == live.server.role and schema in ("", new.schema) and letter in "rSfTn"
            if in_force and not _born_with(item, new, desired):
                before += change(item, item.grants, item.nothing_said)
                after += change(item, item.nothing_said, item.grants)
        return make._replace(sql=";\n".join([*before, make.sql, *after]))

    def alter(self, old: Extension, new: Extension) -> tuple[Extension, list[Step]]:
        if new.version and _numbers(new.version) < _numbers(old.version):
            return old, []  # there is no way down
        reached, steps = old, []
        if old.schema != new.schema and new.relocatable:
            reached = replace(reached, schema=new.schema)
            steps.append(Step(sql=f"ALTER {self.title(new)} SET SCHEMA {ident(new.schema)}"))
        if "" not in (old.version, new.version) and new.version != old.version:
            steps.append(Step(sql=f"ALTER {self.title(new)} UPDATE TO {literal(new.version)}"))
        if old.note != new.note:
            steps.append(self._comment(new))
        return replace(reached, version=new.version, note=new.note), steps

    def same(self, live: Extension, desired: Extension) -> bool:
        version = live.version if not desired.version or not live.version else desired.version
        usual = (live.note, desired.note) == (live.usual_note, desired.usual_note)
        return live == replace(desired, version=version, note=live.note if usual else desired.note)

    def as_described(self, object: Extension) -> Extension:
        return replace(object, version="")

    def set_aside(self, old: Extension) -> tuple[Step, Step] | None:
        renames = [f"ALTER TYPE {qualified(*path)} RENAME TO {ident(aside_name(path[1]))}" for path in old.type_paths()]
        (drop,) = self.drop(old)
        rename = Step(sql=";\n".join(renames), disturbs=(old.ref,))
        return (rename, drop._replace(drops=(old.ref,))) if renames else None

    def replace(self, old: Extension, new: Extension) -> list[Step] | None:
        return None  # its other objects would be in the way of the new one's

    def slots(self, object: Extension) -> list[tuple[str, ...]]:
        return [("type", *path) for path in object.type_paths()]

    def needs(self, object: Extension, snapshot: Snapshot) -> list[tuple[Ref, str]]:
        return [(Ref("schema", (object.schema,)), "n")]

    def schema(self, object: Extension) -> str:
        return object.schema

    def _comment(self, new: Extension) -> Step:
        text = "NULL" if new.note is None else literal(new.note).lstrip()
        return Step(sql=f"COMMENT ON {self.title(new)} IS {text}")


def _born_with(item: DefaultPrivilege, extension: Extension, desired: Snapshot) -> bool:
    """Whether the same default privileges were there before the extension."""
    births = desired.births
    return desired.objects.get(item.ref) == item and births.get(item.ref, 0) < births.get(extension.ref, 0)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
