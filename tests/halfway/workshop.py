"""One server with the finished database and its clones; plans and applies as the command line does."""

from __future__ import annotations

import dataclasses
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from differ.applying.apply import name_of
from differ.applying.converge import converge
from differ.checks.evaluate import check
from differ.checks.spec import load_spec
from differ.configuration import load_configuration
from differ.desired import Scratch
from differ.planning.plan import Plan
from differ.plans import plan_target
from differ.platforms import BASELINE_DATABASE, Supabase
from differ.servers import ScratchServer, find_installation
from differ.servers.trees import StandIn
from differ.sql import ident
from differ.targets import Target, find_target

from .rows import insert_user_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from differ.model import Scope, Snapshot
    from differ.platforms import Platform

PROJECT = Path(__file__).parents[2]
FINISHED = "finished"

_REFERRING = """
    with recursive pairs (referred, referring) as (
        select confrelid, conrelid from pg_constraint where contype = 'f'
        union
        select p.referred, k.conrelid from pairs p join pg_constraint k on k.contype = 'f' and k.confrelid = p.referring
    )
    select format('%s.%s', n.nspname, c.relname), referring::regclass::text
    from pairs join pg_class c on c.oid = referred join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' order by 1, 2
"""


class Workshop:
    """A running server. `finished` is the database as described, with rows of users, to be cloned."""

    def __init__(self) -> None:
        platform = Supabase()
        self.server = ScratchServer(
            find_installation(),
            superuser=platform.superuser,
            key=platform.baseline_key,
            prepare=platform.prepare,
            stand_ins=[StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()],
        )
        self.settings = load_configuration(PROJECT)
        self.spec = load_spec(self.settings.expected_state)
        self.referring: dict[str, list[str]] = {}
        self.described: dict[tuple[Any, ...], tuple[str, Snapshot]] = {}
        self._numbers = count(1)

    def make_finished(self) -> None:
        """Converge an empty project and give it rows."""
        self.server.create_database(FINISHED, template=BASELINE_DATABASE, owner="postgres")
        plan = self.plan(FINISHED)
        assert plan.proven is True, plan.findings
        self.apply(FINISHED, plan)
        with self.server.connect(FINISHED) as superuser:
            insert_user_rows(superuser)
            for table, referring in superuser.execute(_REFERRING).fetchall():
                self.referring.setdefault(table, []).append(referring)

    def new_database(self, template: str = FINISHED) -> str:
        """A clone of a template; its name."""
        name = f"live_{next(self._numbers)}"
        self.server.create_database(name, template=template, owner="postgres")
        return name

    def drop(self, database: str) -> None:
        """Drop a clone, and what its rehearsals left behind."""
        kept = {name for name, _ in self.described.values()}
        with self.server.connect() as connection:
            rows = connection.execute(r"select datname from pg_database where datname like 'scratch\_%'").fetchall()
            for name in [database, *(name for (name,) in rows if name not in kept)]:
                connection.execute(f"drop database if exists {ident(name)} with (force)".encode())

    def failures(self, database: str) -> list[str]:
        """What expected_state.yaml promises and the database does not hold."""
        with self.target(database) as target, target.connect(purpose="check") as connection:
            report = check(connection, self.spec, allow_writes=True)
        return [f"{one.where}: {one}" for one in report.findings if one.status in ("fail", "error")]

    def target(self, database: str) -> Target:
        """The database as an address that a user gives."""
        return find_target(self.settings, self.server.url(database, "postgres"))

    def plan(self, database: str) -> Plan:
        """The plan, rehearsed, as `differ plan` makes it."""
        with self.target(database) as target, target.connect(purpose="plan", read_only=True) as connection:
            return plan_target(target, connection, make_scratch=self._scratch).plan

    def apply(self, database: str, plan: Plan) -> None:
        """Apply, with leave for exactly the losses that the plan names."""
        allowed = [name_of(step) for step in plan.losses()]
        with self.target(database) as target, target.connect(purpose="apply") as connection:
            converge(target, connection, plan, allowed=allowed)

    def _scratch(
        self, platform: Platform, live: Snapshot, *, explicit: Path | None = None, scopes: Sequence[Scope] = ()
    ) -> Scratch:
        return _LentScratch(self, platform, live, explicit)


class _LentScratch(Scratch):
    """A scratch on the workshop's server that loads the schema once for all databases with the same ground."""

    def __init__(self, workshop: Workshop, platform: Platform, live: Snapshot, explicit: Path | None) -> None:
        super().__init__(platform, live, explicit=explicit, server=workshop.server)
        self._described = workshop.described

    def load(self, schema: Path, *, may_be_empty: bool = False) -> tuple[str, Snapshot]:
        assert self.live is not None
        ground = tuple(self.platform.adopt(self.live, self.server.installation.major))
        if ground not in self._described:
            self._described[ground] = super().load(schema, may_be_empty=may_be_empty)
        database, snapshot = self._described[ground]
        return database, dataclasses.replace(snapshot, memo={})


def workshop() -> Iterator[Workshop]:
    """A workshop for as long as a fixture lives."""
    made = Workshop()
    with made.server:
        made.make_finished()
        yield made
