"""`differ apply`: what it asks, refuses, does and undoes."""

from __future__ import annotations

import shlex
import signal
import time
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from differ.applying.apply import LOCK_KEY

from .project import SCHEMA, Project, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

Connection = psycopg.Connection[Any]

POOLER = "postgresql://postgres.abcdefghijklmnopqrst:s3cr3t@aws-0-eu-west-3.pooler.supabase.com:6543/postgres"


@pytest.fixture
def other(project: Project) -> Iterator[Connection]:
    """Another session's connection, in a transaction."""
    assert project.url is not None
    with psycopg.connect(project.url, application_name="another program") as connection:
        yield connection


def test_every_object_is_reported_and_the_end_said(project: Project) -> None:
    output = project.run("apply", "--yes").output
    assert "  create table public.users\n" in output
    assert "  create view public.recent\n" in output
    assert output.endswith("Applied: the database is as described, and a new plan would be empty.\n")
    assert "Nothing to do" in project.run("apply", "--yes").output


class TestAsking:
    def test_without_a_terminal_it_wants_to_be_told(self, project: Project, live: Connection) -> None:
        errors = project.run("apply", code=3).errors
        assert "--yes" in errors
        assert rows(live, "select from pg_class where relname = 'users'") == []

    def test_no_changes_nothing(self, project: Project, live: Connection) -> None:
        shown = project.run_on_terminal("apply", say="n")
        assert shown.code == 3
        assert "nothing was changed" in shown.output
        assert rows(live, "select from pg_class where relname = 'users'") == []

    def test_yes_applies(self, project: Project, live: Connection) -> None:
        shown = project.run_on_terminal("apply", say="y")
        assert shown.code == 0, shown.output
        assert len(rows(live, "select from pg_class where relname = 'users'")) == 1


class TestLosses:
    @pytest.fixture
    def with_extras(self, applied: Project, live: Connection) -> Project:
        live.execute("create table handmade (id int); insert into handmade values (1)")
        live.execute("create table handmade_too (id int)")
        live.execute("alter table users add column nick text")
        return applied

    def test_they_are_refused_by_name(self, with_extras: Project, live: Connection) -> None:
        errors = with_extras.run("apply", "--yes", code=3).errors
        assert "rows of table public.handmade" in errors
        assert "values of column public.users.nick" in errors
        assert "--allow-drop public.handmade " in errors
        assert "--allow-drop public.users.nick" in errors
        assert rows(live, "select id from handmade") == [(1,)]

    def test_leave_for_one_is_no_leave_for_another(self, with_extras: Project, live: Connection) -> None:
        errors = with_extras.run("apply", "--yes", "--allow-drop", "handmade", code=3).errors
        assert "public.handmade_too" in errors
        assert rows(live, "select id from handmade") == [(1,)]

    def test_the_options_that_the_refusal_names_do_it(self, with_extras: Project, live: Connection) -> None:
        errors = with_extras.run("apply", "--yes", code=3).errors
        words = errors.splitlines()[-1].partition("--allow-drop")
        options = (words[1] + words[2]).split()
        with_extras.run("apply", "--yes", *options)
        assert rows(live, "select from pg_class where relname like 'handmade%'") == []

    def test_a_name_that_reads_as_a_pattern_is_allowed_alone(self, applied: Project, live: Connection) -> None:
        live.execute('create table "a[1]" (); create table a1 ()')
        suggested = shlex.split(applied.run("apply", "--yes", "--allow-drop", "a1", code=3).errors)
        pattern = suggested[suggested.index("--allow-drop") + 1]
        for one in (pattern, "public.a[1]", "a[1]"):
            assert "  rows of table public.a1\n" in applied.run("apply", "--yes", "--allow-drop", one, code=3).errors
        applied.run("apply", "--yes", "--allow-drop", pattern, "--allow-drop", "a1")
        assert "Nothing to do" in applied.run("plan").output

    def test_a_pattern_covers_many(self, with_extras: Project) -> None:
        with_extras.run("apply", "--yes", "--allow-drop", "handmade*", "--allow-drop", "public.users.*")
        assert "Nothing to do" in with_extras.run("plan").output


class TestSavedPlans:
    def test_a_saved_plan_is_applied(self, project: Project) -> None:
        project.run("plan", "--out", "saved.json")
        project.run("apply", "saved.json", "--yes")
        assert "Nothing to do" in project.run("plan").output

    def test_it_is_refused_when_the_database_has_moved(self, project: Project, live: Connection) -> None:
        project.run("plan", "--out", "saved.json")
        live.execute("create table meanwhile (id int)")
        errors = project.run("apply", "saved.json", "--yes", code=3).errors
        assert "changed since" in errors
        assert rows(live, "select from pg_class where relname = 'users'") == []

    def test_an_empty_one_too(self, applied: Project, live: Connection) -> None:
        applied.run("plan", "--out", "saved.json")
        applied.run("apply", "saved.json", "--yes")
        live.execute("create table meanwhile (id int)")
        applied.run("apply", "saved.json", "--yes", code=3)

    def test_twice_is_refused(self, project: Project) -> None:
        project.run("plan", "--out", "saved.json")
        project.run("apply", "saved.json", "--yes")
        project.run("apply", "saved.json", "--yes", code=3)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b'{"format": 999}', "format 999"),
            (b"select 1;", "is not a plan"),
            (b"\xd0\xff\0", "is not a plan"),
            (b'{"format": 1}', "is damaged"),
            (b"[]", "is not a plan"),
        ],
        ids=["newer", "sql", "binary", "part", "list"],
    )
    def test_what_is_no_plan_is_named(self, project: Project, content: bytes, words: str) -> None:
        project.write("saved.json", content)
        errors = project.run("apply", "saved.json", "--yes", code=4).errors
        assert "saved.json" in errors
        assert words in errors


class TestOthers:
    def test_a_second_apply_is_refused(self, project: Project, live: Connection, other: Connection) -> None:
        other.execute(f"select pg_advisory_lock({LOCK_KEY})".encode())
        errors = project.run("apply", "--yes", code=3).errors
        assert "another apply is running" in errors
        assert rows(live, "select from pg_class where relname = 'users'") == []

    def test_who_locks_a_table_is_named(self, applied: Project, live: Connection, other: Connection) -> None:
        live.execute("alter table users alter email drop not null")
        other.execute("lock table users in access share mode")
        errors = applied.run("apply", "--yes", "--lock-timeout", "50ms", code=7).errors
        assert "public.users is locked by process" in errors
        assert "another program" in errors
        assert "the database is as it was" in errors
        other.rollback()
        applied.run("apply", "--yes")

    def test_ctrl_c_leaves_the_database_as_it_was(self, project: Project, live: Connection, other: Connection) -> None:
        live.execute("create table users (id int primary key)")
        other.execute("lock table users in access share mode")
        process = project.start("apply", "--yes", "--lock-timeout", "60s")
        deadline = time.monotonic() + 60
        while not rows(live, "select from pg_locks where not granted and relation = 'users'::regclass"):
            assert time.monotonic() < deadline, "the apply never waited for the lock"
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 130
        assert "Interrupted" in errors.decode()
        assert "as it was" in errors.decode()
        other.rollback()
        assert rows(live, "select attname from pg_attribute where attrelid = 'users'::regclass and attnum > 0") == [
            ("id",)
        ]
        assert rows(live, "select from pg_class where relname = 'notes'") == []
        assert rows(live, "select from pg_locks where relation = 'users'::regclass") == []


def test_a_failing_step_undoes_all(applied: Project, live: Connection) -> None:
    live.execute("alter table users alter email drop not null; insert into users values (1, null)")
    live.execute("comment on table users is 'Others'")
    errors = applied.run("apply", "--yes", code=7).errors
    assert 'column "email" of relation "users" contains null values' in errors
    assert "the database is as it was" in errors
    assert "WHERE email IS NULL" in errors
    assert rows(live, "select obj_description('users'::regclass)") == [("Others",)]
    live.execute("update users set email = ''")
    applied.run("apply", "--yes")
    assert rows(live, "select id, email from users") == [(1, "")]


def test_steps_that_cannot_share_a_transaction_are_said_to_stay(applied: Project, live: Connection) -> None:
    live.execute("create type mood as enum ('good'); insert into users values (1, 'x'), (2, 'x')")
    applied.write(
        "schema/schema.sql",
        SCHEMA + "create type mood as enum ('good', 'bad');\nalter table users add unique (email);\n",
    )
    errors = applied.run("apply", "--yes", code=7).errors
    assert "earlier" in errors
    assert rows(live, "select enumlabel from pg_enum order by 1") == [("bad",), ("good",)]


def test_rows_stay_when_a_type_changes(applied: Project, live: Connection) -> None:
    live.execute("drop view recent; alter table notes alter body type text")
    live.execute("insert into users values (1, 'x'); insert into notes (user_id, body) values (1, 'kept')")
    applied.run("apply", "--yes")
    assert rows(live, "select body from notes") == [("kept",)]


def test_a_role_that_may_not_create(project: Project, live: Connection) -> None:
    live.execute("do $$ begin create role newcomer login; exception when duplicate_object then null; end $$")
    assert project.url is not None
    project.url = project.url.replace("postgres@", "newcomer@")
    errors = project.run("apply", "--yes", code=7).errors
    assert "permission denied for schema public" in errors
    assert "the database is as it was" in errors


@pytest.mark.parametrize("arguments", [["apply", "--yes"], ["apply"]])
def test_a_transaction_pooler_is_refused(project: Project, arguments: list[str]) -> None:
    project.url = POOLER
    errors = project.run(*arguments, code=3).errors
    assert "transaction pooler" in errors
    assert "aws-0-eu-west-3.pooler.supabase.com:5432" in errors
    assert "s3cr3t" not in errors


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "create table p (id int, v text); create table c (x int) inherits (p);",
            "create table p (id int, v text); create table c (id int, v text, x int);",
        ),
        ("create extension citext;", "create extension citext; comment on extension citext is 'x';"),
        ("create extension citext;", "create schema s; create extension citext schema s;"),
    ],
    ids=["columns", "comment", "schema"],
)
def test_what_needs_no_change_is_not_missed_afterwards(
    project: Project, live: Connection, before: str, after: str
) -> None:
    live.execute(before.encode())
    project.write("schema/schema.sql", after)
    output = project.run("apply", "--yes").output
    assert output.endswith("Applied: the database is as described, and a new plan would be empty.\n")
    assert "version:" not in output
    assert "Nothing to do" in project.run("plan").output


def test_what_is_not_reached_is_said(project: Project, live: Connection) -> None:
    acting = (
        "create function more() returns event_trigger language plpgsql as 'begin create table extra (); end';"
        "create event trigger more on ddl_command_end when tag in ('CREATE VIEW') execute function more();"
    )
    live.execute(acting.encode())
    project.write("schema/schema.sql", SCHEMA + acting)
    errors = project.run("apply", "--yes", "--no-rehearsal", code=7).errors
    assert "not yet what was described" in errors
