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


PARTS_BEFORE = """\
create type public.mood as enum ('sad', 'it''s "ok"', 'glad');
create type public.place as (street text, zip text);
create domain public.amount as integer constraint positive check (value > 0);
create table public.t (mood public.mood default 'sad', place public.place, amount public.amount);
create view public.v as select mood, place from public.t;
create materialized view public.m as select (place).zip as code, amount from public.t;
create index on public.m (code);
create function public.f(m public.mood) returns public.mood language sql begin atomic select m; end;
insert into public.t values ('it''s "ok"', row('a', 'b'), 1);
"""
PARTS_AFTER = """\
-- differ: renamed from mood
create type public.feeling as enum ('sad',
    -- differ: renamed from 'it''s "ok"'
    'it''s "fine"',
    'glad');
create type public.place as (
    street text,
    -- differ: renamed from zip
    "Post code" text
);
create domain public.amount as integer
    -- differ: renamed from positive
    constraint "above 0" check (value > 0);
create table public.t (mood public.feeling default 'sad', place public.place, amount public.amount);
create view public.v as select
    -- differ: renamed from mood
    mood as "How",
    place
from public.t;
create materialized view public.m as select
    -- differ: renamed from code
    (place)."Post code",
    amount from public.t;
create index on public.m ("Post code");
-- differ: renamed from f
create function public.g(m public.feeling) returns public.feeling language sql begin atomic select m; end;
"""


def test_labels_attributes_and_columns_of_views_keep_their_place(
    project: Project, live: psycopg.Connection[Any]
) -> None:
    live.execute(PARTS_BEFORE.encode())
    project.write("schema/schema.sql", PARTS_AFTER)
    script = project.run("plan", "--sql").output
    assert "DROP" not in script
    assert "CREATE" not in script
    assert """ALTER TYPE public.feeling RENAME VALUE 'it''s "ok"' TO 'it''s "fine"'""" in script
    project.run("apply", "--yes")
    assert rows(live, 'select mood::text, (place)."Post code", amount from public.t') == [('it\'s "fine"', "b", 1)]
    project.run("plan", "--exit-code")


@pytest.mark.parametrize("new", ["public.mood.calm", "calm"])
def test_a_label_is_renamed_by_an_option(project: Project, live: psycopg.Connection[Any], new: str) -> None:
    live.execute("create type public.mood as enum ('sad', 'Very Glad')")
    project.write("schema/schema.sql", "create type public.mood as enum ('sad', 'calm');")
    option = f'public.mood."Very Glad"={new}'
    assert "RENAME VALUE 'Very Glad' TO 'calm'" in project.run("plan", "--sql", "--rename", option).output
    assert "calm renamed from Very Glad" in project.run("plan", "--rename", option).output


def test_without_a_hint_the_plan_says_which_label_took_the_place(
    project: Project, live: psycopg.Connection[Any]
) -> None:
    live.execute("create type public.mood as enum ('sad', 'so so')")
    project.write("schema/schema.sql", "create type public.mood as enum ('sad', 'fair');")
    shown = " ".join(project.run("plan").output.split())
    assert "so so of enum public.mood goes, and fair takes its place" in shown
    assert "write `-- differ: renamed from 'so so'` above 'fair' in the schema" in shown
    option = 'public.mood."so so"=fair'
    assert f"--rename '{option}'" in shown
    assert "Warning" not in project.run("plan", "--rename", option).output


def test_what_is_in_a_renamed_schema_can_be_renamed_too(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(
        """
        create schema old;
        create type old.kind as enum ('a');
        create table old.things (id serial primary key, kind old.kind);
        create index things_kind on old.things (kind);
        create function old.first(kind old.kind) returns integer language sql as 'select 1';
        insert into old.things (kind) values ('a');
        """
    )
    project.write(
        "schema/schema.sql",
        """\
        -- differ: renamed from old
        create schema new;
        -- differ: renamed from kind
        create type new.sort as enum (
            -- differ: renamed from a
            'b');
        -- differ: renamed from things
        create table new.items (
            id serial,
            -- differ: renamed from kind
            sort new.sort,
            -- differ: renamed from things_pkey
            constraint items_key primary key (id)
        );
        -- differ: renamed from old.things_kind
        create index items_sort on new.items (sort);
        -- differ: renamed from first
        create function new.first_of(kind new.sort) returns integer language sql as 'select 1';
        """,
    )
    script = project.run("plan", "--sql").output
    assert "DROP" not in script
    assert "CREATE" not in script
    assert "ALTER SEQUENCE new.things_id_seq RENAME TO items_id_seq" in script
    project.run("apply", "--yes")
    assert rows(live, "insert into new.items (sort) values ('b') returning id") == [(2,)]
    project.run("plan", "--exit-code")


@pytest.mark.parametrize(
    ("before", "after", "sql"),
    [
        (
            "create table t (a integer, constraint old foreign key (a) references t (a), unique (a));",
            "create table t (a integer, unique (a));\n-- differ: renamed from old\n"
            "alter table t add constraint new foreign key (a) references t (a);",
            "ALTER TABLE public.t RENAME CONSTRAINT old TO new",
        ),
        (
            "create domain d as integer constraint old check (value > 0);",
            "create domain d as integer;\n-- differ: renamed from old\n"
            "alter domain d add constraint new check (value > 0);",
            "ALTER DOMAIN public.d RENAME CONSTRAINT old TO new",
        ),
        (
            "create table p (k integer) partition by list (k); create table old partition of p default;"
            "create publication old for table p;",
            "create table p (k integer) partition by list (k);\n-- differ: renamed from old\n"
            "create table new partition of p default;\n-- differ: renamed from old\n"
            "create publication new for table p;",
            "ALTER TABLE public.old RENAME TO new",
        ),
        (
            "create type old as range (subtype = float8);",
            "-- differ: renamed from old\ncreate type new as range (subtype = float8);",
            "ALTER FUNCTION public.old(double precision, double precision) RENAME TO new",
        ),
    ],
)
def test_hints_above_what_has_parts_of_its_own(
    project: Project, live: psycopg.Connection[Any], before: str, after: str, sql: str
) -> None:
    live.execute(before.encode())
    project.write("schema/schema.sql", after)
    script = project.run("plan", "--sql").output
    assert sql in script
    assert "DROP" not in script
    project.run("apply", "--yes")
    project.run("plan", "--exit-code")


def test_what_acts_on_statements_and_goes_does_so_before_renames(
    renamed: Project, live: psycopg.Connection[Any]
) -> None:
    live.execute(
        b"""
        create function public.refuse() returns event_trigger language plpgsql as $$begin raise 'no'; end$$;
        create event trigger refusing on ddl_command_start execute function public.refuse();
        """
    )
    script = renamed.run("plan", "--sql").output
    assert script.index("DROP EVENT TRIGGER refusing") < script.index("RENAME")
    assert "DROP FUNCTION public.refuse()" in script
    renamed.run("apply", "--yes")
    assert rows(live, "select full_name from public.users") == [("Ann",)]


def test_new_labels_are_committed_before_the_renames(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create type e as enum ('a'); create table t (id int, v text); insert into t values (1, null)")
    table = "-- differ: renamed from t\ncreate table tt (id int, v text not null);"
    project.write("schema/schema.sql", f"create type e as enum ('a', 'b');\n{table}")
    project.run("apply", "--yes", code=7)
    assert rows(live, "select id from t") == [(1,)]
    live.execute("update t set v = ''")
    project.run("apply", "--yes")
    assert rows(live, "select id from tt") == [(1,)]


def test_a_renamed_type_has_its_name_before_its_new_labels(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create schema s; create type s.e as enum ('a'); create type f as enum ('a')")
    project.write(
        "schema/schema.sql",
        "-- differ: renamed from s\ncreate schema z;\ncreate type z.e as enum ('a', 'b');\n"
        "create type f as enum (\n-- differ: renamed from 'a'\n'x', 'y');\n",
    )
    project.run("apply", "--yes")
    project.run("plan", "--exit-code")


def test_the_sequence_of_a_renamed_and_retyped_column_goes_on(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create table a (id serial primary key, v text)")
    live.execute("insert into a (v) select '' from generate_series(1, 100)")
    live.execute("delete from a where id > 50")
    project.write("schema/schema.sql", "-- differ: renamed from a\ncreate table b (id bigserial primary key, v text);")
    project.run("apply", "--yes")
    assert rows(live, "insert into b (v) values ('') returning id") == [(101,)]
