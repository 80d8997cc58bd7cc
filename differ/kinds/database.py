"""The database itself: its owner, privileges, comment and connection limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from differ.acl import with_owner
from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import literal

# Stands for the database's name in a statement: no name can have it in it.
HERE = "\0"


@catalog_object
class Database(Object):
    """`path` is always ("current",): databases are compared whatever they are called. A limit of -1 is none."""

    connection_limit: int


class Databases(Kind[Database], name="database"):
    command = "DATABASE"
    scope = "database"
    acl_type = "d"
    query = """
        select 'pg_database'::regclass::oid, d.oid, 0, array['current'], pg_get_userbyid(d.datdba)::text,
               array_to_string(d.datacl, E'\\n'), c.description, d.datconnlimit
        from pg_database d
        left join pg_shdescription c on c.objoid = d.oid and c.classoid = 'pg_database'::regclass
        where d.datname = current_database()
    """

    def create(self, new: Database, folded: Sequence[Object]) -> list[Step]:
        return [self._limit(new)]

    def alter(self, old: Database, new: Database) -> tuple[Database, list[Step]]:
        steps = [self._limit(new)] if old.connection_limit != new.connection_limit else []
        return replace(old, connection_limit=new.connection_limit), steps

    def belonging(self, object: Database, born: str, owner: str) -> Database:
        if object.owner != born:
            return object
        return replace(object, owner=owner, acl=object.acl and with_owner(object.acl, born, owner))

    def as_statement(self, sql: str) -> str:
        return in_this_database(sql)

    def reference(self, object: Database) -> str:
        return HERE

    def _limit(self, database: Database) -> Step:
        return Step(sql=f"ALTER {self.title(database)} CONNECTION LIMIT {database.connection_limit}")


def in_this_database(sql: str) -> str:
    """A statement about the database in which it runs: PostgreSQL has no word for that, so the name is filled in."""
    if HERE not in sql:
        return sql
    text = literal(sql.replace("%", "%%").replace(HERE, "%1$I")).lstrip()
    tag = "differ"
    while f"${tag}$" in text:
        tag += "_"
    return f"DO ${tag}$BEGIN EXECUTE format({text}, current_database()); END${tag}$"
