"""Procedural languages, and transforms between their values and SQL's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import ident


@catalog_object
class Language(Object):
    """Functions are quoted qualified names."""

    trusted: bool
    handler: str
    inline: str | None
    validator: str | None


class Languages(Kind[Language], name="language"):
    command = "LANGUAGE"
    acl_type = "l"
    query = """
        select 'pg_language'::regclass::oid, l.oid, 0, array[l.lanname::text], pg_get_userbyid(l.lanowner)::text,
               array_to_string(l.lanacl, E'\\n'), d.description, l.lanpltrusted, l.lanplcallfoid::regproc::text,
               case when l.laninline <> 0 then l.laninline::regproc::text end,
               case when l.lanvalidator <> 0 then l.lanvalidator::regproc::text end
        from pg_language l
        left join pg_description d on d.objoid = l.oid and d.classoid = 'pg_language'::regclass and d.objsubid = 0
        where l.oid >= '16384'::oid
    """

    def create(self, new: Language, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self._definition(new)}")]

    def alter(self, old: Language, new: Language) -> tuple[Language, list[Step]]:
        reached = replace(new, owner=old.owner, acl=old.acl, comment=old.comment)
        return reached, [Step(sql=f"CREATE OR REPLACE {self._definition(new)}")] if reached != old else []

    def settled_first(self, old: Language, new: Language) -> bool:
        return old.trusted and not new.trusted  # PostgreSQL refuses GRANT and REVOKE on an untrusted one

    def _definition(self, new: Language) -> str:
        sql = f"{'TRUSTED ' if new.trusted else ''}LANGUAGE {self.reference(new)} HANDLER {new.handler}"
        sql += f" INLINE {new.inline}" if new.inline else ""
        return sql + (f" VALIDATOR {new.validator}" if new.validator else "")


@catalog_object
class Transform(Object):
    """`path` is (type as format_type prints it, language); functions have their argument types with them."""

    from_sql: str | None
    to_sql: str | None


class Transforms(Kind[Transform], name="transform"):
    command = "TRANSFORM"
    query = """
        select 'pg_transform'::regclass::oid, t.oid, 0, array[format_type(t.trftype, null), l.lanname::text],
               null::text, null::text, d.description,
               case when t.trffromsql <> 0 then t.trffromsql::regprocedure::text end,
               case when t.trftosql <> 0 then t.trftosql::regprocedure::text end
        from pg_transform t
        join pg_language l on l.oid = t.trflang
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_transform'::regclass and d.objsubid = 0
        where t.oid >= '16384'::oid
    """

    def create(self, new: Transform, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self._definition(new)}")]

    def alter(self, old: Transform, new: Transform) -> tuple[Transform, list[Step]]:
        reached = replace(old, from_sql=new.from_sql, to_sql=new.to_sql)
        return reached, [Step(sql=f"CREATE OR REPLACE {self._definition(new)}")] if reached != old else []

    def reference(self, object: Transform) -> str:
        type_name, language = object.ref.path
        return f"FOR {type_name} LANGUAGE {ident(language)}"

    def label(self, object: Transform) -> str:
        return self.reference(object)

    def _definition(self, new: Transform) -> str:
        directions = (("FROM", new.from_sql), ("TO", new.to_sql))
        clauses = [f"{word} SQL WITH FUNCTION {function}" for word, function in directions if function]
        return f"{self.title(new)} ({', '.join(clauses)})"
