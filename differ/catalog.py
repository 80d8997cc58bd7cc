"""A connection → Snapshot, in one round trip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, LiteralString

from differ.acl import parse_acl
from differ.copying import Row, ask_together
from differ.edges import Edges
from differ.kinds import Kind, discover
from differ.model import DefaultPrivileges, Scope, ServerFacts, Snapshot
from differ.rows import FoundRows, Members, fields_of, read_array

if TYPE_CHECKING:
    import psycopg

_FACTS: LiteralString = """
    select current_setting('server_version_num')::int, current_database()::text, current_user::text,
           (select rolsuper from pg_roles where rolname = current_user),
           (select array_agg(rolname::text order by rolname) from pg_roles where rolname !~ '^pg_'),
           (select array_agg(spcname::text order by spcname) from pg_tablespace where spcname !~ '^pg_')
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

# Classes of objects that are reported by name where no kind has claimed them; a range type has its multirange, their
# constructors and the cast with it.
_EVERYTHING_ELSE: LiteralString = """
    select c.classid, c.objid, pg_describe_object(c.classid, c.objid, 0)
    from (
        select 'pg_am'::regclass::oid as classid, oid as objid from pg_am
        union all select 'pg_cast'::regclass, oid from pg_cast
                  where (castsource, casttarget) not in (select rngtypid, rngmultitypid from pg_range)
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
        union all select 'pg_proc'::regclass, oid from pg_proc
                  where oid >= '16384'::oid and (prolang <> 12 or not exists (
                      select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = pg_proc.oid
                                                and i.deptype = 'i'))
        union all select 'pg_publication'::regclass, oid from pg_publication
        union all select 'pg_statistic_ext'::regclass, oid from pg_statistic_ext
        union all select 'pg_transform'::regclass, oid from pg_transform
        union all select 'pg_ts_config'::regclass, oid from pg_ts_config
        union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
        union all select 'pg_ts_parser'::regclass, oid from pg_ts_parser
        union all select 'pg_ts_template'::regclass, oid from pg_ts_template
        union all select 'pg_type'::regclass, oid from pg_type
                  where oid >= '16384'::oid and typtype not in ('c', 'm') and typelem = 0
        union all select 'pg_user_mapping'::regclass, umid from pg_user_mappings
    ) c
    where c.objid >= '16384'::oid
      -- a range type brings its multirange, constructors and cast along
      and not exists (select from pg_depend d
                      where d.classid = c.classid and d.objid = c.objid and d.deptype = 'i')
    union all
    select 'pg_largeobject'::regclass, oid, 'large object ' || oid from pg_largeobject_metadata  -- of any number
"""


_BEFORE: tuple[LiteralString, ...] = (
    "begin isolation level repeatable read, read only",
    "set local search_path to pg_catalog",
    "set local jit to off",  # to compile these queries takes longer than to run them
    "set local join_collapse_limit to 1",  # they are written in a good order, and to look for another takes its time
    "set local from_collapse_limit to 1",
)
_COMMON: tuple[LiteralString, ...] = (_FACTS, _MEMBERS, _DEFAULT_PRIVILEGES, _EVERYTHING_ELSE)


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
    found = Edges(snapshot, members, rows[len(queries) :])
    snapshot.find_needs, snapshot.find_reached = found.needs, found.reached
    return snapshot


def read_snapshots(connections: Sequence[psycopg.Connection[Any]], scopes: Sequence[Scope] = ()) -> list[Snapshot]:
    """Read several databases side by side, each as read_snapshot does.

    Who needs whom is asked when somebody wants to know it, of all databases at once and in the same transactions: the
    connections have to stay open until then.
    """
    answers = _ask(connections, _queries(scopes), before=_BEFORE)
    read = [_snapshot(connection, rows, scopes) for connection, rows in zip(connections, answers, strict=True)]
    asked: list[Edges] = []

    def edges(position: int) -> Edges:
        if not asked:
            later = _ask(connections, _edge_queries())
            asked.extend(Edges(*one, rows) for one, rows in zip(read, later, strict=True))
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
    version, database, role, superuser, *names = facts[0]
    server = ServerFacts(int(version), database, role, superuser == "t", *(read_array(one or "{}") for one in names))
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
