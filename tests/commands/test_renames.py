"""Objects under new names: hints in the schema, --rename, and what is said where neither is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .project import Project, rows

if TYPE_CHECKING:
    import psycopg

BEFORE = """\
create table public.people (id integer primary key, name text not null, constraint short check (length(name) < 9));
create index people_name on public.people (name);
create view public.names as select name from public.people;
create function public.total(a integer) returns integer language sql as 'select a';
create type public.mood as enum ('sad', 'glad');
create schema old;
create table old.things (mood public.mood);
insert into public.people values (1, 'Ann');
insert into old.things values ('glad');
"""
AFTER = """\
-- differ: renamed from mood
create type public.feeling as enum ('sad', 'glad');
-- differ: renamed from people
create table public.users (
    id integer constraint people_pkey primary key,
    -- differ: renamed from name
    full_name text not null,
    age integer, -- new
    -- differ: renamed from short
    constraint users_short check (length(full_name) < 9)
);
-- differ: renamed from people_name
create index users_name on public.users (full_name);
-- differ: renamed from names
create view public.user_names as select full_name as name from public.users;
-- differ: renamed from total
create or replace function public.sum_of(a integer) returns integer language sql as 'select a';
-- differ: renamed from old
create schema new;
create table new.things (mood public.feeling);
"""


@pytest.fixture
def renamed(project: Project, live: psycopg.Connection[Any]) -> Project:
    live.execute(BEFORE.encode())
    project.write("schema/schema.sql", AFTER)
    return project


def test_hinted_objects_of_every_sort_keep_what_they_hold(renamed: Project, live: psycopg.Connection[Any]) -> None:
    script = renamed.run("plan", "--sql").output
    assert "DROP" not in script
    assert script.count("CREATE ") == 0
    assert "renamed from public.people.name" in renamed.run("plan").output
    renamed.run("apply", "--yes")
    assert rows(live, "select id, full_name, age from public.users") == [(1, "Ann", None)]
    assert rows(live, "select mood::text from new.things") == [("glad",)]
    renamed.run("plan", "--exit-code")


def test_hints_that_were_followed_may_stay_for_new_databases(project: Project) -> None:
    project.write("schema/schema.sql", AFTER)
    project.run("apply", "--yes")
    project.run("plan", "--exit-code")


def test_without_a_hint_the_plan_says_how_to_give_one(renamed: Project) -> None:
    lines = [line for line in AFTER.splitlines() if "differ:" not in line or "from people" in line]
    renamed.write("schema/schema.sql", "\n".join(lines))
    shown = " ".join(renamed.run("plan").output.split())
    assert "column public.users.name goes with its values" in shown
    assert "write `-- differ: renamed from name` above full_name in the schema" in shown
    assert "--rename public.users.name=public.users.full_name" in shown
    script = renamed.run("plan", "--sql", "--rename", "public.people.name=public.users.full_name").output
    assert "RENAME COLUMN name TO full_name" in script


def test_tables_that_look_alike_are_said(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create table public.one (a integer, b text)")
    project.write("schema/schema.sql", "create table public.two (a integer, b text);")
    shown = " ".join(project.run("plan").output.split())
    assert "table public.one goes with its rows, and public.two looks like it" in shown
    assert "--rename public.one=public.two" in shown
    assert "DROP" not in project.run("plan", "--sql", "--rename", "public.one=public.two").output


def test_diff_renames_too(renamed: Project) -> None:
    assert renamed.url is not None
    script = renamed.run("diff", renamed.url, "schema", "--rehearse").output
    assert "ALTER TABLE public.people RENAME TO users" in script
    assert "DROP" not in script


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("people", "is not of the form OLD=NEW"),
        ("public.nobody=public.users", "the database has no public.nobody that the other side lacks"),
        ("public.people=public.nobody", "the schema has no public.nobody that the other side lacks"),
        ("public.people=public.sum_of(integer)", "are not of one kind"),
    ],
)
def test_what_cannot_be_renamed_is_said(renamed: Project, option: str, message: str) -> None:
    renamed.write("schema/schema.sql", AFTER.replace("-- differ:", "--"))
    assert message in renamed.run("plan", "--rename", option, code=64).errors


def test_a_hint_above_nothing_that_has_a_name_is_an_error(project: Project) -> None:
    project.write(
        "schema/schema.sql", "-- differ: renamed from x\ngrant select on all tables in schema public to public;\n"
    )
    errors = project.run("plan", code=6).errors
    assert "schema.sql:1: differ cannot tell which object this hint is for" in errors


def test_a_hint_above_alter_table_is_for_what_it_adds(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create table public.t (old integer)")
    added = "-- differ: renamed from old\nalter table public.t add column if not exists new integer;"
    project.write("schema/schema.sql", f"create table public.t ();\n{added}\n")
    assert "RENAME COLUMN old TO new" in project.run("plan", "--sql").output


def test_a_rule_is_renamed_on_its_table(project: Project, live: psycopg.Connection[Any]) -> None:
    table = "create table public.t (a integer);\n"
    live.execute(f"{table} create rule old as on insert to public.t do nothing".encode())
    rule = "-- differ: renamed from old\ncreate rule new as on insert to public.t do nothing;"
    project.write("schema/schema.sql", table + rule)
    assert "ALTER RULE old ON public.t RENAME TO new" in project.run("plan", "--sql").output
