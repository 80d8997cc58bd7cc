"""A connection → Snapshot, in one round trip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString

from differ.acl import default_acl, parse_acl
from differ.errors import DifferError
from differ.kinds import Kind, discover, kind_of
from differ.model import Address, DefaultPrivileges, Needs, Ref, ServerFacts, Snapshot
from differ.together import send_together

if TYPE_CHECKING:
    import psycopg

_FACTS: LiteralString = """
    select current_setting('server_version_num')::int, current_database()::text, current_user::text,
           (select rolsuper from pg_roles where rolname = current_user),
           (select array_agg(rolname::text order by rolname) from pg_roles where rolname !~ '^pg_')
"""

# Built-in objects have oids below 16384; the schema public (2200) is the one of them that users change.
_DEPENDENCIES: LiteralString = """
    select string_agg(concat_ws(' ', classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype), ' ')
    from pg_depend
    where deptype <> 'e' and objid >= '16384'::oid and (refobjid >= '16384'::oid or refobjid = '2200'::oid)
"""

_MEMBERS: LiteralString = "select classid, objid, refclassid, refobjid from pg_depend where deptype = 'e'"

_DEFAULT_PRIVILEGES: LiteralString = """
    select pg_get_userbyid(defaclrole)::text, coalesce(nspname, '')::text, defaclobjtype::text,
           array_to_string(defaclacl, E'\\n')
    from pg_default_acl left join pg_namespace n on n.oid = defaclnamespace
"""

# Classes of objects that are reported by name where no kind has claimed them.
_EVERYTHING_ELSE: LiteralString = """
    select c.classid, c.objid, pg_describe_object(c.classid, c.objid, 0)
    from (
        select 'pg_am'::regclass::oid as classid, oid as objid from pg_am
        union all select 'pg_cast'::regclass, oid from pg_cast
        union all select 'pg_class'::regclass, oid from pg_class where relkind = 'f'
        union all select 'pg_collation'::regclass, oid from pg_collation
        union all select 'pg_conversion'::regclass, oid from pg_conversion
        union all select 'pg_event_trigger'::regclass, oid from pg_event_trigger
        union all select 'pg_foreign_data_wrapper'::regclass, oid from pg_foreign_data_wrapper
        union all select 'pg_foreign_server'::regclass, oid from pg_foreign_server
        union all select 'pg_language'::regclass, oid from pg_language
        union all select 'pg_largeobject'::regclass, oid from pg_largeobject_metadata
        union all select 'pg_opclass'::regclass, oid from pg_opclass
        union all select 'pg_operator'::regclass, oid from pg_operator
        union all select 'pg_opfamily'::regclass, oid from pg_opfamily
        union all select 'pg_proc'::regclass, oid from pg_proc where oid >= '16384'::oid
        union all select 'pg_publication'::regclass, oid from pg_publication
        union all select 'pg_statistic_ext'::regclass, oid from pg_statistic_ext
        union all select 'pg_transform'::regclass, oid from pg_transform
        union all select 'pg_ts_config'::regclass, oid from pg_ts_config
        union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
        union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
        union all select 'pg_ts_template'::regclass, oid from pg_ts_template
        union all select 'pg_type'::regclass, oid from pg_type
                  where oid >= '16384'::oid and typtype <> 'c' and typelem = 0
        union all select 'pg_user_mapping'::regclass, umid from pg_user_mappings
    ) c
    where c.objid >= '16384'::oid
    union all
    select 'pg_seclabel'::regclass, objoid,
           'security label of ' || provider || ' on ' || pg_describe_object(classoid, objoid, objsubid)
    from pg_seclabel where objoid >= '16384'::oid
"""


_BEFORE: tuple[LiteralString, ...] = (
    "begin isolation level repeatable read, read only",
    "set local search_path to pg_catalog",
)
_COMMON: tuple[LiteralString, ...] = (_FACTS, _MEMBERS, _DEPENDENCIES, _DEFAULT_PRIVILEGES, _EVERYTHING_ELSE)


def read_snapshot(connection: psycopg.Connection[Any]) -> Snapshot:
    """Read everything that the kinds model, and the names of all that they do not.

    The connection must be in autocommit mode; the read is one read-only transaction, hence one state.
    """
    kinds = list(discover().values())
    asked: list[LiteralString] = [*_BEFORE, *_COMMON, *(kind.query for kind in kinds)]
    aliased = [kind for kind in kinds if kind.aliases is not None]
    asked += [kind.aliases for kind in aliased if kind.aliases is not None]
    cursors, problem = send_together(connection, [*asked, "commit"])
    if problem is not None:
        connection.execute("rollback")
        problem.add_note(f"while reading the catalog with: {asked[len(cursors)]}")
        raise problem
    facts, members, dependencies, privileges, others = cursors[len(_BEFORE) : len(_BEFORE) + len(_COMMON)]
    answers = cursors[len(_BEFORE) + len(_COMMON) :]
    version, database, role, superuser, roles = facts.fetchall()[0]
    builder = _Builder(Snapshot(ServerFacts(version, database, role, superuser, tuple(roles or ()))))
    builder.members = {(row[0], row[1]): (row[2], row[3]) for row in members.fetchall()}
    for kind, cursor in zip(kinds, answers, strict=False):
        builder.add_objects(kind, cursor)
    for kind, cursor in zip(aliased, answers[len(kinds) :], strict=False):
        builder.add_aliases(kind.name, cursor.fetchall())
    edges = dependencies.fetchall()[0][0] or ""
    snapshot = builder.snapshot
    snapshot.find_needs = lambda whole: builder.find_needs(whole, edges)
    snapshot.default_privileges = tuple(
        DefaultPrivileges(role, schema, letter, parse_acl(acl)) for role, schema, letter, acl in privileges
    )
    snapshot.not_compared = tuple(
        sorted(
            description
            for classid, objid, description in others
            if (classid, objid, 0) not in builder.refs and (classid, objid) not in builder.members
        )
    )
    return snapshot


class _Builder:
    """Puts rows together to a snapshot; knows which address is which object."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.refs: dict[tuple[int, int, int], Ref] = {}
        self.members: dict[tuple[int, int], tuple[int, int]] = {}  # extension members → their extension

    def add_objects(self, kind: Kind[Any], cursor: psycopg.Cursor[Any]) -> None:
        make = kind.object_class
        name, acl_type = kind.name, kind.acl_type
        objects, births, refs, members = self.snapshot.objects, self.snapshot.births, self.refs, self.members
        major = self.snapshot.server.major
        arrays = [i for i, column in enumerate(cursor.description or ()) if i > 6 and column.type_code in _ARRAY_TYPES]
        for row in cursor.fetchall():
            classid, objid, objsubid, path, owner, items, comment, *fields = row
            if (classid, objid) in members and name != "extension":
                continue
            ref = Ref(name, tuple(path))
            for i in arrays:
                if fields[i - 7] is not None:
                    fields[i - 7] = tuple(fields[i - 7])
            acl = None
            if items is not None:
                acl = parse_acl(items)
                if acl == default_acl(acl_type, owner or "", major):
                    acl = None
            if ref in objects:
                raise DifferError(f"two objects of the database are both {ref}", remedy="Please report this as a bug.")
            objects[ref] = make(ref, owner, acl, comment, *fields)
            births[ref] = (objid, objsubid)
            refs[classid, objid, objsubid] = ref

    def add_aliases(self, kind: str, rows: list[tuple[int, int, int, list[str]]]) -> None:
        objects = self.snapshot.objects
        for classid, objid, objsubid, path in rows:
            ref = Ref(kind, tuple(path))
            if ref in objects:
                self.refs.setdefault((classid, objid, objsubid), ref)

    def find(self, address: Address | tuple[int, int, int]) -> Ref | None:
        ref = self.refs.get(address) or self.refs.get((address[0], address[1], 0))
        if ref is None:
            extension = self.members.get((address[0], address[1]))
            if extension is not None:
                return self.refs.get((*extension, 0))
        return ref

    def find_needs(self, snapshot: Snapshot, edges: str) -> Needs:
        """The edges of pg_depend, seven words each, and those that kinds add, between objects of the snapshot."""
        needs: Needs = {}
        objects, members = snapshot.objects, self.members
        words = edges.split(" ") if edges else []
        deptypes = words[6::7]
        numbers = [list(map(int, words[i::7])) for i in range(6)]
        for classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype in zip(
            *numbers, deptypes, strict=True
        ):
            if (classid, objid) in members:
                continue
            ref = self.find((classid, objid, objsubid))
            other = self.find((refclassid, refobjid, refobjsubid))
            if ref is None or other is None or ref == other:
                continue
            seen = kind_of(ref).edge(objects[ref], other, deptype)
            if seen is not None:
                _add(needs.setdefault(ref, {}), other, seen)
        for ref, item in objects.items():
            for other, deptype in kind_of(ref).needs(item, snapshot):
                if other in objects and other != ref:
                    _add(needs.setdefault(ref, {}), other, deptype)
        return needs


def _add(needs: dict[Ref, str], other: Ref, deptype: str) -> None:
    """Keep the strongest edge: an object that falls with another does so whatever else it uses of it."""
    if needs.get(other, "n") == "n":
        needs[other] = deptype


_ARRAY_TYPES = frozenset({1000, 1002, 1003, 1005, 1007, 1009, 1015, 1016, 1028})
