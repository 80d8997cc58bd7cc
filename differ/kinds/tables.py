"""Tables, plain and partitioned. Columns, constraints and what else hangs on them are kinds of their own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind, clauses_of, kind_of
from differ.kinds.carried_rows import carried_rows, columns_of
from differ.kinds.constraints import Constraint
from differ.kinds.folded import Folded
from differ.kinds.marks import REPLICA_IDENTITY
from differ.kinds.parents import heirs_of
from differ.kinds.storage_options import options_change, options_list
from differ.model import Carried, DependencyType, Holding, Lock, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, qualified


@catalog_object
class Table(Object):
    """`options` are storage parameters as "name=value", those of the toast table with a "toast." in front."""

    persistence: str = field(metadata={"words": {"p": "permanent", "u": "unlogged"}})
    partition_key: str | None
    access_method: str | None  # None for heap and for partitioned tables without one
    tablespace: str | None
    options: tuple[str, ...] | None
    row_security: bool
    force_row_security: bool
    # An index is an object of its own.
    replica_identity: str = field(metadata={"words": REPLICA_IDENTITY})
    partition_key_types: tuple[str, ...] | None  # of the key's columns
    made_types: tuple[str, ...] | None = field(compare=False)  # made here, or of elements that are: schema, name, …


class Tables(Kind[Table], name="table"):
    command = "TABLE"
    acl_type = "r"
    query = """
        select 'pg_class'::regclass::oid, c.oid, 0, array[n.nspname::text, c.relname::text],
               pg_get_userbyid(c.relowner)::text, array_to_string(c.relacl, E'\\n'), d.description,
               c.relpersistence::text, case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end,
               nullif(am.amname, 'heap')::text, s.spcname::text,
               (select array_agg(o) from (
                   select unnest(c.reloptions) union all select 'toast.' || unnest(t.reloptions)) x(o)),
               c.relrowsecurity, c.relforcerowsecurity,
               case when c.relreplident = 'i' then 'd' else c.relreplident end::text,
               case when c.relkind = 'p' then
                   (select array_agg(format_type(a.atttypid, a.atttypmod) order by a.attname)
                    from pg_partitioned_table k
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.partattrs)
                    where k.partrelid = c.oid) end,
               case when c.relkind = 'p' then
                   (select array_agg(x.name order by a.attnum, x.part)
                    from pg_partitioned_table k
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.partattrs)
                    join pg_type b on b.oid = a.atttypid and b.oid >= '16384'::oid
                    join pg_type y on y.oid = case b.typcategory when 'A' then b.typelem else b.oid end
                    join pg_namespace yn on yn.oid = y.typnamespace
                    cross join lateral (values (1, yn.nspname::text), (2, y.typname::text)) x(part, name)
                    where k.partrelid = c.oid) end
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_class t on t.oid = c.reltoastrelid and t.reloptions is not null
        left join pg_am am on am.oid = c.relam
        left join pg_tablespace s on s.oid = c.reltablespace
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        where c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.oid >= '16384'::oid
          and n.nspname !~ '^pg_(toast|temp)'
    """

    def create(self, new: Table, folded: Sequence[Object]) -> list[Step]:
        said = Folded(folded)
        body = ",\n    ".join(filter(None, clauses_of(said)))
        parents = [item for item in said if item.ref.kind == "inheritance"] if "inheritance" in said.kinds else []
        sql = "CREATE UNLOGGED TABLE " if new.persistence == "u" else "CREATE TABLE "
        sql += self.reference(new)
        if "typed table" in said.kinds:
            (typed,) = (item for item in said if isinstance(item, TypedTable))
            sql += f" OF {qualified(*typed.type)}" + (f" (\n    {body}\n)" if body else "")
        else:
            sql += f" (\n    {body}\n)" if body else " ()"
        if parents:
            sql += f"\nINHERITS ({', '.join(qualified(*item.ref.path[2:]) for item in parents)})"
        if new.partition_key is not None:
            sql += f"\nPARTITION BY {new.partition_key}"
        if new.access_method is not None:
            sql += f"\nUSING {ident(new.access_method)}"
        if new.options:
            sql += f"\nWITH ({options_list(new.options)})"
        if new.tablespace is not None:
            sql += f"\nTABLESPACE {ident(new.tablespace)}"
        others = [item for item in said if isinstance(item, Constraint) and item.is_apart(said)]
        apart = [kind_of(item.ref).create(item, ())[0] for item in others]
        return [Step(sql=sql), *apart, *self._flags(None, new)]

    def drop(self, old: Table) -> list[Step]:
        name = ".".join(old.ref.path)
        loses = f"rows of table {name}"
        return [Step(sql=f"DROP {self.title(old)}", loses=loses, locks=(Lock(name, "ACCESS EXCLUSIVE"),))]

    def alter(self, old: Table, new: Table) -> tuple[Table, list[Step]]:
        steps: list[Step] = []
        name = ".".join(new.ref.path)
        alter = f"ALTER {self.title(new)}"
        reached = replace(new, partition_key=old.partition_key)
        if old.persistence != new.persistence:
            word = "UNLOGGED" if new.persistence == "u" else "LOGGED"
            steps.append(_rewrite(alter, f"SET {word}", name)._replace(frees=(new.ref,)))
        if old.access_method != new.access_method:
            steps.append(self._with_access_method(new, new.access_method))
        if old.tablespace != new.tablespace:
            steps.append(_rewrite(alter, f"SET TABLESPACE {ident(new.tablespace or 'pg_default')}", name))
        at_last = _toast_options(new) if not _toast_options(old) else []
        options = [option for option in new.options or () if option not in at_last]
        steps += [Step(sql=f"{alter} {change}") for change in options_change(old.options, options)]
        return reached, steps + self._flags(old, new)

    def alter_at_last(self, old: Table, new: Table) -> list[Step]:
        # A table that had none of these may have no TOAST table before its columns have changed.
        options = _toast_options(new) if not _toast_options(old) else []
        return [Step(sql=f"ALTER {self.title(new)} {change}") for change in options_change((), options)]

    def rebuild(self, old: Table, new: Table, cause: Ref, *, gone: bool) -> list[Step] | None:
        if cause.kind == "access method":
            return [self._with_access_method(new, new.access_method)]
        return None if gone else []

    def park(self, old: Table, new: Table) -> list[Step]:
        return [self._with_access_method(old, None)]

    def _with_access_method(self, table: Table, name: str | None) -> Step:
        alter = f"ALTER {self.title(table)}"
        if table.partition_key is not None:  # it has no rows of its own
            return Step(sql=f"{alter} SET ACCESS METHOD {'DEFAULT' if name is None else ident(name)}")
        step = _rewrite(alter, f"SET ACCESS METHOD {ident(name or 'heap')}", ".".join(table.ref.path))
        return step._replace(frees=(table.ref,))

    def _flags(self, old: Table | None, new: Table) -> list[Step]:
        secured, forced, identity = (
            (False, False, "d") if old is None else (old.row_security, old.force_row_security, old.replica_identity)
        )
        lock = (Lock(".".join(new.ref.path), "ACCESS EXCLUSIVE"),)
        alter = f"ALTER {self.title(new)}"
        steps = []
        if secured != new.row_security:
            word = "ENABLE" if new.row_security else "DISABLE"
            steps.append(Step(sql=f"{alter} {word} ROW LEVEL SECURITY", locks=lock))
        if forced != new.force_row_security:
            word = "FORCE" if new.force_row_security else "NO FORCE"
            steps.append(Step(sql=f"{alter} {word} ROW LEVEL SECURITY", locks=lock))
        if identity != new.replica_identity:
            steps.append(Step(sql=f"{alter} REPLICA IDENTITY {REPLICA_IDENTITY[new.replica_identity].upper()}"))
        return steps

    def needs(self, object: Table, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        made = object.made_types or ()
        for path in zip(made[::2], made[1::2], strict=True):
            # No column of the key is moved along to another type: the partitions are kept, and the table made anew.
            yield from ((Ref(kind, path), "n") for kind in ("enum", "domain", "composite type", "range type"))

    def unfit_for(self, object: Table, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        # Values of another type have other hashes: their rows belong to other partitions.
        if (object.partition_key or "").startswith("HASH") and object.ref in live.objects:
            yield from (Ref("table", path) for path in heirs_of(live).get(object.ref.path, ()))

    def is_whole_anew(self, old: Table) -> bool:
        return old.partition_key is not None  # its partitions are let go of before, with their rows

    def carry(
        self, old: Table, new: Table, live: Snapshot, desired: Snapshot, dropped: Container[Ref]
    ) -> Carried | None:
        return carried_rows(new.ref, live, desired, dropped)

    def holds(self, object: Table, other: Ref, deptype: DependencyType) -> Holding | None:
        return "within" if other.kind == "column" else None  # a row of the table does, where that is a type in use

    def edge(self, object: Table, other: Ref, deptype: DependencyType) -> DependencyType | None:
        # Objects of their own stand for inheritance and for the type of a typed table.
        return None if other.kind in ("table", "foreign table", "composite type") else deptype

    def slots(self, object: Table) -> list[tuple[str, ...]]:
        persistence = "unlogged" if object.persistence == "u" else "logged"
        return [("relation", *object.ref.path), ("type", *object.ref.path), (persistence, *object.ref.path)]


@catalog_object
class TypedTable(Object):
    """What ties a table to its composite type; `path` is the table's."""

    type: tuple[str, ...]
    columns: tuple[str, ...] = field(compare=False)


class TypedTables(Kind[TypedTable], name="typed table"):
    command = "TABLE"
    query = """
        select 'pg_class'::regclass::oid, c.oid, -3, array[n.nspname::text, c.relname::text], null::text, null::text,
               null::text, array[tn.nspname::text, t.typname::text],
               coalesce((select array_agg(a.attname::text) from pg_attribute a
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}')
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = c.reloftype
        join pg_namespace tn on tn.oid = t.typnamespace
        where c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def clause(self, typed: TypedTable, folded: Folded) -> str | None:
        """Nothing between the parentheses: CREATE TABLE says OF before them."""
        return None

    def create(self, new: TypedTable, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"ALTER {self.title(new)} OF {qualified(*new.type)}")]

    def drop(self, old: TypedTable) -> list[Step]:
        return [Step(sql=f"ALTER {self.title(old)} NOT OF")]

    def needs(self, object: TypedTable, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield Ref("table", object.ref.path), "a"
        yield Ref("composite type", object.type), "n"
        for column in object.columns:
            yield Ref("column", (*object.ref.path, column)), "n"

    def unfit_for(self, object: TypedTable, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        # OF takes columns in the order of the type alone; those that are added come last.
        before = [column.ref.path[-1] for column in columns_of(live).get(object.ref.path, ())]
        kept = [name for name in before if name in object.columns]
        if [*kept, *(name for name in object.columns if name not in kept)] != list(object.columns):
            yield Ref("table", object.ref.path)

    def uses_whole_rows(self, object: TypedTable) -> bool:
        return True  # what the type lacks has to go first

    def brought_by(self, object: TypedTable, live: Snapshot) -> Iterable[Ref]:
        yield Ref("table", object.ref.path)


def _toast_options(table: Table) -> list[str]:
    return [option for option in table.options or () if option.startswith("toast.")]


def _rewrite(alter: str, action: str, name: str) -> Step:
    lock = (Lock(name, "ACCESS EXCLUSIVE"),)
    return Step(sql=f"{alter} {action}", rewrites=(name,), locks=lock, joins=f"{alter} ")
