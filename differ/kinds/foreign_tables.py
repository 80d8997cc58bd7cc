"""Foreign tables. Their columns, defaults and checks are the same kinds as those of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from differ.kinds.base import Kind, clauses_of
from differ.kinds.folded import Folded
from differ.kinds.foreign_options import options_change, options_clause
from differ.model import DependencyType, Holding, Lock, Object, Ref, Step, catalog_object
from differ.sql import ident, qualified


@catalog_object
class ForeignTable(Object):
    """`options` are "name=value"."""

    server: str
    options: tuple[str, ...] | None


class ForeignTables(Kind[ForeignTable], name="foreign table"):
    command = "FOREIGN TABLE"
    acl_type = "r"
    query = """
        select 'pg_class'::regclass::oid, c.oid, 0, array[n.nspname::text, c.relname::text],
               pg_get_userbyid(c.relowner)::text, array_to_string(c.relacl, E'\\n'), d.description,
               s.srvname::text, (select array_agg(o order by o) from unnest(f.ftoptions) o)
        from pg_foreign_table f
        join pg_class c on c.oid = f.ftrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_foreign_server s on s.oid = f.ftserver
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        where c.oid >= '16384'::oid
    """

    def create(self, new: ForeignTable, folded: Sequence[Object]) -> list[Step]:
        clauses = clauses_of(Folded(folded))
        body = ",\n    ".join(clause for clause in clauses if clause)
        parents = [item for item in folded if item.ref.kind == "inheritance"]
        sql = f"CREATE {self.title(new)} (\n    {body}\n)" if body else f"CREATE {self.title(new)} ()"
        if parents:
            sql += f"\nINHERITS ({', '.join(qualified(*item.ref.path[2:]) for item in parents)})"
        return [Step(sql=f"{sql}\nSERVER {ident(new.server)}{options_clause(new.options)}")]

    def drop(self, old: ForeignTable) -> list[Step]:
        return [Step(sql=f"DROP {self.title(old)}", locks=(Lock(".".join(old.ref.path), "ACCESS EXCLUSIVE"),))]

    def alter(self, old: ForeignTable, new: ForeignTable) -> tuple[ForeignTable, list[Step]]:
        changes = options_change(old.options, new.options)
        lock = Lock(".".join(new.ref.path), "ACCESS EXCLUSIVE")
        steps = [Step(sql=f"ALTER {self.title(new)}{changes}", locks=(lock,))] if changes else []
        return replace(old, options=new.options), steps

    def holds(self, object: ForeignTable, other: Ref, deptype: DependencyType) -> Holding | None:
        return "within" if other.kind == "column" else None  # a row of the table does, where that is a type in use

    def edge(self, object: ForeignTable, other: Ref, deptype: DependencyType) -> DependencyType | None:
        return None if other.kind in ("table", "foreign table") else deptype  # inheritance objects stand for these

    def privilege_target(self, object: ForeignTable) -> tuple[str, str]:
        return "", f"TABLE {self.reference(object)}"

    def slots(self, object: ForeignTable) -> list[tuple[str, ...]]:
        return [("relation", *object.ref.path), ("type", *object.ref.path)]
