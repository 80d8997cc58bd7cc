"""Roles and their attributes. Passwords are never read, compared or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import ident, literal

_FLAGS = {
    "superuser": "SUPERUSER",
    "inherit": "INHERIT",
    "create_role": "CREATEROLE",
    "create_database": "CREATEDB",
    "login": "LOGIN",
    "replication": "REPLICATION",
    "bypass_row_security": "BYPASSRLS",
}

# What CREATE ROLE gives without a word.
_UNSAID: dict[str, Any] = {name: name == "inherit" for name in _FLAGS} | {"connection_limit": -1, "valid_until": None}


@catalog_object
class Role(Object):
    """`valid_until` is None for ever; `connection_limit` is -1 for none.

    `elsewhere` names what of the server, besides this database, it owns or may do something with.
    """

    superuser: bool
    inherit: bool
    create_role: bool
    create_database: bool
    login: bool
    replication: bool
    bypass_row_security: bool
    connection_limit: int
    valid_until: str | None
    elsewhere: tuple[str, ...] = field(default=(), compare=False)


class Roles(Kind[Role], name="role"):
    command = "ROLE"
    scope = "roles"
    query = """
        select 'pg_authid'::regclass::oid, r.oid, 0, array[r.rolname::text], null::text, null::text, d.description,
               r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication,
               r.rolbypassrls, r.rolconnlimit,
               case when isfinite(r.rolvaliduntil) then
                        to_char(r.rolvaliduntil at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00')
                    when r.rolvaliduntil < 'infinity' then '-infinity' end,
               coalesce(e.places, '{}')
        from pg_roles r
        left join (
            select s.refobjid, array_agg(distinct coalesce(
                       'database ' || d.datname, 'tablespace ' || t.spcname,
                       'the privileges or the ownership of database ' || o.datname ||
                       case o.datname when current_database() then ' (--database-settings compares these)' else '' end
                   )) as places
            from pg_shdepend s
            left join pg_database d on d.oid = s.dbid
            left join pg_tablespace t on s.classid = 'pg_tablespace'::regclass and t.oid = s.objid
            left join pg_database o on s.classid = 'pg_database'::regclass and o.oid = s.objid
            where s.refclassid = 'pg_authid'::regclass and d.datname is distinct from current_database()
              and (d.oid is not null or t.oid is not null or o.oid is not null)
            group by s.refobjid
        ) e on e.refobjid = r.oid
        left join pg_shdescription d on d.objoid = r.oid and d.classoid = 'pg_authid'::regclass
        where r.oid >= '16384'::oid
    """

    def create(self, new: Role, folded: Sequence[Object]) -> list[Step]:
        words = _changes(Role(new.ref, None, None, None, **_UNSAID), new)
        warning = f"role {self.label(new)} is made without a password: give it one yourself" if new.login else None
        return [Step(sql=" ".join((f"CREATE {self.title(new)}", *words)), warning=warning)]

    def drop(self, old: Role) -> list[Step]:
        name = self.label(old)
        warning = None
        if old.elsewhere:
            places = ", ".join(old.elsewhere)
            warning = f"role {name} has something in {places}: PostgreSQL refuses to drop it before that has gone"
        return [Step(sql=f"DROP {self.title(old)}", loses=f"role {name} and its password", warning=warning)]

    def alter(self, old: Role, new: Role) -> tuple[Role, list[Step]]:
        words = _changes(old, new)
        return new, [Step(sql=" ".join((f"ALTER {self.title(new)}", *words)))] if words else []

    def about(self, object: Role) -> tuple[str, ...]:
        return object.ref.path

    def reference(self, object: Role) -> str:
        return ident(object.ref.path[0])


def _changes(old: Role, new: Role) -> list[str]:
    """The attributes in which two roles differ, as CREATE and ALTER ROLE take them."""
    before, after = old.values(), new.values()
    words = [("" if after[name] else "NO") + word for name, word in _FLAGS.items() if before[name] != after[name]]
    if old.connection_limit != new.connection_limit:
        words.append(f"CONNECTION LIMIT {new.connection_limit}")
    if old.valid_until != new.valid_until:
        words.append(f"VALID UNTIL {literal(new.valid_until or 'infinity')}")
    return words
