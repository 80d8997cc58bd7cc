"""Foreign data wrappers, foreign servers and user mappings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.foreign_options import options_change, options_clause
from differ.model import Object, Step, catalog_object
from differ.sql import ident, literal


@catalog_object
class Wrapper(Object):
    """Functions are quoted qualified names; `options` are "name=value"."""

    handler: str | None
    validator: str | None
    options: tuple[str, ...] | None


class Wrappers(Kind[Wrapper], name="foreign data wrapper"):
    command = "FOREIGN DATA WRAPPER"
    acl_type = "F"
    query = """
        select 'pg_foreign_data_wrapper'::regclass::oid, w.oid, 0, array[w.fdwname::text],
               pg_get_userbyid(w.fdwowner)::text, array_to_string(w.fdwacl, E'\\n'), d.description,
               case when w.fdwhandler <> 0 then w.fdwhandler::regproc::text end,
               case when w.fdwvalidator <> 0 then w.fdwvalidator::regproc::text end,
               (select array_agg(o order by o) from unnest(w.fdwoptions) o)
        from pg_foreign_data_wrapper w
        left join pg_description d on d.objoid = w.oid and d.classoid = 'pg_foreign_data_wrapper'::regclass
                                  and d.objsubid = 0
        where w.oid >= '16384'::oid
    """

    def create(self, new: Wrapper, folded: Sequence[Object]) -> list[Step]:
        sql = f"CREATE {self.title(new)}"
        sql += f" HANDLER {new.handler}" if new.handler else ""
        sql += f" VALIDATOR {new.validator}" if new.validator else ""
        return [Step(sql=sql + options_clause(new.options))]

    def alter(self, old: Wrapper, new: Wrapper) -> tuple[Wrapper, list[Step]]:
        changes = ""
        if old.handler != new.handler:
            changes += f" HANDLER {new.handler}" if new.handler else " NO HANDLER"
        if old.validator != new.validator:
            changes += f" VALIDATOR {new.validator}" if new.validator else " NO VALIDATOR"
        changes += options_change(old.options, new.options)
        return new, [Step(sql=f"ALTER {self.title(new)}{changes}")] if changes else []


@catalog_object
class Server(Object):
    """`options` are "name=value"."""

    wrapper: str
    type: str | None
    version: str | None
    options: tuple[str, ...] | None


class Servers(Kind[Server], name="server"):
    command = "SERVER"
    acl_type = "s"
    query = """
        select 'pg_foreign_server'::regclass::oid, s.oid, 0, array[s.srvname::text],
               pg_get_userbyid(s.srvowner)::text, array_to_string(s.srvacl, E'\\n'), d.description,
               w.fdwname::text, s.srvtype, s.srvversion, (select array_agg(o order by o) from unnest(s.srvoptions) o)
        from pg_foreign_server s
        join pg_foreign_data_wrapper w on w.oid = s.srvfdw
        left join pg_description d on d.objoid = s.oid and d.classoid = 'pg_foreign_server'::regclass
                                  and d.objsubid = 0
        where s.oid >= '16384'::oid
    """

    def create(self, new: Server, folded: Sequence[Object]) -> list[Step]:
        sql = f"CREATE {self.title(new)}"
        sql += f" TYPE {literal(new.type)}" if new.type is not None else ""
        sql += f" VERSION {literal(new.version)}" if new.version is not None else ""
        return [Step(sql=f"{sql} FOREIGN DATA WRAPPER {ident(new.wrapper)}{options_clause(new.options)}")]

    def alter(self, old: Server, new: Server) -> tuple[Server, list[Step]]:
        changes = ""
        if old.version != new.version:
            changes += f" VERSION {'NULL' if new.version is None else literal(new.version)}"
        changes += options_change(old.options, new.options)
        reached = replace(old, version=new.version, options=new.options)
        return reached, [Step(sql=f"ALTER {self.title(new)}{changes}")] if changes else []

    def privilege_target(self, object: Server) -> tuple[str, str]:
        return "", f"FOREIGN SERVER {self.reference(object)}"


@catalog_object
class UserMapping(Object):
    """`path` is (server, user or "public"); the options may hold a password, so two are compared by their hashes."""

    options_hash: str | None
    options: tuple[str, ...] | None = field(compare=False, repr=False)
    readable: bool = field(compare=False)  # whether the server shows the options to this role


class UserMappings(Kind[UserMapping], name="user mapping"):
    command = "USER MAPPING"
    query = """
        select 'pg_user_mapping'::regclass::oid, m.umid, 0, array[m.srvname::text, m.usename::text], null::text,
               null::text, null::text, encode(sha256(convert_to(o.options::text, 'UTF8')), 'hex'), o.options,
               me.rolsuper or m.umuser in (0, me.oid) and pg_has_role(s.srvowner, 'USAGE')
               or m.umuser = me.oid and has_server_privilege(s.oid, 'USAGE')
        from pg_user_mappings m
        join pg_foreign_server s on s.oid = m.srvid
        join pg_roles me on me.rolname = current_user
        cross join lateral (select array_agg(o order by o) as options from unnest(m.umoptions) o) o
        where m.umid >= '16384'::oid
    """

    def create(self, new: UserMapping, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self.title(new)}{options_clause(new.options)}")]

    def alter(self, old: UserMapping, new: UserMapping) -> tuple[UserMapping, list[Step]]:
        changes = options_change(old.options, new.options)
        return new, [Step(sql=f"ALTER {self.title(new)}{changes}")] if changes else []

    def same(self, live: UserMapping, desired: UserMapping) -> bool:
        return live == desired or not live.readable

    def roles(self, object: UserMapping) -> Iterable[str]:
        return object.ref.path[1:]

    def reference(self, object: UserMapping) -> str:
        server, user = object.ref.path
        return f"FOR {'PUBLIC' if user == 'public' else ident(user)} SERVER {ident(server)}"

    def group(self, object: UserMapping) -> tuple[str, ...]:
        return object.ref.path[:1]

    def label(self, object: UserMapping) -> str:
        return self.reference(object)
