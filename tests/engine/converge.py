"""Whether a plan turns one database into another: applied, read again, and attested by pg_dump.

`converge` is the whole proof for one pair of SQL texts, in four directions: both ways, and from empty to each.
"""

from __future__ import annotations

import dataclasses
import itertools
import os
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import psycopg

from differ.catalog import read_snapshot, read_snapshots
from differ.compare import compare
from differ.errors import DifferError
from differ.narrowing import narrowed
from differ.planning.order import ordered_steps
from differ.planning.plan import groups
from differ.planning.planner import collect
from differ.servers import Installation, find_installation, find_installations
from differ.sql import ident

from .kept import identities, lost_rows, made_anew, row_counts, values
from .witness import disagreement, dump, normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from differ.model import Scope, Snapshot, Step
    from differ.servers import ScratchServer

# Another server than those of this machine, to be proven on alone: TEST_POSTGRES names its bin folder.
_FOLDER = os.environ.get("TEST_POSTGRES")
OTHER: Installation | None = find_installation(explicit=Path(_FOLDER)) if _FOLDER else None

ROLES = ("alice", "bob", "carol")
TABLESPACE = "case_space"
# Empty, and without what pg_dump reads each time to leave it out: information_schema, comments on built-in objects.
_TEMPLATE = "case_template"
_OPTIONS = "--no-security-labels"  # there is no provider of any

_numbers = itertools.count(1)
_EMPTY: WeakKeyDictionary[ScratchServer, Loaded] = WeakKeyDictionary()
_PAST: WeakKeyDictionary[ScratchServer, list[str]] = WeakKeyDictionary()  # databases of the last proof on a server
_CASCADE = re.compile(r"DROP .*\bCASCADE\Z|.* DROP \w+ .*\bCASCADE\Z", re.S)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a case asks of its plans: patterns for the SQL from a to b, and what may be made anew.

    `recreates` names tables (`public.t`) and columns (`public.t.c`) that PostgreSQL cannot keep, in either direction;
    what is made anew with all its rows or values needs no leave.
    `scopes` ask for roles, or the database itself, on a server for each side.
    """

    forbid: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    recreates: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()


@dataclass(slots=True)
class Direction:
    """One plan: its script, and what went wrong with it."""

    name: str
    steps: Sequence[Step] | None = None
    script: str = ""
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """The proof of one pair."""

    directions: list[Direction]

    @property
    def failed(self) -> list[Direction]:
        """The directions that did not converge."""
        return [direction for direction in self.directions if direction.failures]

    def explain(self) -> str:
        """Failures and scripts of the directions that failed, for people."""
        return "\n".join(
            f"==== {direction.name}\n" + "\n".join(direction.failures) + f"\n---- the plan\n{direction.script}\n"
            for direction in self.failed
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A database made from SQL, and what is known of it; nobody has a connection to the empty one."""

    database: str
    connection: psycopg.Connection[Any] | None
    snapshot: Snapshot
    identities: dict[str, int]
    rows: dict[int, tuple[str, int]]
    values: dict[str, str]
    dump: list[str]


@dataclass(slots=True)
class _Databases:
    """The databases of one proof, made over one connection; they go after the next, when all have left them."""

    administrator: psycopg.Connection[Any]
    past: list[str]
    made: list[str] = field(default_factory=list)

    def new(self, template: str) -> str:
        name = f"case_{next(_numbers)}"
        self.administrator.execute(f"create database {name} template {template} strategy file_copy".encode())
        self.made.append(name)
        return name

    def drop(self) -> None:
        for name in self.past:
            self.administrator.execute(f"drop database if exists {name}".encode())
        self.past[:] = self.made


def create_shared(server: ScratchServer) -> None:
    """Make the roles and the tablespace that cases may name; they belong to the whole server."""
    with server.connect() as connection:
        for role in ROLES:
            connection.execute(f"create role {ident(role)} nologin".encode())
        connection.execute(b"set allow_in_place_tablespaces = on")
        connection.execute(f"create tablespace {TABLESPACE} location ''".encode())
    server.create_database(_TEMPLATE)
    with server.connect(_TEMPLATE) as connection:
        connection.execute(b"set allow_system_table_mods = on")
        connection.execute(b"drop schema information_schema cascade")
        # But schemas and extensions are dumped where theirs have changed.
        kept = "'pg_namespace'::regclass, 'pg_extension'::regclass"
        connection.execute(f"delete from pg_description where classoid not in ({kept})".encode())
        connection.execute(b"vacuum full")
    server.connect(_TEMPLATE).close()  # to have what is known of its catalogs written down, for all that is made of it


def pg_dump_for(server: ScratchServer) -> Path:
    """The pg_dump of the server's own major version, or of the next newer one that has it."""
    major = server.installation.major
    known: list[Installation] = [*([OTHER] if OTHER else ()), *find_installations()]
    found = [one for one in known if one.major >= major and (one.bin / "pg_dump").is_file()]
    return min(found, key=lambda one: one.major).tool("pg_dump")


def converge(
    server: ScratchServer, a_sql: str, b_sql: str, budget: Budget | None = None, *, from_empty: str = "ab"
) -> Outcome:
    """Prove the pair on a running server that has the roles, and from empty for the sides that `from_empty` names;
    raises psycopg.Error where a text does not load."""
    budget = budget or Budget()
    with server.connect() as administrator:
        databases = _Databases(administrator, _PAST.setdefault(server, []))
        try:
            directions = _directions(server, databases, (a_sql, b_sql), budget, from_empty)
        finally:
            databases.drop()
    keep_within(budget, directions[0])
    return Outcome(directions)


def _directions(
    server: ScratchServer, databases: _Databases, texts: tuple[str, str], budget: Budget, from_empty: str
) -> list[Direction]:
    pg_dump = pg_dump_for(server)
    with ExitStack() as stack:  # the plans of what changes reach ask the databases again
        names = [databases.new(_TEMPLATE) for _ in texts]
        connections = [stack.enter_context(server.connect(name)) for name in names]
        a, b = _loaded(server, pg_dump, names, connections, texts)
        pairs = [("from a to b", a, b), ("from b to a", b, a)]
        # What is as good as empty needs no third and fourth direction.
        if from_empty and all(map(collapse, texts)):
            empty, sides = _empty(server, databases), {"a": a, "b": b}
            pairs += [(f"from empty to {side}", empty, sides[side]) for side in from_empty]
        planned = [(_plan(name, live, wanted), live, wanted) for name, live, wanted in pairs]
        # When all is known of the databases that were loaded, the plans run in them.
        return [_direct(server, pg_dump, *one, budget, databases) for one in planned]


def collapse(sql: str) -> str:
    """The SQL without lines that are comments; empty for an empty database."""
    return "\n".join(line for line in sql.splitlines() if line.strip() and not line.startswith("--"))


def _loaded(
    server: ScratchServer,
    pg_dump: Path,
    names: Sequence[str],
    connections: Sequence[psycopg.Connection[Any]],
    texts: Sequence[str],
) -> list[Loaded]:
    """Databases made from SQL; the connections are in the transactions in which they were read."""
    held = []
    for connection, sql in zip(connections, texts, strict=True):
        connection.execute(sql.encode())
        connection.execute(b"reset all")
        numbers = identities(connection)
        held.append((numbers, row_counts(connection, numbers), values(connection)))
    snapshots = read_snapshots(connections)
    for snapshot in snapshots:
        snapshot.needed_by()  # to be known when the connections are closed
    dumps = [normalised(dump(pg_dump, server.url(name), _OPTIONS)) for name in names]
    return [
        Loaded(name, connection, snapshot, *known, entries)
        for name, connection, snapshot, known, entries in zip(names, connections, snapshots, held, dumps, strict=True)
    ]


def _empty(server: ScratchServer, databases: _Databases) -> Loaded:
    if server not in _EMPTY:
        with server.connect(databases.new(_TEMPLATE)) as connection:
            _EMPTY[server] = Loaded(_TEMPLATE, None, read_snapshot(connection), {}, {}, {}, [])
    return _EMPTY[server]


def _plan(name: str, live: Loaded, wanted: Loaded) -> Direction:
    """The steps of one direction, which have to be the same where what no change reaches is left aside."""
    direction = Direction(name)
    try:
        direction.steps = steps = ordered_steps(collect(live.snapshot, wanted.snapshot))
        narrow = steps
        if live.snapshot.find_reached is not None:
            narrow = ordered_steps(collect(*narrowed(live.snapshot, wanted.snapshot)))
    except (DifferError, LookupError) as error:
        direction.failures.append(f"no plan: {error!r}")
        return direction
    direction.script = "\n".join(f"{step.sql};" for step in steps)
    if narrow != steps:
        direction.failures.append("with parts of tables left aside:\n" + "\n".join(f"{step.sql};" for step in narrow))
        direction.failures += [
            f"{one} is not {other}" for one, other in zip(narrow, steps, strict=False) if one != other
        ]
    return direction


def _direct(
    server: ScratchServer,
    pg_dump: Path,
    direction: Direction,
    live: Loaded,
    wanted: Loaded,
    budget: Budget,
    databases: _Databases,
) -> Direction:
    """What comes of a plan."""
    if direction.steps is None:
        return direction
    steps = direction.steps
    # A type and its functions can need each other: PostgreSQL drops them in no other way.
    mutual = ("base type", "range type")
    cascades = (step.sql for step in steps if step.ref.kind not in mutual and _CASCADE.match(step.sql))
    direction.failures += [f"CASCADE: {sql}" for sql in cascades]
    database = live.database if live.connection else databases.new(live.database)
    with ExitStack() as stack:
        connection = live.connection or stack.enter_context(server.connect(database))
        connection.execute(b"rollback")  # it is in the transaction in which it was read
        connection.execute(b"discard all")
        if not applied(connection, steps, direction):
            return direction
        (after,) = read_snapshots([connection])
        direction.failures += [f"still differs: {line}" for line in differences(after, wanted.snapshot)]
        if live.identities:
            numbers, digests = identities(connection), values(connection)
            kept = {name for name, digest in live.values.items() if digests.get(name) == digest}
            direction.failures += made_anew(live.identities, numbers, budget.recreates, kept)
            direction.failures += lost_rows(live.rows, row_counts(connection, numbers))
    found = normalised(dump(pg_dump, server.url(database), _OPTIONS))
    words = disagreement(found, wanted.dump)
    direction.failures += [f"pg_dump disagrees:\n{words}"] if words else []
    return direction


def applied(connection: psycopg.Connection[Any], steps: Sequence[Step], direction: Direction) -> bool:
    """Run the steps as an apply does; whether all of them worked."""
    connection.execute(b"set check_function_bodies = off")
    for transactional, together in groups(steps):
        connection.execute(b"begin" if transactional else b"select")
        for step in together:
            try:
                connection.execute(step.sql.encode())
            except psycopg.Error as error:
                direction.failures.append(f"a step failed: {error}\n{step.sql}")
                connection.execute(b"rollback")
                return False
        connection.execute(b"commit" if transactional else b"select")
    return True


def differences(found: Snapshot, wanted: Snapshot) -> Iterator[str]:
    """What one snapshot has and the other has not, and what a second plan would do."""
    for change in compare(found, wanted):
        if change.live is None or change.desired is None:
            yield f"{change.ref} is {'missing' if change.live is None else 'still there'}"
            continue
        for name in (one.name for one in dataclasses.fields(change.live) if one.compare):
            live, desired = getattr(change.live, name), getattr(change.desired, name)
            if live != desired:
                yield f"{change.ref}: {name} is {live!r}, not {desired!r}"
    steps = ordered_steps(collect(found, wanted))
    yield from (f"the second plan has: {step.sql}" for step in steps)


def keep_within(budget: Budget, direction: Direction) -> None:
    """Note what the plan has and must not have, or the other way round."""
    for pattern in budget.forbid:
        if re.search(pattern, direction.script):
            direction.failures.append(f"the plan must not contain: {pattern}")
    for pattern in budget.require:
        if direction.script and not re.search(pattern, direction.script):
            direction.failures.append(f"the plan must contain: {pattern}")
