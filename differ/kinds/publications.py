"""Publications, and what they publish: tables with columns and filters, and whole schemas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from differ.kinds.base import Kind
from differ.model import Object, Ref, Step, catalog_object
from differ.sql import ident, idents, literal, qualified


@catalog_object
class Publication(Object):
    """`publish` is a list of commands as the option takes it."""

    all_tables: bool
    publish: str
    via_root: bool
    generated_columns: str  # n(one), s(tored); from PostgreSQL 18 on

    def options(self) -> dict[str, str]:
        """The options by name, as WITH and SET take them; the last one only where the server knows it."""
        return {
            "publish": literal(self.publish).lstrip(),
            "publish_via_partition_root": str(self.via_root).lower(),
            "publish_generated_columns": "stored" if self.generated_columns == "s" else "none",
        }


_DEFAULTS = Publication(Ref("", ()), None, None, None, False, "insert, update, delete, truncate", False, "n")


class Publications(Kind[Publication], name="publication"):
    command = "PUBLICATION"
    query = """
        select 'pg_publication'::regclass::oid, p.oid, 0, array[p.pubname::text], pg_get_userbyid(p.pubowner)::text,
               null::text, d.description, p.puballtables,
               array_to_string(array[case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                                     case when p.pubdelete then 'delete' end,
                                     case when p.pubtruncate then 'truncate' end], ', '),
               p.pubviaroot, coalesce(to_jsonb(p)->>'pubgencols', 'n')
        from pg_publication p
        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_publication'::regclass and d.objsubid = 0
        where p.oid >= '16384'::oid
    """

    def create(self, new: Publication, folded: Sequence[Object]) -> list[Step]:
        sql = f"CREATE {self.title(new)}" + (" FOR ALL TABLES" if new.all_tables else "")
        options = _changed(_DEFAULTS, new)
        return [Step(sql=f"{sql} WITH ({options})" if options else sql)]

    def alter(self, old: Publication, new: Publication) -> tuple[Publication, list[Step]]:
        options = _changed(old, new)
        steps = [Step(sql=f"ALTER {self.title(new)} SET ({options})")] if options else []
        return replace(new, all_tables=old.all_tables), steps


def _changed(old: Publication, new: Publication) -> str:
    before = old.options()
    return ", ".join(f"{name} = {value}" for name, value in new.options().items() if before[name] != value)


class _Members:
    """PostgreSQL refuses column lists beside schemas, so what goes has to go before what comes."""

    def slots(self, object: Object) -> list[tuple[str, ...]]:
        return [("column lists or schemas of publication", object.ref.path[0])]

    def group(self, object: Object) -> tuple[str, ...]:
        return object.ref.path[:1]


@catalog_object
class PublicationTable(Object):
    """`path` is (publication, schema, table)."""

    columns: tuple[str, ...] | None
    filter: str | None


class PublicationTables(_Members, Kind[PublicationTable], name="publication table"):
    command = "PUBLICATION"
    query = """
        select 'pg_publication_rel'::regclass::oid, r.oid, 0,
               array[p.pubname::text, n.nspname::text, c.relname::text], null::text, null::text, null::text,
               (select array_agg(a.attname::text order by a.attname) from pg_attribute a
                where a.attrelid = r.prrelid and a.attnum = any(r.prattrs::int2[])),
               pg_get_expr(r.prqual, r.prrelid)
        from pg_publication_rel r
        join pg_publication p on p.oid = r.prpubid
        join pg_class c on c.oid = r.prrelid
        join pg_namespace n on n.oid = c.relnamespace
        where r.oid >= '16384'::oid
    """

    def create(self, new: PublicationTable, folded: Sequence[Object]) -> list[Step]:
        publication, *table = new.ref.path
        sql = f"ALTER PUBLICATION {ident(publication)} ADD TABLE ONLY {qualified(*table)}"
        sql += f" ({idents(new.columns)})" if new.columns else ""
        return [Step(sql=sql + (f" WHERE ({new.filter})" if new.filter is not None else ""))]

    def drop(self, old: PublicationTable) -> list[Step]:
        publication, *table = old.ref.path
        return [Step(sql=f"ALTER PUBLICATION {ident(publication)} DROP TABLE ONLY {qualified(*table)}")]


@catalog_object
class PublicationSchema(Object):
    """`path` is (publication, schema)."""


class PublicationSchemas(_Members, Kind[PublicationSchema], name="publication schema"):
    command = "PUBLICATION"
    query = """
        select 'pg_publication_namespace'::regclass::oid, s.oid, 0, array[p.pubname::text, n.nspname::text],
               null::text, null::text, null::text
        from pg_publication_namespace s
        join pg_publication p on p.oid = s.pnpubid
        join pg_namespace n on n.oid = s.pnnspid
        where s.oid >= '16384'::oid
    """

    def create(self, new: PublicationSchema, folded: Sequence[Object]) -> list[Step]:
        publication, schema = map(ident, new.ref.path)
        return [Step(sql=f"ALTER PUBLICATION {publication} ADD TABLES IN SCHEMA {schema}")]

    def drop(self, old: PublicationSchema) -> list[Step]:
        publication, schema = map(ident, old.ref.path)
        return [Step(sql=f"ALTER PUBLICATION {publication} DROP TABLES IN SCHEMA {schema}")]
