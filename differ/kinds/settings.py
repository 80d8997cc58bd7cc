"""What roles and databases set: ALTER ROLE ... SET, ALTER DATABASE ... SET, ALTER ROLE ... IN DATABASE ... SET."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.database import HERE, in_this_database
from differ.model import DependencyType, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, literal, qualified

# Their values are lists of names, which PostgreSQL keeps as one text with quotes around some.
_LISTS = frozenset(
    {
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
        "unix_socket_directories",
    }
)
_ELEMENT = re.compile(r'"((?:[^"]|"")*)"|([^\s,"]+)')


@catalog_object
class Setting(Object):
    """`path` is (role or "" for all, name). One that is named like a secret has its value where no plan shows it."""

    value: str | None
    secret: str | None = field(metadata={"shown": False})


def _query(condition: str) -> str:
    return f"""
        select 'pg_db_role_setting'::regclass::oid, s.setrole, c.place::int,
               array[coalesce(r.rolname::text, ''), split_part(c.text, '=', 1)], null::text, null::text, null::text,
               case when not c.hidden then c.value end, case when c.hidden then c.value end
        from pg_db_role_setting s
        left join pg_roles r on r.oid = s.setrole
        cross join lateral (
            select text, place, substr(text, strpos(text, '=') + 1) as value,
                   split_part(text, '=', 1) ~* 'secret|passw|token|credential|(^|[._])key($|_)|_key' as hidden
            from unnest(s.setconfig) with ordinality u(text, place)
        ) c
        where {condition}
        """


class _Settings(Kind[Setting]):
    command = "SETTING"

    def create(self, new: Setting, folded: Sequence[Object]) -> list[Step]:
        text = new.secret if new.value is None else new.value
        return [Step(sql=f"ALTER {self.whose(new)} SET {_name(new)} TO {_value(new.ref.path[1], text or '')}")]

    def drop(self, old: Setting) -> list[Step]:
        return [Step(sql=f"ALTER {self.whose(old)} RESET {_name(old)}")]

    def alter(self, old: Setting, new: Setting) -> tuple[Setting, list[Step]]:
        return replace(old, value=new.value, secret=new.secret), self.create(new, ())

    def roles(self, object: Setting) -> Iterable[str]:
        return object.ref.path[:1]

    def needs(self, object: Setting, snapshot: Snapshot) -> Iterable[tuple[Ref, DependencyType]]:
        yield Ref("role", object.ref.path[:1]), "a"

    def whose(self, setting: Setting) -> str:
        """Whose setting it is, as ALTER names it."""
        role = setting.ref.path[0]
        return f"ROLE {ident(role) if role else 'ALL'}"


class RoleSettings(_Settings, Kind[Setting], name="role setting"):
    scope = "roles"
    query = _query("s.setdatabase = 0 and (s.setrole = 0 or s.setrole >= '16384'::oid)")

    def about(self, object: Setting) -> tuple[str, ...]:
        return object.ref.path[:1] if object.ref.path[0] else ()

    def group(self, object: Setting) -> tuple[str, ...]:
        return (object.ref.path[0] or "all roles",)

    def label(self, object: Setting) -> str:
        return f"{object.ref.path[1]} of {object.ref.path[0] or 'all roles'}"


class DatabaseSettings(_Settings, Kind[Setting], name="database setting"):
    scope = "database"
    query = _query("s.setdatabase = (select oid from pg_database where datname = current_database())")

    def whose(self, setting: Setting) -> str:
        return f"{super().whose(setting)} IN DATABASE {HERE}" if setting.ref.path[0] else f"DATABASE {HERE}"

    def as_statement(self, sql: str) -> str:
        return in_this_database(sql)

    def group(self, object: Setting) -> tuple[str, ...]:
        return ("current",)

    def label(self, object: Setting) -> str:
        role, name = object.ref.path
        return f"{name} of {role}" if role else name


def _name(setting: Setting) -> str:
    return qualified(*setting.ref.path[1].split("."))


def _value(name: str, text: str) -> str:
    if name.lower() not in _LISTS:
        return literal(text).lstrip()
    return ", ".join(literal(one).lstrip() for one in _names(text)) or "''"


def _names(text: str) -> list[str]:
    return [bare or quoted.replace('""', '"') for quoted, bare in _ELEMENT.findall(text)]
