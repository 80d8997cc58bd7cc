"""`differ plan`: what it shows, prints and saves."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from differ.planning.documents import from_json
from differ.planning.plan import FORMAT

from .project import SCHEMA, Project

if TYPE_CHECKING:
    from pathlib import Path

    import psycopg


def test_the_first_line_names_the_database_without_its_password(project: Project) -> None:
    assert project.url is not None
    name = re.search(r"commands_\d+", project.url)
    assert name is not None
    project.environment = {"DATABASE_URL": project.url.replace("postgres@", "postgres:h1dden-w0rd@")}
    shown = project.run("plan")
    assert shown.output.startswith("Database: ")
    first = shown.output.partition("\n")[0]
    assert f"/{name[0]} as postgres (from DATABASE_URL" in first
    assert "h1dden-w0rd" not in shown.output + shown.errors


def test_new_objects_are_grouped_and_counted(project: Project) -> None:
    output = project.run("plan").output
    assert "+ table public.users\n    + 2 columns: id, email\n" in output
    assert "+ view public.recent" in output
    assert re.search(r"^Plan: \d+ to create, 0 to change, 0 to drop$", output, re.M)


def test_parts_of_new_tables_are_shown_one_by_one_when_asked(project: Project) -> None:
    assert "    + column email" in project.run("plan", "--verbose").output


def test_changes_show_what_becomes_what(applied: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("comment on table users is 'Others'; create table handmade (id int); alter table users add nick text")
    output = applied.run("plan").output
    assert "~ table public.users" in output
    assert "comment: Others → People." in output
    assert "- table public.handmade" in output
    assert "- column nick" in output
    assert "rows of table public.handmade are lost" in output
    assert "Plan: 0 to create, 1 to change, 2 to drop" in output


def test_a_plan_changes_nothing(project: Project, live: psycopg.Connection[Any]) -> None:
    project.run("plan")
    assert live.execute("select count(*) from pg_class where relnamespace = 'public'::regnamespace").fetchone() == (0,)


def test_exit_code_says_whether_there_is_something_to_do(project: Project) -> None:
    project.run("plan", "--exit-code", code=2)
    project.run("apply", "--yes")
    project.run("plan", "--exit-code", code=0)


def test_json_is_a_versioned_document(project: Project) -> None:
    output = project.run("plan", "--json").output
    document = json.loads(output)
    assert document["format"] == FORMAT
    assert document["proven"] is True
    assert any(step["sql"].startswith("CREATE TABLE public.users") for step in document["steps"])
    assert len(from_json(output).steps) == len(document["steps"])


def test_the_script_runs_in_psql_and_gives_the_same_state(project: Project, psql: Path) -> None:
    script = project.run("plan", "--sql").output
    assert script.count("BEGIN;") == script.count("COMMIT;") == 1
    assert project.url is not None
    subprocess.run(
        [psql, project.url, "-X", "-q", "-v", "ON_ERROR_STOP=1"], input=script.encode(), check=True, timeout=60
    )
    assert "Nothing to do" in project.run("plan").output
    assert project.run("plan", "--sql").output == ""


def test_enum_values_are_committed_before_the_script_uses_them(
    project: Project, live: psycopg.Connection[Any], psql: Path
) -> None:
    live.execute("create type mood as enum ('good')")
    project.write(
        "schema/schema.sql",
        "create type mood as enum ('good', 'bad');\ncreate table t (id int, mood mood default 'bad');\n",
    )
    script = project.run("plan", "--sql").output
    assert project.url is not None
    subprocess.run(
        [psql, project.url, "-X", "-q", "-v", "ON_ERROR_STOP=1"], input=script.encode(), check=True, timeout=60
    )
    assert "Nothing to do" in project.run("plan").output


def test_a_saved_plan_says_how_to_apply_it(project: Project) -> None:
    output = project.run("plan", "--out", "saved.json").output
    assert "differ apply saved.json" in output
    assert from_json((project.folder / "saved.json").read_text("utf-8")).proven is True


def test_a_plan_cannot_be_saved_where_there_is_no_folder(project: Project) -> None:
    errors = project.run("plan", "--out", "nowhere/saved.json", code=4).errors
    assert "nowhere/saved.json" in errors
    assert "unexpected" not in errors


def test_without_rehearsal_nothing_is_claimed(project: Project) -> None:
    output = project.run("plan", "--no-rehearsal").output
    assert "Rehearsed" not in output
    assert json.loads(project.run("plan", "--no-rehearsal", "--json").output)["proven"] is None


def test_what_no_kind_models_is_named(applied: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("select lo_create(424242)")
    output = applied.run("plan").output
    assert "not compared: large object 424242" in output
    applied.run("plan", "--strict", code=3)


def test_one_schema_alone(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create schema other; create table other.kept (id int)")
    assert "other" not in project.run("plan", "--schema", "public", "--sql").output
    assert "other" not in project.run("plan", "--exclude-schema", "other", "--sql").output
    assert "DROP TABLE other.kept" in project.run("plan", "--sql").output


def test_bom_and_crlf_are_no_difference(applied: Project) -> None:
    body = "create function public.f() returns int language plpgsql as $$\nbegin\n    return 1;\nend\n$$;\n"
    applied.write("schema/schema.sql", SCHEMA + body)
    applied.run("apply", "--yes")
    applied.write("schema/schema.sql", b"\xef\xbb\xbf" + (SCHEMA + body).replace("\n", "\r\n").encode())
    assert "Nothing to do" in applied.run("plan").output


class TestTerminal:
    def test_colours_only_on_a_terminal(self, project: Project) -> None:
        assert "\x1b[" not in project.run("plan").output
        assert "\x1b[" not in project.run("plan", "--sql").output
        assert "\x1b[32m+ table public.users" in project.run_on_terminal("plan").output

    def test_no_color(self, project: Project) -> None:
        shown = project.run_on_terminal("plan", environment={"NO_COLOR": "1"}).output
        assert not re.search(r"\x1b\[[\d;]*3[0-7]m", shown)
        assert "+ table public.users" in shown

    def test_a_narrow_terminal(self, project: Project) -> None:
        shown = project.run_on_terminal("plan", columns=40, environment={"NO_COLOR": "1"})
        assert shown.code == 0
        lines = [re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", line) for line in shown.output.splitlines()]
        assert max(len(line.rpartition("\r")[2]) for line in lines) <= 40
        assert any("table public.users" in line for line in lines)

    def test_a_pipe_is_not_wrapped(self, project: Project) -> None:
        project.write("schema/schema.sql", f"create table t (id int);\ncomment on table t is '{'long ' * 12}';\n")
        project.run("apply", "--yes")
        project.write("schema/schema.sql", "create table t (id int);\ncomment on table t is 'short';\n")
        assert re.search(r"comment: (long ){11}long → short$", project.run("plan").output, re.M)


@pytest.mark.parametrize("option", ["--json", "--sql"])
def test_nothing_but_the_document_on_standard_output(project: Project, option: str) -> None:
    shown = project.run("plan", option, "--out", "saved.json")
    assert "Saved" not in shown.output
    assert "Database:" not in shown.output
