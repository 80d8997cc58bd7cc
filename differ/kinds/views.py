"""Views and materialized views."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind, kind_of
from differ.kinds.column_changes import STORAGE
from differ.kinds.extension_ties import joined_ties, tied
from differ.kinds.marks import REPLICA_IDENTITY
from differ.kinds.storage_options import options_change, options_list
from differ.model import DependencyType, Holding, Lock, Object, Ref, Snapshot, Step, catalog_object, once
from differ.sql import ident, leading_name, qualified, role


@catalog_object
class View(Object):
    """`columns` are "name type collation" in order; `options` are "name=value"."""

    definition: str
    columns: tuple[str, ...]
    options: tuple[str, ...] | None


_COLUMNS = """
    (select array_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' ||
                      a.attcollation::regcollation order by a.attnum)
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
"""


class Views(Kind[View], name="view"):
    command = "VIEW"
    expressions = True
    queries = True
    acl_type = "r"
    query = f"""
        select 'pg_class'::regclass::oid, c.oid, 0, array[n.nspname::text, c.relname::text],
               pg_get_userbyid(c.relowner)::text, array_to_string(c.relacl, E'\\n'), d.description,
               pg_get_viewdef(c.oid), coalesce({_COLUMNS}, '{{}}'), c.reloptions
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        where c.relkind = 'v' and c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def create(self, new: View, folded: Sequence[Object]) -> list[Step]:
        options = f" WITH ({options_list(new.options)})" if new.options else ""
        names, query = _query(new)
        return [Step(sql=f"CREATE VIEW {self.reference(new)}{names}{options} AS\n{query}")]

    def alter(self, old: View, new: View) -> tuple[View, list[Step]]:
        steps: list[Step] = []
        lock = (Lock(".".join(new.ref.path), "ACCESS EXCLUSIVE"),)
        reached = replace(old, options=new.options)
        if old.definition != new.definition:
            if old.columns != new.columns[: len(old.columns)]:
                return old, []
            reached = replace(reached, definition=new.definition, columns=new.columns)
            steps.append(self._made_over(new)._replace(locks=lock))
        elif old.columns != new.columns:
            return old, []
        if not steps:  # CREATE OR REPLACE has seen to the options
            changes = options_change(old.options, new.options)
            steps = [Step(sql=f"ALTER {self.title(new)} {change}", locks=lock) for change in changes]
        return reached, steps

    def in_two(self, object: View) -> tuple[Step, Step] | None:
        nothing = ",\n    ".join(map(_as_null, object.columns))
        return Step(sql=f"CREATE OR REPLACE {self.title(object)} AS\n SELECT {nothing}"), self._made_over(object)

    def _made_over(self, new: View) -> Step:
        (make,) = self.create(new, ())
        return make._replace(sql=make.sql.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))

    def parts(self, object: View) -> list[str]:
        return [leading_name(column) for column in object.columns]

    def rename_part(self, object: View, old: str, new: str) -> str:
        return f"ALTER {self.title(object)} RENAME COLUMN {ident(old)} TO {ident(new)}"

    def privilege_target(self, object: View) -> tuple[str, str]:
        return "", f"TABLE {self.reference(object)}"

    def slots(self, object: View) -> list[tuple[str, ...]]:
        return [("relation", *object.ref.path), ("type", *object.ref.path)]


@catalog_object
class ViewColumn(Object):
    """A column of a view or materialized view that has privileges, a comment or settings; `relation` is its command."""

    relation: str
    statistics: int | None
    storage: str | None
    compression: str
    options: tuple[str, ...] | None
    usual_storage: str = field(compare=False)


class ViewColumns(Kind[ViewColumn], name="view column"):
    command = "COLUMN"
    remark = True
    acl_type = "c"
    query = """
        select 'pg_class'::regclass::oid, c.oid, a.attnum, array[n.nspname::text, c.relname::text, a.attname::text],
               null::text, array_to_string(a.attacl, E'\\n'), d.description,
               case c.relkind when 'v' then 'VIEW' else 'MATERIALIZED VIEW' end,
               nullif(a.attstattarget, -1)::int, case when a.attstorage <> t.typstorage then a.attstorage::text end,
               a.attcompression::text, o.options, t.typstorage::text
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        -- OFFSET keeps PostgreSQL from reading the columns of all tables.
        cross join lateral (select * from pg_attribute
                            where attrelid = c.oid and attnum > 0 and not attisdropped offset 0) a
        join pg_type t on t.oid = a.atttypid
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
        -- What begins with pg_ is the server's own.
        left join lateral (select array_agg(x) as options from unnest(a.attoptions) x where x not like 'pg\\_%') o
             on a.attoptions is not null
        where c.relkind in ('v', 'm') and c.oid >= '16384'::oid
          and (a.attacl is not null or d.description is not null or nullif(a.attstattarget, -1) is not null
               or a.attcompression <> '' or o.options is not null or a.attstorage <> t.typstorage)
    """

    def create(self, new: ViewColumn, folded: Sequence[Object]) -> list[Step]:
        return self.alter(_blank(new), new)[1] or [Step(sql="")]

    def drop(self, old: ViewColumn) -> list[Step]:
        *relation, column = old.ref.path
        steps = self.alter(old, _blank(old))[1]
        if old.comment is not None:
            steps.append(Step(sql=f"COMMENT ON {self.title(old)} IS NULL"))
        for grant in sorted(old.acl or ()):
            target = f"({ident(column)}) ON TABLE {qualified(*relation)}"
            steps.append(Step(sql=f"REVOKE {grant.privilege} {target} FROM {role(grant.grantee)}"))
        return steps

    def alter(self, old: ViewColumn, new: ViewColumn) -> tuple[ViewColumn, list[Step]]:
        *relation, column = new.ref.path
        alter = f"ALTER {new.relation} {qualified(*relation)} ALTER COLUMN {ident(column)}"
        steps = []
        if old.statistics != new.statistics:
            steps.append(Step(sql=f"{alter} SET STATISTICS {-1 if new.statistics is None else new.statistics}"))
        if old.storage != new.storage:
            word = STORAGE[new.storage or new.usual_storage]
            steps.append(Step(sql=f"{alter} SET STORAGE {word}"))
        if old.compression != new.compression:
            method = {"p": "pglz", "l": "lz4"}.get(new.compression, "default")
            steps.append(Step(sql=f"{alter} SET COMPRESSION {method}"))
        steps += [Step(sql=f"{alter} {change}") for change in options_change(old.options, new.options)]
        return new, steps

    def needs(self, object: ViewColumn, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        for kind in ("view", "materialized view"):
            yield Ref(kind, object.ref.path[:2]), "a"

    def privilege_target(self, object: ViewColumn) -> tuple[str, str]:
        *relation, column = object.ref.path
        return f" ({ident(column)})", f"TABLE {qualified(*relation)}"


def _blank(column: ViewColumn) -> ViewColumn:
    return replace(column, statistics=None, storage=None, compression="", options=None)


@catalog_object
class MaterializedView(Object):
    """A materialized view; its rows can be computed anew, so a replacement loses none."""

    definition: str
    columns: tuple[str, ...]
    options: tuple[str, ...] | None
    tablespace: str | None
    access_method: str | None
    populated: bool
    replica_identity: str = field(metadata={"words": REPLICA_IDENTITY})
    extensions: tuple[str, ...] | None  # with which it goes


class MaterializedViews(Kind[MaterializedView], name="materialized view"):
    command = "MATERIALIZED VIEW"
    expressions = True
    queries = True
    acl_type = "r"
    stores = True
    query = f"""
        select 'pg_class'::regclass::oid, c.oid, 0, array[n.nspname::text, c.relname::text],
               pg_get_userbyid(c.relowner)::text, array_to_string(c.relacl, E'\\n'), d.description,
               pg_get_viewdef(c.oid), coalesce({_COLUMNS}, '{{}}'),
               (select array_agg(o) from (
                   select unnest(c.reloptions) union all select 'toast.' || unnest(t.reloptions)) x(o)),
               s.spcname::text, nullif(am.amname, 'heap')::text, c.relispopulated,
               case when c.relreplident = 'i' then 'd' else c.relreplident end::text, ties.names
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_class t on t.oid = c.reltoastrelid and t.reloptions is not null
        left join pg_am am on am.oid = c.relam
        left join pg_tablespace s on s.oid = c.reltablespace
        {joined_ties("pg_class", "c.oid")}
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        where c.relkind = 'm' and c.oid >= '16384'::oid
    """

    def create(self, new: MaterializedView, folded: Sequence[Object]) -> list[Step]:
        names, query = _query(new)
        sql = f"CREATE {self.title(new)}{names}"
        if new.access_method is not None:
            sql += f" USING {ident(new.access_method)}"
        if new.options:
            sql += f" WITH ({options_list(new.options)})"
        if new.tablespace is not None:
            sql += f" TABLESPACE {ident(new.tablespace)}"
        data = "WITH DATA" if new.populated else "WITH NO DATA"
        bare = replace(new, replica_identity="d", extensions=None)
        return [Step(sql=f"{sql} AS\n{query}\n{data}"), *self._marks(bare, new)]

    def made_in(self, new: MaterializedView, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        if new.populated or new.ref not in _read_by_filled(desired):
            return make
        return make._replace(sql=f"{make.sql.removesuffix('WITH NO DATA')}WITH DATA")  # another one has read it

    def made_at_last(self, new: MaterializedView, desired: Snapshot) -> list[Step]:
        filled = not new.populated and new.ref in _read_by_filled(desired)
        return [Step(sql=f"REFRESH {self.title(new)} WITH NO DATA")] if filled else []

    def alter(self, old: MaterializedView, new: MaterializedView) -> tuple[MaterializedView, list[Step]]:
        steps: list[Step] = []
        name = ".".join(new.ref.path)
        alter = f"ALTER {self.title(new)}"
        steps += [Step(sql=f"{alter} {change}") for change in options_change(old.options, new.options)]
        if old.tablespace != new.tablespace:
            sql = f"{alter} SET TABLESPACE {ident(new.tablespace or 'pg_default')}"
            steps.append(Step(sql=sql, rewrites=(name,)))
        if old.access_method != new.access_method:
            sql = f"{alter} SET ACCESS METHOD {ident(new.access_method or 'heap')}"
            steps.append(Step(sql=sql, rewrites=(name,)))
        if new.populated and not old.populated:
            lock = (Lock(name, "ACCESS EXCLUSIVE"),)
            steps.append(Step(sql=f"REFRESH {self.title(new)}", locks=lock))
        return replace(new, definition=old.definition, columns=old.columns), [*steps, *self._marks(old, new)]

    def _marks(self, old: MaterializedView, new: MaterializedView) -> list[Step]:
        steps = tied(self.title(new), old.extensions, new.extensions)
        if old.replica_identity != new.replica_identity:
            word = REPLICA_IDENTITY[new.replica_identity].upper()
            steps.append(Step(sql=f"ALTER {self.title(new)} REPLICA IDENTITY {word}"))
        return steps

    def same(self, live: MaterializedView, desired: MaterializedView) -> bool:
        # Dumps without data say WITH NO DATA of every one: rows that are there are no difference.
        return live == (replace(desired, populated=True) if live.populated else desired)

    def holds(self, object: MaterializedView, other: Ref, deptype: DependencyType) -> Holding | None:
        if not (kind_of(other).in_columns or _holds_rows(object, other)):
            return None
        return "within" if any("[] " in column for column in object.columns) else "as they are"

    def edge(self, object: MaterializedView, other: Ref, deptype: DependencyType) -> DependencyType | None:
        return deptype

    def parts(self, object: MaterializedView) -> list[str]:
        return [leading_name(column) for column in object.columns]

    def rename_part(self, object: MaterializedView, old: str, new: str) -> str:
        return f"ALTER {self.title(object)} RENAME COLUMN {ident(old)} TO {ident(new)}"

    def privilege_target(self, object: MaterializedView) -> tuple[str, str]:
        return "", f"TABLE {self.reference(object)}"

    def slots(self, object: MaterializedView) -> list[tuple[str, ...]]:
        return [("relation", *object.ref.path), ("type", *object.ref.path)]


@once
def _read_by_filled(desired: Snapshot) -> set[Ref]:
    """What materialized views that are filled have been filled from, at whatever distance."""
    others = desired.found.of_kind("materialized view").values()
    queue = [item.ref for item in others if isinstance(item, MaterializedView) and item.populated]
    seen = set(queue)
    for ref in queue:
        found = desired.needs.get(ref, {}).keys() - seen
        seen |= found
        queue += found
    return seen


_NAME = r'(?:"(?:[^"]|"")*"|[^\s".]+)'
_COLUMN = re.compile(rf"(?P<name>{_NAME}) (?P<type>.*) (?P<collation>(?:{_NAME}\.)?{_NAME})", re.S)


def _as_null(column: str) -> str:
    """A column of a view without rows, from "name type collation"."""
    found = _COLUMN.fullmatch(column)
    assert found is not None, column
    collate = "" if found["collation"] == "-" else f" COLLATE {found['collation']}"
    return f"NULL::{found['type']}{collate} AS {found['name']}"


def _holds_rows(view: MaterializedView, table: Ref) -> bool:
    """Whether whole rows of the table are in a column, or arrays of them."""
    types = {found["type"] for column in view.columns if (found := _COLUMN.fullmatch(column))}
    name = qualified(*table.path)
    return name in types or f"{name}[]" in types


def _query(view: View | MaterializedView) -> tuple[str, str]:
    """The names of the columns, where they have to be said, and the query.

    VALUES with names of its own prints as a SELECT from VALUES; read again, that would have one level more.
    """
    names = [ident(leading_name(column)) for column in view.columns]
    query, tail = view.definition.rstrip(";"), ') "*VALUES*"'
    for prefix in ("", '"*VALUES*".'):
        said = [
            f"{prefix}column{i}" + (f" AS {name}" if name != f"column{i}" else "") for i, name in enumerate(names, 1)
        ]
        head = " SELECT " + ",\n    ".join(said) + "\n   FROM (VALUES "
        if query.startswith(head) and query.endswith(tail):
            return f" ({', '.join(names)})", f" VALUES {query[len(head) : -len(tail)]}"
    return "", query
