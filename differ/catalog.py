"""A connection → Snapshot, in one round trip."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, LiteralString

from differ.acl import parse_acl
from differ.copying import Row, begin, finish
from differ.edges import ALL, Edges, queries_of_reached
from differ.kinds import Kind, discover
from differ.model import DefaultPrivileges, Needs, Ref, Scope, ServerFacts, Snapshot
from differ.rows import FoundRows, Members, fields_of, read_array

if TYPE_CHECKING:
    import psycopg

_FACTS: LiteralString = """
    select current_setting('server_version_num')::int, current_database()::text, current_user::text,
           (select rolsuper from pg_roles where rolname = current_user),
           (select array_agg(rolname::text order by rolname) from pg_roles where rolname !~ '^pg_'),
           (select array_agg(spcname::text order by spcname) from pg_tablespace where spcname !~ '^pg_')
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
    union all
    select distinct on (t.tgconstraint) 'pg_trigger'::regclass, t.oid,
           'disabled triggers of ' || pg_describe_object('pg_constraint'::regclass, t.tgconstraint, 0)
    from pg_trigger t
    where t.tgisinternal and t.tgenabled <> 'O' and t.tgconstraint <> 0
    union all
    select 'pg_attribute'::regclass, a.attrelid,
           'privileges on ' || pg_describe_object('pg_class'::regclass, a.attrelid, a.attnum)
    from pg_attribute a
    where a.attrelid < '16384'::oid and a.attacl is not null and not exists (
        select from pg_init_privs i
        where i.classoid = 'pg_class'::regclass and i.objoid = a.attrelid and i.objsubid = a.attnum
          and i.initprivs = a.attacl)
"""


MOST = 2000  # more changes than this reach nearly all there is

_BEFORE: tuple[LiteralString, ...] = (
    "begin isolation level repeatable read, read only",
    "set local search_path to pg_catalog",
    "set local jit to off",  # to compile these queries takes longer than to run them
    "set local join_collapse_limit to 1",  # they are written in a good order, and to look for another takes its time
    "set local from_collapse_limit to 1",
    "set local enable_mergejoin to off",  # nor is any of them the slower without, and all are planned sooner
)
_COMMON: tuple[LiteralString, ...] = (_FACTS, _MEMBERS, _DEFAULT_PRIVILEGES, _EVERYTHING_ELSE)


def read_snapshot(
    connection: psycopg.Connection[Any], scopes: Sequence[Scope] = (), *, settings: Sequence[str] = ()
) -> Snapshot:
    """Read everything that the kinds model, and the names of all that they do not.

    The connection must be in autocommit mode; the read is one read-only transaction, hence one state. Roles, and the
    database as such, are read where `scopes` name them. `settings` are statements that set something for the read.
    """
    questions = _Questions(connection, [*_queries(scopes), ALL], (*_BEFORE, *settings), ("commit",))
    reading = _Reading(questions, scopes)
    finish([questions.exchange])
    snapshot, members = reading.snapshot()
    snapshot.find_needs = Edges(snapshot, members, questions.answers()[-1]).needs
    return snapshot


def read_snapshots(
    connections: Sequence[psycopg.Connection[Any]],
    scopes: Sequence[Scope] = (),
    *,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Snapshot]:
    """Read several databases side by side, each as read_snapshot does; `meanwhile` is called when all are asked.

    Who needs whom is asked when somebody wants to know it, of all databases at once and in the same transactions: the
    connections have to stay open until then.
    """
    questions = [_Questions(connection, _queries(scopes), _BEFORE) for connection in connections]
    meanwhile()
    readings = [_Reading(asked, scopes) for asked in questions]
    comparing = _compare_early(readings, _wanted(scopes))
    finish([asked.exchange for asked in questions], lambda: next(comparing, False))
    read = [reading.snapshot() for reading in readings]
    while next(comparing, False):
        pass
    later = _Later(connections, read)
    for i, (snapshot, _) in enumerate(read):
        snapshot.find_needs, snapshot.find_reached = partial(later.needs, i), partial(later.reached, i)
    return [snapshot for snapshot, _ in read]


class _Questions:
    """What is asked of a connection in one round trip, and the answers to that."""

    def __init__(
        self,
        connection: psycopg.Connection[Any],
        queries: Sequence[str],
        before: Sequence[str] = (),
        after: Sequence[str] = (),
    ) -> None:
        self.connection = connection
        self._queries = queries
        self.exchange = begin(connection, queries, before=before, after=after)

    def answers(self) -> list[list[Row]]:
        """The rows of each query, when all have come; raises the problem that ended them."""
        problem, rows = self.exchange.problem, self.exchange.rows
        if problem is not None:
            self.connection.execute("rollback")
            if len(rows) < len(self._queries):
                problem.add_note(f"while reading the catalog with: {self._queries[len(rows)]}")
            raise problem
        return rows


class _Reading:
    """A snapshot whose rows are on their way, kind by kind."""

    def __init__(self, questions: _Questions, scopes: Sequence[Scope]) -> None:
        self._questions = questions
        self._scopes = tuple(scopes)
        self._kinds = _wanted(scopes)
        self._encoding = questions.connection.info.encoding
        self.found = FoundRows({}, 0)

    def has(self, count: int) -> bool:
        """Whether the rows of so many kinds are there."""
        rows = self._questions.exchange.rows
        if len(rows) < len(_COMMON) + count:
            return False
        if not self.found.kinds:
            self._server, self._members = self._facts(rows[0]), self._extensions(rows[1])
            self.found = FoundRows(self._members, self._server.major, self._encoding)
        for i in range(len(self.found.kinds), count):
            self.found.take(self._kinds[i], rows[len(_COMMON) + i])
        return True

    def snapshot(self) -> tuple[Snapshot, Members]:
        """What was read; raises the problem that ended it."""
        _, _, privileges, others = (self._fields(rows) for rows in self._questions.answers()[: len(_COMMON)])
        self.has(len(self._kinds))
        snapshot = Snapshot(self._server, self.found, scopes=self._scopes)
        snapshot.default_privileges = tuple(
            DefaultPrivileges(role, schema, letter, parse_acl(acl)) for role, schema, letter, acl in privileges
        )
        described = list(others)
        known = self.found.known((classid, objid) for classid, objid, _ in described)
        snapshot.not_compared = tuple(
            sorted(
                description
                for classid, objid, description in described
                if (classid, objid) not in known and (classid.encode(), objid.encode()) not in self._members
            )
        )
        return snapshot, self._members

    def _fields(self, rows: list[Row]) -> Iterator[list[Any]]:
        return fields_of(rows, self._encoding)

    def _facts(self, rows: list[Row]) -> ServerFacts:
        ((version, database, role, superuser, *names),) = self._fields(rows)
        return ServerFacts(int(version), database, role, superuser == "t", *(read_array(one or "{}") for one in names))

    def _extensions(self, rows: list[Row]) -> Members:
        return {(a.encode(), b.encode()): (int(c), int(d)) for a, b, c, d in self._fields(rows)}


def _compare_early(readings: Sequence[_Reading], kinds: Sequence[Kind[Any]]) -> Iterator[bool]:
    """Compare two databases kind by kind while more is read; yields whether there is more to do at once."""
    if len(readings) != 2:
        return
    live, desired = readings
    for count, kind in enumerate(kinds, 1):
        while not (live.has(count) and desired.has(count)):
            yield False
        for _ in live.found.meet(desired.found, kind):
            yield True


class _Later:
    """What is asked of databases that were read side by side, when somebody wants to know it."""

    def __init__(
        self, connections: Sequence[psycopg.Connection[Any]], read: Sequence[tuple[Snapshot, Members]]
    ) -> None:
        self._connections = connections
        self._read = read
        self._asked: list[_Questions] = []  # all edges, on their way
        self._all: dict[int, Edges] = {}
        self._some: list[Edges] = []  # those of what the changes reach that were asked for
        self._changed: frozenset[Ref] = frozenset()

    def reached(self, position: int, refs: Collection[Ref]) -> set[tuple[str, ...]] | None:
        """The relations of one database that changes of these objects may reach; None where that is most of it."""
        if len(refs) > MOST:
            self._ask_all()
            return None
        if not self._some or self._changed != set(refs):
            self._changed = frozenset(refs)
            found = [snapshot.found for snapshot, _ in self._read if isinstance(snapshot.found, FoundRows)]
            finish([questions.exchange for questions in self._asked])
            asked = self._ask(queries_of_reached(found, refs))
            finish([questions.exchange for questions in asked])
            self._some = [self._edges(i, questions) for i, questions in enumerate(asked)]
        return self._some[position].relations

    def needs(self, position: int, snapshot: Snapshot) -> Needs:
        """The needs in a snapshot of one database, or in what is left of it without what no change reaches."""
        whole = snapshot.found is self._read[position][0].found
        # What is reached in another database alone has edges that were not asked for here.
        if not whole and not self._some[position].lack(self._some):
            return self._some[position].needs(snapshot)
        if not self._asked:
            self._ask_all()
            finish([questions.exchange for questions in self._asked])
        if position not in self._all:
            finish([self._asked[position].exchange])
            self._all[position] = self._edges(position, self._asked[position])
        return self._all[position].needs(snapshot)

    def _ask_all(self) -> None:
        """Ask all edges of all databases at once, to wait for each answer when it is needed."""
        self._asked = self._asked or self._ask([ALL] * len(self._read))

    def _ask(self, queries: Sequence[str]) -> list[_Questions]:
        """One question to each database."""
        return [_Questions(connection, [query]) for connection, query in zip(self._connections, queries, strict=True)]

    def _edges(self, position: int, questions: _Questions) -> Edges:
        return Edges(*self._read[position], questions.answers()[0])


def _wanted(scopes: Sequence[Scope]) -> list[Kind[Any]]:
    """The kinds in the order in which they are asked for."""
    wanted = (kind for kind in discover().values() if kind.scope is None or kind.scope in scopes)
    return sorted(wanted, key=lambda kind: not kind.numerous)


def _queries(scopes: Sequence[Scope]) -> list[LiteralString]:
    return [*_COMMON, *(kind.query for kind in _wanted(scopes))]
