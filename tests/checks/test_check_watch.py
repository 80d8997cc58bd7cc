"""`differ check --watch`: later rounds say what is new and start nothing anew; no test waits."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import psycopg
import pytest
from rich.console import Console

from differ.checks.findings import Finding, Report, Status
from differ.cli.checking import Checking, Wishes
from differ.cli.watching import Clock, watch
from differ.configuration import load_configuration
from differ.desired import Scratch
from differ.errors import ConnectionFailed, SchemaError
from differ.plans import nothing_to_report
from differ.reports.check_changes import show_changes
from differ.reports.forms import Checked
from differ.reports.places import SchemaPlaces
from differ.servers import ScratchServer
from differ.targets import find_target

_numbers = count(1)
SCHEMA = "create table public.notes (id integer primary key, body text);"
SPEC = "version: 1\ndrift: none\ntables:\n  notes: {columns: [id, body]}\n"

Interlude = Callable[[], None]


class Scripted(Clock):
    """A clock that stands still; each wait runs the next interlude, and behind the last one somebody interrupts."""

    def __init__(self, *interludes: Interlude) -> None:
        self._interludes = iter(interludes)
        self.slept: list[float] = []

    def now(self) -> str:
        return "NOW"

    def seconds(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        interlude = next(self._interludes, None)
        if interlude is None:
            raise KeyboardInterrupt
        interlude()


@dataclass
class Watched:
    """A project, its database, and what watching it has given."""

    folder: Path
    server: ScratchServer
    database: str
    results: list[Report] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    sessions: list[int] = field(default_factory=list)

    def run(self, *interludes: Interlude) -> int:
        target = find_target(load_configuration(self.folder), self.server.url(self.database), environment={})
        with target, Checking(target, self.folder / "expected_state.yaml", Wishes()) as checking:

            def check() -> Checked:
                return checking.round(nothing_to_report, self.said.append)

            def show(checked: Checked, _: Checked | None) -> None:
                self.results.append(checked.report)
                self.sessions.append(checking.connection().info.backend_pid)

            return watch(check, show, self.said.append, 60, Scripted(*interludes))

    def execute(self, sql: str) -> None:
        with self.server.connect(self.database) as connection:
            connection.execute(sql.encode())

    def end_sessions(self) -> None:
        with self.server.connect() as connection:
            connection.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s", [self.database]
            )


@pytest.fixture
def watched(plain_server: ScratchServer, tmp_path: Path) -> Watched:
    database = f"watched_{next(_numbers)}"
    plain_server.create_database(database)
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "schema.sql").write_text(SCHEMA)
    (tmp_path / "differ.yaml").write_text("platform: plain\n")
    (tmp_path / "expected_state.yaml").write_text(SPEC)
    made = Watched(tmp_path, plain_server, database)
    made.execute(SCHEMA)
    return made


def _pass() -> None:
    """A wait in which nothing happens."""


def test_nothing_that_can_be_kept_is_made_again(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def call(*arguments: object, **options: object) -> object:
            made.append(name)
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, call)

    monkeypatch.setenv("DIFFER_NO_CACHE", "1")
    counted(Scratch, "described")
    counted(__import__("differ.cli.checking").cli.checking, "load_spec")
    assert watched.run(_pass, _pass, _pass) == 0
    assert sorted(made) == ["described", "load_spec"]
    assert len(set(watched.sessions)) == 1
    assert [result.counts["hold"] for result in watched.results] == [4] * 4
    assert watched.said == []


def test_files_that_change_are_read_again(watched: Watched) -> None:
    def other_spec() -> None:
        (watched.folder / "expected_state.yaml").write_text(SPEC.replace("body]", "body, extra]"))

    def other_schema() -> None:
        (watched.folder / "schema" / "schema.sql").write_text(SCHEMA.replace("body text", "body text, extra text"))

    def database() -> None:
        watched.execute("alter table notes add extra text")

    assert watched.run(other_spec, other_schema, database) == 0
    failing = [[f.name for f in result.findings if f.status == "fail"] for result in watched.results]
    column = "table public.notes: column extra"
    assert failing == [[], [column], ["column public.notes.extra", column], []]


def test_a_lost_connection_is_said_and_made_again(watched: Watched) -> None:
    assert watched.run(watched.end_sessions) == 0
    assert watched.said == ["the connection was lost; connecting again"]
    assert [result.counts["fail"] for result in watched.results] == [0, 0]
    assert len(set(watched.sessions)) == 2


def test_a_database_that_is_away_is_tried_again(watched: Watched) -> None:
    away = f"{watched.database}_away"

    def rename(before: str, after: str) -> None:
        watched.end_sessions()
        with watched.server.connect() as connection:
            connection.execute(f"alter database {before} rename to {after}".encode())

    ends = watched.run(lambda: rename(watched.database, away), _pass, lambda: rename(away, watched.database))
    assert ends == 0
    assert len(watched.results) == 2
    lost, first, second = watched.said
    assert lost == "the connection was lost; connecting again"
    assert first == second
    assert first.startswith("cannot connect to ")
    assert first.endswith("; trying again in 60 s")


def test_the_exit_code_is_that_of_the_last_round(watched: Watched) -> None:
    assert watched.run(lambda: watched.execute("drop table notes")) == 1
    assert watched.run() == 1

    def bad_spec() -> None:
        (watched.folder / "expected_state.yaml").write_text("version: 1\ntabels: {}\n")

    assert watched.run(bad_spec) == SchemaError.exit_code
    assert 'expected_state.yaml:2:1: unknown key "tabels"; trying again in 60 s' in watched.said[-1]


def test_what_fails_in_the_first_round_is_raised(watched: Watched) -> None:
    watched.database = "nowhere"
    with pytest.raises(ConnectionFailed):
        watched.run()


def test_an_interrupted_round_ends_as_the_one_before(watched: Watched) -> None:
    rounds = count(1)
    report = Report("d", "s", (), 0.0)

    def check() -> Checked:
        if next(rounds) == 2:
            raise KeyboardInterrupt
        return Checked(report, "d", SchemaPlaces(watched.folder))

    clock = Scripted(_pass)
    assert watch(check, lambda *_: None, watched.said.append, 60, clock) == 0
    assert clock.slept == [60]


def _finding(status: Status, name: str, expected: str = "x", found: str = "y", reason: str | None = None) -> Finding:
    return Finding("tables", name, "", status, "spec.yaml:7:3", expected, found, reason)


def _changes(before: list[Finding], after: list[Finding]) -> list[str]:
    stream = io.StringIO()
    report = Report("shop", "spec.yaml", tuple(before), 0.1)
    show_changes(report, replace(report, findings=tuple(after)), "NOW", Console(file=stream, width=200))
    return stream.getvalue().splitlines()


def test_what_is_new_is_said_and_nothing_else() -> None:
    a, b = _finding("fail", "a"), _finding("fail", "b")
    assert _changes([a], [a]) == ["NOW unchanged, Check: 0 hold, 1 failed (0.1 s)"]
    assert _changes([a], [replace(a, where="spec.yaml:9:3")]) == ["NOW unchanged, Check: 0 hold, 1 failed (0.1 s)"]
    assert _changes([a], [b, replace(a, status="hold")]) == [
        "NOW Check: 1 hold, 1 failed (0.1 s)",
        "  ✗ tables: b: expected x, found y  spec.yaml:7:3",
        "  ✓ tables: a does not fail any more",
    ]
    assert _changes([a], [replace(a, found="z")])[1:] == ["  ✗ tables: a: expected x, found z  spec.yaml:7:3"]
    assert _changes([a], [replace(a, status="error", reason="no privilege")])[1:] == [
        "  ! tables: a: could not be evaluated: no privilege  spec.yaml:7:3"
    ]


def test_one_cause_is_said_once() -> None:
    lost = [replace(_finding("fail", "t", reason="t is missing"), title=f"column {i}") for i in range(3)]
    assert _changes([], lost)[1:] == [
        "  ✗ tables: t: column 0: cannot hold: t is missing, and 2 more assertions about it  spec.yaml:7:3"
    ]
    assert _changes(lost, [])[1:] == ["  ✓ tables: t: column 0 does not fail any more, nor do 2 more"]


def test_psycopg_raises_what_is_told(watched: Watched) -> None:
    rounds = count(1)

    def check() -> Checked:
        if next(rounds) == 2:
            raise psycopg.OperationalError("server closed\nthe connection")
        return Checked(Report("d", "s", (), 0.0), "d", SchemaPlaces(watched.folder))

    assert watch(check, lambda *_: None, watched.said.append, 60, Scripted(_pass)) == 8
    assert watched.said == ["server closed the connection; trying again in 60 s"]
