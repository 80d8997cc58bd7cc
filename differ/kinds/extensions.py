"""Extensions. Their members belong to them and are never planned for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from differ.kinds.base import Kind
from differ.model import Object, Ref, Snapshot, Step
from differ.sql import ident, literal


@dataclass(frozen=True, slots=True)
class Extension(Object):
    """`version` is "" where the description leaves it to the server."""

    schema: str
    version: str
    relocatable: bool = field(compare=False)


class Extensions(Kind[Extension], name="extension"):
    command = "EXTENSION"
    # CREATE EXTENSION brings the control file's comment; only another one is the user's.
    query = """
        select 'pg_extension'::regclass::oid, e.oid, 0, array[extname::text], null::text, null::text,
               nullif(d.description, a.comment), nspname::text, extversion, extrelocatable
        from pg_extension e
        join pg_namespace n on n.oid = extnamespace
        left join pg_available_extensions() a on a.name = extname
        left join pg_description d on d.objoid = e.oid and d.classoid = 'pg_extension'::regclass and d.objsubid = 0
        where e.oid >= '16384'::oid
    """

    def create(self, new: Extension, folded: Sequence[Object]) -> list[Step]:
        version = f" VERSION {literal(new.version)}" if new.version else ""
        return [Step(sql=f"CREATE EXTENSION {self.reference(new)} WITH SCHEMA {ident(new.schema)}{version}")]

    def alter(self, old: Extension, new: Extension) -> tuple[Extension, list[Step]]:
        if new.version and _numbers(new.version) < _numbers(old.version):
            return old, []  # there is no way down
        reached, steps = old, []
        if old.schema != new.schema and new.relocatable:
            reached = replace(reached, schema=new.schema)
            steps.append(Step(sql=f"ALTER {self.title(new)} SET SCHEMA {ident(new.schema)}"))
        if new.version not in ("", old.version):
            steps.append(Step(sql=f"ALTER {self.title(new)} UPDATE TO {literal(new.version)}"))
        return replace(reached, version=new.version), steps

    def same(self, live: Extension, desired: Extension) -> bool:
        return live == (desired if desired.version else replace(desired, version=live.version))

    def as_described(self, object: Extension) -> Extension:
        return replace(object, version="")

    def needs(self, object: Extension, snapshot: Snapshot) -> list[tuple[Ref, str]]:
        return [(Ref("schema", (object.schema,)), "n")]

    def schema(self, object: Extension) -> str:
        return object.schema


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
