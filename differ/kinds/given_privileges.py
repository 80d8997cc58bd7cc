"""Privileges that were changed on what comes with PostgreSQL or with an extension."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.acl import parse_acl
from differ.kinds.base import Kind
from differ.model import Acl, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import qualified, role


@catalog_object
class GivenPrivileges(Object):
    """`path` is the object's names, a routine's argument types, and GRANT's word: ("pg_catalog", "pg_class", "TABLE").

    `items` are the aclitems, `usual` those that it came with; `holder` owns it.
    """

    items: tuple[str, ...]
    usual: tuple[str, ...] = field(compare=False)
    holder: str = field(compare=False)
    extension: str | None = field(compare=False)

    def grants(self, items: Sequence[str]) -> Acl:
        """Items as values; whoever owns the object is nameless, for that one may be called otherwise elsewhere."""
        return frozenset(
            g._replace(grantee="\0" if g.grantee == self.holder else g.grantee, grantor="")
            for g in parse_acl("\n".join(items))
        )


class GivenPrivilegesKind(Kind[GivenPrivileges], name="privileges"):
    command = "PRIVILEGES"
    query = """
        select 'pg_init_privs'::regclass::oid, g.objid, -g.classid::int, g.path, null::text, null::text, null::text,
               array(select i::text from unnest(g.acl) i order by 1),
               array(select i::text from unnest(coalesce(p.initprivs, acldefault(g.letter, g.owner))) i order by 1),
               pg_get_userbyid(g.owner)::text, e.extname::text
        from (
            select 'pg_proc'::regclass::oid as classid, f.oid as objid, f.proowner as owner, f.proacl as acl,
                   'f'::"char" as letter,
                   array[n.nspname::text, f.proname::text, oidvectortypes(f.proargtypes), 'ROUTINE'] as path
            from pg_proc f join pg_namespace n on n.oid = f.pronamespace where f.proacl is not null
            union all
            select 'pg_class'::regclass, c.oid, c.relowner, c.relacl,
                   (case c.relkind when 'S' then 's' else 'r' end)::"char",
                   array[n.nspname::text, c.relname::text, case c.relkind when 'S' then 'SEQUENCE' else 'TABLE' end]
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relacl is not null
            union all
            select 'pg_type'::regclass, t.oid, t.typowner, t.typacl, 'T',
                   array[n.nspname::text, t.typname::text, 'TYPE']
            from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typacl is not null
            union all
            select 'pg_namespace'::regclass, n.oid, n.nspowner, n.nspacl, 'n', array[n.nspname::text, 'SCHEMA']
            from pg_namespace n
            where n.nspacl is not null and n.oid <> '2200'::oid and n.nspname !~ '^(public|pg_t(oast|emp).*)$'
            union all
            select 'pg_language'::regclass, l.oid, l.lanowner, l.lanacl, 'l', array[l.lanname::text, 'LANGUAGE']
            from pg_language l where l.lanacl is not null
            union all
            select 'pg_foreign_data_wrapper'::regclass, w.oid, w.fdwowner, w.fdwacl, 'F',
                   array[w.fdwname::text, 'FOREIGN DATA WRAPPER']
            from pg_foreign_data_wrapper w where w.fdwacl is not null
        ) g
        left join pg_depend d on d.classid = g.classid and d.objid = g.objid and d.objsubid = 0 and d.deptype = 'e'
        left join pg_extension e on e.oid = d.refobjid
        left join pg_init_privs p on p.classoid = g.classid and p.objoid = g.objid and p.objsubid = 0
        where (g.objid < '16384'::oid and g.path[1] <> 'information_schema' or e.oid is not null)
          and not (g.acl @> coalesce(p.initprivs, acldefault(g.letter, g.owner))
                   and coalesce(p.initprivs, acldefault(g.letter, g.owner)) @> g.acl)
    """

    def create(self, new: GivenPrivileges, folded: Sequence[Object]) -> list[Step]:
        return self._change(new, new.grants(new.usual), new.grants(new.items))

    def drop(self, old: GivenPrivileges) -> list[Step]:
        return self._change(old, old.grants(old.items), old.grants(old.usual))

    def alter(self, old: GivenPrivileges, new: GivenPrivileges) -> tuple[GivenPrivileges, list[Step]]:
        return replace(old, items=new.items), self._change(old, old.grants(old.items), new.grants(new.items))

    def same(self, live: GivenPrivileges, desired: GivenPrivileges) -> bool:
        return live.grants(live.items) == desired.grants(desired.items)

    def needs(self, object: GivenPrivileges, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if object.extension is not None:
            yield Ref("extension", (object.extension,)), "a"

    def roles(self, object: GivenPrivileges) -> Iterable[str]:
        grants = parse_acl("\n".join(object.items))
        return (name for grant in grants for name in (grant.grantee, grant.grantor))

    def reference(self, object: GivenPrivileges) -> str:
        *names, word = object.ref.path
        if word == "ROUTINE":
            return f"{qualified(*names[:2])}({names[2]})"
        return qualified(*names)

    def label(self, object: GivenPrivileges) -> str:
        return f"on {object.ref.path[-1].lower()} {self.reference(object)}"

    def _change(self, item: GivenPrivileges, before: Acl, after: Acl) -> list[Step]:
        target = f"{item.ref.path[-1]} {self.reference(item)}"
        steps = []
        for verb, preposition, grants in (("REVOKE", "FROM", before - after), ("GRANT", "TO", after - before)):
            for grantee, grantable in sorted({(g.grantee, g.grantable) for g in grants}):
                privileges = sorted(g.privilege for g in grants if g[0] == grantee and g.grantable == grantable)
                option = " WITH GRANT OPTION" if grantable and verb == "GRANT" else ""
                who = role(item.holder if grantee == "\0" else grantee)
                steps.append(Step(sql=f"{verb} {', '.join(privileges)} ON {target} {preposition} {who}{option}"))
        return steps or [Step(sql="")]
