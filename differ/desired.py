"""schema/ → scratch database → Snapshot; and clones of live databases to rehearse on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString, Self

from differ.catalog import read_snapshot
from differ.compare import compare
from differ.errors import RehearsalRefused
from differ.kinds import kind_of
from differ.likeness import administration, extensions, imitations
from differ.model import Found, Ref, Scope, Snapshot, Step
from differ.planning.order import ordered_steps
from differ.planning.plan import groups
from differ.planning.planner import collect
from differ.platforms import BASELINE_DATABASE
from differ.remembering import files_digest, remembered
from differ.scope import in_scope, is_left_alone, roles_left_alone
from differ.servers import ScratchServer, find_installation
from differ.servers.trees import StandIn
from differ.sql import ident, idents
from differ.words import Words, as_known_to, reworded, words_of

if TYPE_CHECKING:
    import psycopg

    from differ.platforms import Platform
    from differ.renames.hints import Hinted

_numbers = count(1)


class Scratch:
    """A disposable server of the live server's version, on which schema.sql is loaded and plans are rehearsed.

    `server` is one that runs already and goes on running afterwards. `warnings` says where the scratch server could
    not be like the live one. Where `scopes` ask for more than the objects of a database, each database gets a server to
    itself and is called as the live one is: roles are the whole server's.
    """

    def __init__(
        self,
        platform: Platform,
        live: Snapshot | None,
        *,
        explicit: Path | None = None,
        server: ScratchServer | None = None,
        scopes: Sequence[Scope] = (),
    ) -> None:
        self.platform = platform
        self.live = live
        self.warnings: list[str] = []
        self.scopes = tuple(scopes)
        self.role = live.server.role if live else platform.role
        self._lent = server is not None
        self.hinted: tuple[Hinted, ...] = ()  # the hints of the schema that was loaded last
        self._has_roles = False
        self._words: Words | None = None  # in which this server and the live one say the same, once it is asked
        self._databases: dict[Path, str] = {}  # those with a schema loaded
        self._apart: dict[str, ScratchServer] = {}  # the servers of databases that have one to themselves
        if server is not None:
            self.server = server
            self._installation = server.installation
            return
        self._installation = installation = find_installation(live.server.major if live else None, explicit=explicit)
        if live is not None and installation.major != live.server.major:
            self.warnings.append(
                f"the schema was judged by PostgreSQL {installation.version}, but the live server is "
                f"PostgreSQL {live.server.major}: install that, or name the folder of its programs as `postgres` in "
                "differ.yaml"
            )
        self.server = self._new_server()

    def __enter__(self) -> Self:
        return self

    def _new_server(self) -> ScratchServer:
        platform = self.platform
        return ScratchServer(
            self._installation,
            superuser=platform.superuser,
            key=platform.baseline_key,
            prepare=platform.prepare,
            extensions=extensions(self.live),
            stand_ins=[StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()],
        )

    def _start(self) -> None:
        """Bring the server up when it is needed first."""
        if not self._has_roles:
            self.server.start()
            self._make_roles(self.server)
            self._make_tablespaces(self.server)
            self._has_roles = True

    def __exit__(self, *_: object) -> None:
        for server in self._apart.values():
            server.stop()
        if not self._lent:
            self.server.stop()

    def new_database(self) -> str:
        """A fresh database with the platform's baseline, owned by the role that applies; its name."""
        name = f"scratch_{next(_numbers)}"
        if self.scopes:
            self._apart[name] = server = self._new_server()
            server.start()
            self._make_roles(server)
            self._make_tablespaces(server)
            server.replace_database(self._live_name(), template=BASELINE_DATABASE, owner=self.role)
        else:
            self._start()
            self.server.create_database(name, template=BASELINE_DATABASE, owner=self.role)
        if self.live is not None:
            statements = self.platform.adopt(self.live, self.server.installation.major)
            if statements:
                with self.connect(name, superuser=True) as connection:
                    connection.execute(";\n".join(statements).encode())
        return name

    def _live_name(self) -> str:
        return self.live.server.database if self.live else "postgres"

    def connect(self, database: str, *, superuser: bool = False) -> psycopg.Connection[Any]:
        """An autocommit connection as the role that applies, or as the superuser."""
        server = self._apart.get(database)
        if server is not None:
            return server.connect(self._live_name(), None if superuser else self.role)
        return self.server.connect(database, None if superuser else self.role)

    def read(self, connection: psycopg.Connection[Any]) -> Snapshot:
        """What a scratch database holds, in the live server's words; roles that stand in for its own do not count."""
        snapshot = read_snapshot(connection, self.scopes)
        snapshot.left_alone = frozenset(self._stand_ins())
        if self.live is not None and self.live.server.major < self._installation.major:
            snapshot = as_known_to(snapshot, self.live.server.major)
        return reworded(snapshot, self.words)

    @property
    def is_of_lives_version(self) -> bool:
        """Whether it prints what it reads as the live server does."""
        return self.live is None or self.live.server.major == self._installation.major

    @property
    def words(self) -> Words:
        """What the live structure is here and there in different words: found once, by a clone of it."""
        import psycopg

        if self._words is None and self.live is not None and not self.is_of_lives_version:
            self._words = {}  # so the clone is read in this server's own
            try:
                _, made, wanted = self._cloned(self.live)
                self._words = words_of(made, wanted)
            except psycopg.Error as error:
                reason = str(error).partition("\n")[0]
                self.warnings.append(
                    f"PostgreSQL {self._installation.version} could not clone the live structure ({reason}): what the "
                    "two versions print in different words, such as views, is planned to change"
                )
        return self._words or {}

    def described(self, schema: Path) -> Snapshot:
        """What schema.sql, or a folder of files, describes; from memory where nothing has changed since."""

        def load() -> tuple[Snapshot, list[str], tuple[Hinted, ...]]:
            known = len(self.warnings)
            self._databases[schema], snapshot = self.load(schema)
            warnings, self.warnings[known:] = self.warnings[known:], []
            return snapshot.settled(), warnings, self.hinted

        key = self.key(schema)
        snapshot, warnings, self.hinted = load() if key is None else remembered(key, load)
        self.warnings += warnings
        return snapshot

    def database(self, schema: Path) -> str:
        """The name of the database that holds the schema."""
        if schema not in self._databases:
            known = len(self.warnings)
            self._databases[schema], _ = self.load(schema)
            del self.warnings[known:]
        return self._databases[schema]

    def key(self, schema: Path) -> tuple[object, ...] | None:
        """Everything that a described snapshot depends on; None where that cannot be told without reading more."""
        files = files_digest(schema) if not self._lent and self.is_of_lives_version else None
        return None if files is None else ("schema", files, *self._ground())

    def _ground(self) -> tuple[object, ...]:
        """What an empty scratch database depends on."""
        installation, platform, live = self._installation, self.platform, self.live
        return (
            (str(installation.bin), installation.version, platform.name, platform.baseline_key, self.role),
            live and (platform.adopt(live, installation.major), sorted(extensions(live).items()), live.server),
            self.scopes and (self.scopes, sorted(self._stand_ins()), self._owners()),
        )

    def _owners(self) -> list[str | None]:
        return [item.owner for item in self.live.found.of_kind("database").values()] if self.live else []

    def _baseline(self, connection: psycopg.Connection[Any]) -> Snapshot:
        """What is in an empty scratch database, to which the connection is."""

        def read() -> Snapshot:
            return self.read(connection).settled()

        return read() if self._lent else remembered(("baseline", connection.info.user, *self._ground()), read)

    def load(self, schema: Path, *, may_be_empty: bool = False) -> tuple[str, Snapshot]:
        """Run schema.sql, or a folder of files, in a fresh database: its name and what it holds."""
        from differ.scripts import read_script, run_script

        script = read_script(schema, may_be_empty=may_be_empty)
        database = self.new_database()
        with self.connect(database) as connection:
            baseline = self._baseline(connection)
            report = run_script(connection, script)
            snapshot = self.read(connection)
            self.warnings += [*report.warnings, *self._passed_over(baseline, snapshot, connection)]
        self.hinted = ()
        if script.hints:
            from differ.hints import with_conversions
            from differ.renames.hints import hinted_objects

            self.hinted = hinted_objects(script.hints, snapshot)
            snapshot = with_conversions(script.hints, snapshot)
        return database, as_described(self._belonging(snapshot))

    def _belonging(self, described: Snapshot) -> Snapshot:
        """The snapshot with the live database's owner where the files choose none."""
        owner = next(iter(self._owners()), None)
        if owner is None:
            return described
        found = {ref: kind_of(ref).belonging(item, self.role, owner) for ref, item in described.objects.items()}
        return replace(described, found=Found(found, described.births))

    def _passed_over(
        self, baseline: Snapshot, described: Snapshot, connection: psycopg.Connection[Any]
    ) -> Iterable[str]:
        """What the files do and no plan will: to objects of the platform, and rows."""
        alone = roles_left_alone(baseline)
        for change in compare(baseline, described):
            item = change.desired or change.live
            if item is not None and is_left_alone(item, described, self.platform, alone):
                yield (
                    f"the schema changes {change.ref}, which is not planned: the platform's roles, and the one that "
                    "connects, are left alone"
                )
            elif self.platform.is_managed(change.ref, described if change.desired else baseline):
                yield f"the schema changes {change.ref}, which belongs to the platform: that is not planned"
        for path in connection.execute(_FILLED_TABLES).fetchall():
            if not self.platform.is_managed(Ref("table", path), described):
                name = ".".join(path)
                yield f"the schema puts rows into {name}: that is not planned, reference rows belong into schema/seeds"

    def clone(self, live: Snapshot, rows: Sequence[str] = ()) -> str:
        """A database with the structure of the live one, made from its snapshot, and with some rows; its name.

        `rows` are statements that run with foreign keys and triggers off.

        Raises RehearsalRefused, naming what differs, where the clone does not come out equal.
        """
        import psycopg

        try:
            database, made, wanted = self._cloned(live, rows)
        except psycopg.Error as error:
            if rows or self.is_of_lives_version:
                raise
            raise RehearsalRefused(
                f"PostgreSQL {self._installation.version} cannot make the live structure to rehearse on: "
                + str(error).partition("\n")[0]
            ) from None
        differences = differences_between(made, wanted)
        if differences:
            raise RehearsalRefused(
                "the rehearsal could not clone the live structure: " + "; ".join(differences[:5]),
                remedy="Use --no-rehearsal to plan without the proof, and report this as a bug.",
            )
        return database

    def _cloned(self, live: Snapshot, rows: Sequence[str] = ()) -> tuple[str, Snapshot, Snapshot]:
        """Its name, what it holds, and what it is to hold."""
        database = self.new_database()
        with self.connect(database, superuser=True) as connection:
            empty, wanted = in_scope(self._baseline(connection), live, self.platform)
            run_steps(connection, ordered_steps(collect(empty, wanted)))
            for statement in (*imitations(wanted, self.role), *administration(wanted, self.role)):
                connection.execute(statement.encode())
            made, wanted = in_scope(self._read_clone(database, connection), live, self.platform)
            if rows:
                connection.execute(";\n".join(("SET session_replication_role = replica", *rows)).encode())
        return database, made, wanted

    def _read_clone(self, database: str, connection: psycopg.Connection[Any]) -> Snapshot:
        """The clone as the role that applies sees it: what may be said of roles depends on who asks."""
        if "roles" not in self.scopes:
            return self.read(connection)
        with self.connect(database) as acting:
            return self.read(acting)

    def _stand_ins(self) -> set[str]:
        """The live server's roles that have to be there to be named; those that are compared are for files to make."""
        if self.live is None:
            return set()
        names = set(self.live.server.roles)
        if "roles" in self.scopes:
            theirs = {ref.path[0] for ref in self.live.found.of_kind("role")}
            names -= {name for name in theirs if not self.platform.is_managed(Ref("role", (name,)), self.live)}
        return names | {self.role}

    def _make_roles(self, server: ScratchServer) -> None:
        with server.connect() as connection:
            known = {name for (name,) in connection.execute("select rolname from pg_roles").fetchall()}
            wanted = self._stand_ins() - known
            statements = [f"create role {ident(name)}" for name in sorted(wanted)]
            if self.role not in known:
                attributes = "superuser" if self.live and self.live.server.superuser else "createdb createrole"
                if self.role not in wanted:
                    statements.append(f"create role {ident(self.role)}")
                statements.append(f"alter role {ident(self.role)} login {attributes}")
                others = sorted(wanted - {self.role})
                if others and attributes != "superuser":
                    statements.append(f"grant {idents(others)} to {ident(self.role)}")
            if statements:
                connection.execute(";\n".join(statements).encode())

    def _make_tablespaces(self, server: ScratchServer) -> None:
        """The live server's, which a dump names and does not create; each is a folder inside the scratch server's."""
        names = self.live.server.tablespaces if self.live is not None else ()
        if not names:
            return
        with server.connect() as connection:
            known = {name for (name,) in connection.execute("select spcname from pg_tablespace").fetchall()}
            connection.execute("set allow_in_place_tablespaces = on")
            for name in sorted({*names} - known):
                connection.execute(f"create tablespace {ident(name)} location ''".encode())
                connection.execute(f"grant create on tablespace {ident(name)} to public".encode())


_FILLED_TABLES: LiteralString = """
    select n.nspname::text, c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.oid >= '16384'::oid and pg_relation_size(c.oid) > 0 order by 1, 2
"""


def as_described(snapshot: Snapshot) -> Snapshot:
    """A snapshot of files, without what files leave to the server."""
    described = {ref: kind_of(ref).as_described(item) for ref, item in snapshot.objects.items()}
    return replace(snapshot, found=Found(described, snapshot.births), described=True)


def run_steps(connection: psycopg.Connection[Any], steps: Sequence[Step]) -> None:
    """Run steps on a scratch database; raises the server's error with the statement in its notes."""
    connection.execute("set check_function_bodies = off")
    for _, run in groups(steps):
        try:
            # A text of several statements is one round trip and one transaction.
            connection.execute(";\n".join(step.sql for step in run).encode())
        except Exception:
            if len(run) > 1:
                _run_singly(connection, run)
            raise


def _run_singly(connection: psycopg.Connection[Any], steps: Sequence[Step]) -> None:
    """Run again what failed together, to learn which statement it was."""
    for step in steps:
        try:
            connection.execute(step.sql.encode())
        except Exception as error:
            error.add_note(f"while running: {step.sql}")
            raise


def differences_between(found: Snapshot, wanted: Snapshot) -> list[str]:
    """What differs, by name, in words."""
    from differ.compare import compare

    lines = []
    for change in compare(found, wanted):
        if change.live is None:
            lines.append(f"{change.ref} is missing")
        elif change.desired is None:
            lines.append(f"{change.ref} should not be there")
        else:
            before, after = change.live.values(), change.desired.values()
            names = [name for name in before if before[name] != after[name]]
            names += [n for n in ("owner", "acl", "comment") if getattr(change.live, n) != getattr(change.desired, n)]
            lines.append(f"{change.ref} differs in {', '.join(names)}")
    return lines


__all__ = ["Scratch", "as_described", "differences_between", "run_steps"]
