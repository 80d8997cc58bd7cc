"""Collations."""

from __future__ import annotations

from collections.abc import Sequence

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import literal

_PROVIDERS = {"c": "libc", "i": "icu", "b": "builtin"}


@catalog_object
class Collation(Object):
    """The version that the operating system gave it is no part of it."""

    provider: str  # c (libc), i(cu), b(uiltin)
    deterministic: bool
    collate: str | None
    ctype: str | None
    locale: str | None
    rules: str | None


class Collations(Kind[Collation], name="collation"):
    command = "COLLATION"
    query = """
        select 'pg_collation'::regclass::oid, c.oid, 0, array[n.nspname::text, c.collname::text],
               pg_get_userbyid(c.collowner)::text, null::text, d.description, c.collprovider::text,
               c.collisdeterministic, c.collcollate, c.collctype,
               coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale'), to_jsonb(c)->>'collicurules'
        from pg_collation c
        join pg_namespace n on n.oid = c.collnamespace
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_collation'::regclass and d.objsubid = 0
        where c.oid >= '16384'::oid and n.nspname <> 'pg_catalog'
          and c.collencoding in (-1, (select encoding from pg_database where datname = current_database()))
    """

    def create(self, new: Collation, folded: Sequence[Object]) -> list[Step]:
        options = [f"provider = {_PROVIDERS[new.provider]}"]
        if not new.deterministic:
            options.append("deterministic = false")
        if new.locale is not None or new.collate == new.ctype:
            options.append(f"locale = {_text(new.locale if new.locale is not None else new.collate)}")
        else:
            options += [f"lc_collate = {_text(new.collate)}", f"lc_ctype = {_text(new.ctype)}"]
        if new.rules is not None:
            options.append(f"rules = {_text(new.rules)}")
        return [Step(sql=f"CREATE {self.title(new)} ({', '.join(options)})")]

    def set_aside(self, old: Collation) -> tuple[Step, Step]:
        return self.renamed_aside(old)


def _text(value: str | None) -> str:
    return literal(value or "").lstrip()
