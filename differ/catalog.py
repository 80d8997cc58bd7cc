"""A connection → Snapshot, in one round trip."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, LiteralString

from differ.acl import parse_acl
from differ.copying import Row, ask_together
from differ.kinds import Kind, discover, kind_of
from differ.kinds.base import roles_of
from differ.model import DefaultPrivileges, Found, Needs, Ref, Scope, ServerFacts, Snapshot
from differ.rows import FoundRows, Members, Whole, fields_of, read_array

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
    select 'pg_largeobject'::regclass, oid, 'large object ' || oid from pg_largeobject_metadata  -- of any number
    union all
    select 'pg_seclabel'::regclass, objoid,
           'security label of ' || provider || ' on ' || pg_describe_object(classoid, objoid, objsubid)
    from pg_seclabel where objoid >= '16384'::oid
"""


_BEFORE: tuple[LiteralString, ...] = (
    "begin isolation level repeatable read, read only",
    "set local search_path to pg_catalog",
    "set local jit to off",  # to compile these queries takes longer than to run them
)
_COMMON: tuple[LiteralString, ...] = (_FACTS, _MEMBERS, _DEFAULT_PRIVILEGES, _EVERYTHING_ELSE)

Address = tuple[int, int, int]  # classid, objid, objsubid, as in pg_depend


def read_snapshot(
    connection: psycopg.Connection[Any], scopes: Sequence[Scope] = (), *, settings: Sequence[str] = ()
) -> Snapshot:
    """Read everything that the kinds model, and the names of all that they do not.

    The connection must be in autocommit mode; the read is one read-only transaction, hence one state. Roles, and the
    database as such, are read where `scopes` name them. `settings` are statements that set something for the read.
    """
    queries, edges = _queries(scopes), _edge_queries()
    (rows,) = _ask([connection], [*queries, *edges], before=(*_BEFORE, *settings), after=("commit",))
    snapshot, members = _snapshot(connection, rows[: len(queries)], scopes)
    found = _Edges(snapshot, members, rows[len(queries) :])
    snapshot.find_needs, snapshot.find_reached = found.needs, found.reached
    return snapshot


def read_snapshots(connections: Sequence[psycopg.Connection[Any]], scopes: Sequence[Scope] = ()) -> list[Snapshot]:
    """Read several databases side by side, each as read_snapshot does.

    Who needs whom is asked when somebody wants to know it, of all databases at once and in the same transactions: the
    connections have to stay open until then.
    """
    answers = _ask(connections, _queries(scopes), before=_BEFORE)
    read = [_snapshot(connection, rows, scopes) for connection, rows in zip(connections, answers, strict=True)]
    asked: list[_Edges] = []

    def edges(position: int) -> _Edges:
        if not asked:
            later = _ask(connections, _edge_queries())
            asked.extend(_Edges(*one, rows) for one, rows in zip(read, later, strict=True))
        return asked[position]

    for i, (snapshot, _) in enumerate(read):
        snapshot.find_needs = partial(lambda position, whole: edges(position).needs(whole), i)
        snapshot.find_reached = partial(lambda position, refs: edges(position).reached(refs), i)
    return [snapshot for snapshot, _ in read]


def _wanted(scopes: Sequence[Scope]) -> list[Kind[Any]]:
    return [kind for kind in discover().values() if kind.scope is None or kind.scope in scopes]


def _queries(scopes: Sequence[Scope]) -> list[LiteralString]:
    return [*_COMMON, *(kind.query for kind in _wanted(scopes))]


def _edge_queries() -> list[LiteralString]:
    aliases = [kind.aliases for kind in discover().values() if kind.aliases is not None]
    return [_DEPENDENCIES, *aliases]


def _ask(
    connections: Sequence[psycopg.Connection[Any]],
    queries: Sequence[str],
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> list[list[list[Row]]]:
    """The rows of each query, by connection; raises the first problem."""
    answers = ask_together(connections, queries, before=before, after=after)
    for connection, answer in zip(connections, answers, strict=True):
        if answer.problem is not None:
            connection.execute("rollback")
            if len(answer.rows) < len(queries):
                answer.problem.add_note(f"while reading the catalog with: {queries[len(answer.rows)]}")
            raise answer.problem
    return [answer.rows for answer in answers]


def _snapshot(
    connection: psycopg.Connection[Any], rows: list[list[Row]], scopes: Sequence[Scope]
) -> tuple[Snapshot, Members]:
    encoding = connection.info.encoding
    facts, members, privileges, others = (list(fields_of(answer, encoding)) for answer in rows[: len(_COMMON)])
    version, database, role, superuser, roles = facts[0]
    server = ServerFacts(int(version), database, role, superuser == "t", read_array(roles or "{}"))
    extensions = {(a.encode(), b.encode()): (int(c), int(d)) for a, b, c, d in members}
    found = FoundRows(dict(zip(_wanted(scopes), rows[len(_COMMON) :], strict=True)), extensions, server.major, encoding)
    snapshot = Snapshot(server, found, scopes=tuple(scopes))
    snapshot.default_privileges = tuple(
        DefaultPrivileges(role, schema, letter, parse_acl(acl)) for role, schema, letter, acl in privileges
    )
    known = found.known((classid, objid) for classid, objid, _ in others)
    snapshot.not_compared = tuple(
        sorted(
            description
            for classid, objid, description in others
            if (classid, objid) not in known and (classid.encode(), objid.encode()) not in extensions
        )
    )
    return snapshot, extensions


class _Edges:
    """Who needs whom: pg_depend's edges, seven words each, and other addresses of the objects that they name."""

    def __init__(self, snapshot: Snapshot, members: Members, rows: list[list[Row]]) -> None:
        self._found = snapshot.found
        self._members = {(int(a), int(b)): extension for (a, b), extension in members.items()}
        (dependencies,), *self._aliases = rows
        self._words = dependencies[:-1].split(b" ") if dependencies != b"\\N\n" else []
        self._refs: dict[Address, Ref] = {}

    def reached(self, refs: Collection[Ref]) -> set[tuple[str, ...]]:
        """The relations that changes of these objects may reach: by what depends on them, those that any of it depends
        on, and all that inherit from one another."""
        assert isinstance(self._found, FoundRows)
        relations = self._found.relations()
        users: dict[Whole, list[Whole]] = {}
        kin: dict[Whole, list[Whole]] = {}
        pairs = [*zip(*(zip(self._words[i::7], self._words[i + 1 :: 7], strict=True) for i in (0, 3)), strict=True)]
        for (dependant, needed), deptype in zip(pairs, self._words[6::7], strict=True):
            users.setdefault(needed, []).append(dependant)
            if deptype == b"i":  # the rule of a view is the view, and what uses the one uses the other
                users.setdefault(dependant, []).append(needed)
            if needed in relations and dependant in relations:
                users.setdefault(dependant, []).append(needed)
                kin.setdefault(dependant, []).append(needed)
                kin.setdefault(needed, []).append(dependant)
        for (classid, objid), extension in self._members.items():
            users.setdefault((b"%d" % extension[0], b"%d" % extension[1]), []).append((b"%d" % classid, b"%d" % objid))
        found = _closure(self._found.where(refs), users)
        beside = [needed for dependant, needed in pairs if needed in relations and dependant in found]
        return {relations[one] for one in found | _closure(beside, kin) if one in relations}

    def needs(self, snapshot: Snapshot) -> Needs:
        """The edges between objects of the snapshot, with those that kinds add."""
        needs: Needs = {}
        objects, members = snapshot.objects, self._members
        remarks = {name for name, kind in discover().items() if kind.remark}
        self._find_addresses(snapshot.found)
        words = self._words if snapshot.found is self._found else self._words_left()
        numbers = [list(map(int, words[i::7])) for i in range(6)]
        for classid, objid, objsubid, refclassid, refobjid, refobjsubid, letter in zip(
            *numbers, words[6::7], strict=True
        ):
            if (classid, objid) in members:
                continue
            ref = self._find((classid, objid, objsubid))
            other = self._find((refclassid, refobjid, refobjsubid))
            if other is not None and other.kind in remarks:
                other = self._find((refclassid, refobjid, 0))
            if ref is None or other is None or ref == other:
                continue
            seen = kind_of(ref).edge(objects[ref], other, letter.decode())
            if seen is not None:
                _add(needs.setdefault(ref, {}), other, seen)
        for ref, item in objects.items():
            for other, deptype in kind_of(ref).needs(item, snapshot):
                if other in objects and other != ref:
                    _add(needs.setdefault(ref, {}), other, deptype)
        if "roles" in snapshot.scopes:
            _add_roles(needs, snapshot)
        return needs

    def _words_left(self) -> list[bytes]:
        """The edges of what is left of all objects."""
        known = {(b"%d" % classid, b"%d" % objid) for classid, objid, _ in self._refs}
        words: list[bytes] = []
        for i, whole in enumerate(zip(self._words[::7], self._words[1::7], strict=True)):
            if whole in known:
                words += self._words[7 * i : 7 * i + 7]
        return words

    def _find_addresses(self, found: Found) -> None:
        assert isinstance(found, FoundRows)
        self._refs = found.addresses()
        objects = found.objects
        aliased = [kind for kind in discover().values() if kind.aliases is not None]
        for kind, rows in zip(aliased, self._aliases, strict=True):
            for classid, objid, objsubid, path in fields_of(rows, found.encoding):
                ref = Ref(kind.name, read_array(path))
                if ref in objects:
                    self._refs.setdefault((int(classid), int(objid), int(objsubid)), ref)

    def _find(self, address: Address) -> Ref | None:
        ref = self._refs.get(address) or self._refs.get((address[0], address[1], 0))
        if ref is None:
            extension = self._members.get((address[0], address[1]))
            if extension is not None:
                return self._refs.get((*extension, 0))
        return ref


def _add_roles(needs: Needs, snapshot: Snapshot) -> None:
    """Roles come before all that names them, and what lets the connecting role act for an owner before it has to."""
    objects, acting = snapshot.objects, snapshot.server.role
    memberships: dict[str, list[Ref]] = {}
    for ref in snapshot.found.of_kind("role membership"):
        if ref.path[0] == acting:
            memberships.setdefault(ref.path[1], []).append(ref)
    for ref, item in objects.items():
        refs = [Ref("role", (name,)) for name in roles_of(item)]
        for other in (*refs, *memberships.get(item.owner or "", ())):
            if other in objects and other != ref:
                _add(needs.setdefault(ref, {}), other, "s")


def _closure(start: Iterable[Whole], edges: Mapping[Whole, list[Whole]]) -> set[Whole]:
    """All that can be come to."""
    found: set[Whole] = set()
    queue = [*start]
    while queue:
        one = queue.pop()
        if one not in found:
            found.add(one)
            queue += edges.get(one, ())
    return found


def _add(needs: dict[Ref, str], other: Ref, deptype: str) -> None:
    """Keep the strongest edge: an object that falls with another does so whatever else it uses of it."""
    if needs.get(other, "n") == "n":
        needs[other] = deptype
