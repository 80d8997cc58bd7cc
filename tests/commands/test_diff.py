"""`differ diff`: SQL between any two databases and descriptions, with no project around."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.diffing import diff_sides
from differ.servers import ScratchServer
from tests.engine.servers import needed

from .project import SCHEMA, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def nowhere(tmp_path: Path) -> Project:
    """An empty folder: no project, no address."""
    return Project(tmp_path)


@pytest.fixture
def pair(new_database: Callable[[], str]) -> tuple[str, str]:
    """Two databases that differ."""
    first, second = new_database(), new_database()
    with psycopg.connect(first, autocommit=True) as connection:
        connection.execute("create table users (id int, nick text); create schema aside; create table aside.x (id int)")
    with psycopg.connect(second, autocommit=True) as connection:
        connection.execute(SCHEMA.encode())
    return first, second


def _run(psql: Path, url: str, script: str) -> None:
    command = [str(psql), url, "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    subprocess.run(command, input=script.encode(), check=True, timeout=60)


def test_two_databases(nowhere: Project, pair: tuple[str, str], psql: Path) -> None:
    done = nowhere.run("diff", *pair)
    assert "CREATE TABLE public.notes" in done.output
    assert [line.partition(" goes")[0] for line in done.errors.splitlines()] == ["Warning: column public.users.nick"]
    _run(psql, pair[0], done.output)
    assert nowhere.run("diff", *pair).output == ""
    assert list(nowhere.folder.iterdir()) == []


def test_exit_codes(nowhere: Project, pair: tuple[str, str]) -> None:
    nowhere.run("diff", "--exit-code", *pair, code=2)
    nowhere.run("diff", "--exit-code", pair[0], pair[0], code=0)


def test_owners_and_privileges_are_part_of_it(nowhere: Project, pair: tuple[str, str]) -> None:
    with psycopg.connect(pair[1], autocommit=True) as connection:
        connection.execute("grant select on users to public; alter table notes owner to pg_monitor")
    output = nowhere.run("diff", *pair).output
    assert "GRANT SELECT ON TABLE public.users TO PUBLIC" in output
    assert "OWNER TO pg_monitor" in output


def test_schemas_are_chosen(nowhere: Project, pair: tuple[str, str]) -> None:
    assert "aside" in nowhere.run("diff", *pair).output
    assert "aside" not in nowhere.run("diff", "--exclude-schema", "aside", *pair).output
    only = nowhere.run("diff", "--schema", "aside", *pair).output
    assert "DROP SCHEMA aside" in only
    assert "public" not in only


def test_two_files(nowhere: Project) -> None:
    nowhere.write("old.sql", "create table t (id int);\n")
    nowhere.write("new.sql", "create table t (id bigint not null);\n")
    output = nowhere.run("diff", "old.sql", "new.sql").output
    assert "ALTER COLUMN id TYPE bigint" in output
    assert "SET NOT NULL" in output
    assert nowhere.run("diff", "new.sql", "new.sql").output == ""


def test_an_empty_file_is_an_empty_database(nowhere: Project) -> None:
    nowhere.write("empty.sql", "")
    nowhere.write("new.sql", SCHEMA)
    assert "CREATE TABLE public.users" in nowhere.run("diff", "empty.sql", "new.sql").output
    assert "DROP TABLE public.users" in nowhere.run("diff", "new.sql", "empty.sql").output


def test_a_database_and_a_file(nowhere: Project, pair: tuple[str, str], psql: Path) -> None:
    nowhere.write("new.sql", SCHEMA)
    _run(psql, pair[0], nowhere.run("diff", "--rehearse", pair[0], "new.sql").output)
    assert nowhere.run("diff", pair[0], "new.sql").output == ""
    assert nowhere.run("diff", "new.sql", pair[1]).output == ""


def test_a_folder(nowhere: Project, pair: tuple[str, str]) -> None:
    parts = SCHEMA.partition("create table public.notes")
    nowhere.write("parts/10_users.sql", parts[0])
    nowhere.write("parts/20_notes.sql", parts[1] + parts[2])
    assert nowhere.run("diff", pair[1], "parts").output == ""


def test_warnings_stay_off_standard_output(nowhere: Project, pair: tuple[str, str]) -> None:
    with psycopg.connect(pair[0], autocommit=True) as connection:
        connection.execute("select lo_create(424242)")
    done = nowhere.run("diff", *pair)
    assert "large object" not in done.output
    assert "not compared: large object 424242" in done.errors
    nowhere.run("diff", "--strict", *pair, code=3)


@pytest.mark.parametrize("side", ["nowhere.sql", "nowhere/", "postgres//localhost"])
def test_what_is_no_side_is_named(nowhere: Project, side: str) -> None:
    nowhere.write("new.sql", SCHEMA)
    errors = nowhere.run("diff", side, "new.sql", code=64).errors
    assert side in errors
    assert "postgresql://" in errors


def test_a_dump_may_name_tablespaces(nowhere: Project, new_database: Callable[[], str]) -> None:
    url = new_database()
    nowhere.write("dump.sql", 'SET default_tablespace = "Far away";\nCREATE TABLE public.t (id integer);\n')
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("set allow_in_place_tablespaces = on")
        connection.execute("create tablespace \"Far away\" location ''")
        connection.execute('create table t (id int) tablespace "Far away"')
        try:
            assert nowhere.run("diff", url, "dump.sql").output == ""
        finally:
            connection.execute("drop table t")
            connection.execute('drop tablespace "Far away"')


def test_an_address_without_its_beginning_is_not_shown(nowhere: Project) -> None:
    nowhere.write("new.sql", SCHEMA)
    errors = nowhere.run("diff", "app:h1dden-w0rd@localhost/app", "new.sql", code=64).errors
    assert "postgresql://" in errors
    assert "h1dden" not in errors


def test_an_error_in_a_file_is_named(nowhere: Project) -> None:
    nowhere.write("old.sql", "create table t (id int);\n")
    nowhere.write("new.sql", "create table t (id itn);\n")
    done = nowhere.run("diff", "old.sql", "new.sql", code=6)
    assert done.output == ""
    assert "new.sql:1:20" in done.errors


def test_event_triggers_in_force_are_said(nowhere: Project, new_database: Callable[[], str]) -> None:
    first, second = new_database(), new_database()
    triggers = """
        create function seen() returns event_trigger language plpgsql as 'begin end';
        create event trigger stays on ddl_command_end execute function seen();
        create event trigger sleeps on sql_drop execute function seen(); alter event trigger sleeps disable;
    """
    with psycopg.connect(first, autocommit=True) as connection:
        connection.execute(f"{triggers} create event trigger goes on sql_drop execute function seen()".encode())
    with psycopg.connect(second, autocommit=True) as connection:
        connection.execute(f"{triggers} create table t ()".encode())
    (line,) = nowhere.run("diff", first, second).errors.splitlines()
    assert line.startswith("Warning: event trigger stays stays in force while the plan runs: public.seen() may refuse")
    assert nowhere.run("diff", first, first).errors == ""


def test_the_same_script_whatever_the_order_of_hashes(nowhere: Project, new_database: Callable[[], str]) -> None:
    before, after = new_database(), new_database()
    with psycopg.connect(before, autocommit=True) as connection:
        connection.execute("""
            create table t (a int, b text, c date, d numeric, e uuid) partition by range (a);
            create table t1 partition of t for values from (0) to (9);
            create text search dictionary words (template = simple);
            create text search configuration found (parser = "default");
            alter text search configuration found add mapping for word, asciiword, email, host with words;
        """)
    with psycopg.connect(after, autocommit=True) as connection:
        connection.execute("""
            create table t (a int, b text, c date, d numeric, e uuid);
            create text search dictionary words (template = snowball, language = english);
            create text search configuration found (parser = "default");
            alter text search configuration found add mapping for word, asciiword, email, host with words;
        """)
    outputs = {
        nowhere.run("diff", before, after, environment={"PYTHONHASHSEED": str(seed)}).output for seed in range(1, 6)
    }
    assert len(outputs) == 1
    assert "ALTER MAPPING FOR word" in outputs.pop()


@pytest.fixture
def older() -> Iterator[str]:
    """A database on PostgreSQL 15."""
    with ScratchServer(needed(15)) as server:
        yield server.url()


def _make(url: str, sql: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.encode())


GRANTS = "create table t (a int); grant all on t to public; alter default privileges grant all on tables to public;"


@pytest.mark.pg15
def test_servers_of_two_major_versions(nowhere: Project, new_database: Callable[[], str], older: str) -> None:
    newer = new_database()
    for url in (older, newer):
        _make(url, f"{GRANTS} create view v as select a from t; create materialized view m as select a from v;")
    for sides in ((older, newer), (newer, older)):
        done = nowhere.run("diff", *sides)
        assert (done.output, done.errors) == ("", "")
    _make(newer, "create or replace view v as select a from t where a > 1")
    assert "materialized" not in nowhere.run("diff", older, newer).output
    _make(older, "alter default privileges revoke all on tables from public; drop table t cascade")
    script = nowhere.run("diff", older, newer).output
    assert "GRANT DELETE, INSERT" in script
    assert "MAINTAIN" not in script
    _make(older, script)
    assert nowhere.run("diff", older, newer).output == ""


@pytest.mark.pg15
def test_a_major_version_that_is_not_here_is_said(
    new_database: Callable[[], str], older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, only = new_database(), needed(17)
    for url in (older, newer):
        _make(url, "create table t (a int); create view v as select a from t")
    monkeypatch.setattr("differ.servers.find_installation", lambda *_, **__: only)
    plan = diff_sides(newer, older)
    assert [step.ref.path[-1] for step in plan.steps] == ["v"]
    assert plan.warnings == (
        "the first database is on PostgreSQL 17 and the second on PostgreSQL 15, of which there is none here: what "
        "these print in different words, such as views, is planned to change",
    )
