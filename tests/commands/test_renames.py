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


def test_a_hint_for_the_sequence_goes_before_the_one_that_the_table_had(
    project: Project, live: psycopg.Connection[Any]
) -> None:
    live.execute("create sequence public.q; select setval('q', 7); create table public.t (n serial)")
    wanted = (
        "-- differ: renamed from q",
        "create sequence public.q9;",
        "-- differ: renamed from t",
        "create table public.t9 (n integer);",
        "alter sequence public.q9 owned by public.t9.n;",
    )
    project.write("schema/schema.sql", "\n".join(wanted))
    project.run("apply", "--yes", "--allow-drop", "public.t_n_seq")
    assert rows(live, "select last_value, pg_get_serial_sequence('t9', 'n') from q9") == [(7, "public.q9")]
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


def test_objects_move_into_schemas_that_the_plan_makes(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(
        """
        create type mood as enum ('a');
        create table p (id serial primary key, v text);
        create index p_v on p (v);
        create view names as select v from p;
        create function f(m mood) returns integer language sql as 'select 1';
        create table whole (id integer primary key) partition by range (id);
        create table piece partition of whole for values from (0) to (9);
        create schema old;
        create table old.p (id serial primary key, n integer generated always as identity, v text unique);
        insert into p (v) values ('x');
        insert into old.p (v) values ('y');
        insert into whole values (1);
        """
    )
    project.write(
        "schema/schema.sql",
        """\
        create schema app authorization pg_monitor;
        create schema "New one";
        -- differ: renamed from public.mood
        create type app.mood as enum ('a', 'b');
        -- differ: renamed from public.p
        create table app.p (id serial primary key, v text);
        -- differ: renamed from public.p_v
        create index p_w on app.p (v);
        -- differ: renamed from public.names
        create view app."Names of ""all"" " as select v from app.p;
        -- differ: renamed from public.f
        create function app.g(m app.mood) returns integer language sql as 'select 1';
        -- differ: renamed from public.whole
        create table "New one".whole (id integer primary key) partition by range (id);
        -- differ: renamed from public.piece
        create table "New one".piece partition of "New one".whole for values from (0) to (9);
        create table public.p (id serial primary key, n integer generated always as identity, v text unique);
        -- differ: renamed from old.p
        create table public.q (id serial primary key, n integer generated always as identity, v text unique);
        """,
    )
    shown = project.run("plan").output
    assert "schema app" in shown
    script = project.run("plan", "--sql").output
    assert [line for line in script.splitlines() if "DROP" in line] == ["DROP SCHEMA old;"]
    project.run("apply", "--yes")
    assert rows(live, "insert into app.p (v) values ('z') returning id") == [(2,)]
    assert rows(live, "insert into q (v) values ('z') returning id, n") == [(2, 2)]
    assert rows(live, 'select id from "New one".whole') == [(1,)]
    assert rows(live, "select nspowner::regrole::text from pg_namespace where nspname = 'app'") == [("pg_monitor",)]
    project.run("plan", "--exit-code")


CHAINED_BEFORE = """\
create schema s; create schema t;
create table s.kept (id integer); create table t.kept (id integer);
create type e as enum ('x', 'y'); create type f as enum ('z');
create sequence s1; create sequence s2;
create function one(i integer) returns integer language sql as 'select 1';
create function two(i integer) returns integer language sql as 'select 2';
create table a (id serial primary key, x e default 'x', y f); create index a_x on a (x);
create table b (id serial primary key, a integer references a); create index b_a on b (a);
create view v as select x as first, y as second from a; create view w as select a from b;
insert into a (x) select 'x' from generate_series(1, 5); insert into b (a) values (3);
"""
CHAINED_AFTER = """\
-- differ: renamed from s
create schema t;
-- differ: renamed from t
create schema u;
create table t.kept (id integer); create table u.kept (id integer);
-- differ: renamed from e
create type f as enum (
    -- differ: renamed from 'x'
    'y',
    -- differ: renamed from 'y'
    'it''s');
-- differ: renamed from f
create type g as enum ('z');
-- differ: renamed from s1
create sequence s2;
-- differ: renamed from s2
create sequence s3;
-- differ: renamed from one
create function two(i integer) returns integer language sql as 'select 1';
-- differ: renamed from two
create function three(i integer) returns integer language sql as 'select 2';
-- differ: renamed from a
create table b (
    id serial primary key,
    -- differ: renamed from x
    y f default 'y',
    -- differ: renamed from y
    "Z ""of"" b" g
);
create index b_y on b (y);
-- differ: renamed from b
create table c (id bigserial primary key, a integer references b);
create index c_a on c (a);
create table a (id serial primary key, new text);
-- differ: renamed from v
create view w as select
    -- differ: renamed from first
    y as second,
    -- differ: renamed from second
    "Z ""of"" b" as third
from b;
-- differ: renamed from w
create view x as select a from c;
"""


def test_chains_of_hints_are_followed_in_order(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(CHAINED_BEFORE.encode())
    project.write("schema/schema.sql", CHAINED_AFTER.replace("\n", "\r\n"))
    project.run("apply", "--yes")
    assert rows(live, """select count(*), min(y::text), count("Z ""of"" b") from b""") == [(5, "y", 0)]
    assert rows(live, "insert into b (id) values (default) returning id, y::text") == [(6, "y")]
    assert rows(live, "insert into c (a) values (1) returning id") == [(2,)]
    assert rows(live, "insert into a (new) values ('') returning id") == [(1,)]
    assert rows(live, "select second::text, third from w limit 1") == [("y", None)]
    project.run("plan", "--exit-code")


def test_names_are_exchanged_by_options(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(
        """
        create type e as enum ('x', 'y');
        create schema s;
        create table a (id serial primary key, x e default 'x', y text);
        create table b (id serial primary key, "n.N" integer);
        create table s.a (id serial primary key, b text unique);
        insert into a (y) values ('p'), ('q'); insert into b ("n.N") values (7); insert into s.a (b) values ('r');
        """
    )
    project.write(
        "schema/schema.sql",
        """\
        create type e as enum ('y', 'x');
        create schema s;
        create table s.a (id serial primary key, y e default 'y', x text);
        create table a (id serial primary key, "n.N" integer);
        create table b (id serial primary key, b text unique);
        """,
    )
    pairs = ["a=s.a", "b=a", 'a.x="s".a.y', "a.y=s.a.x"]
    options = [f"--rename=public.{pair.replace('b=a', 'b=public.a')}" for pair in pairs]
    options += ["--rename=s.a=public.b", "--rename=public.e.x=y", "--rename=public.e.y=x"]
    script = project.run("plan", "--sql", *options).output
    assert "DROP" not in script
    assert "CREATE" not in script
    project.run("apply", "--yes", *options)
    assert rows(live, "insert into s.a (x) values ('') returning id, y::text") == [(3, "y")]
    assert rows(live, """insert into a ("n.N") values (1) returning id""") == [(2,)]
    assert rows(live, "insert into b (b) values ('') returning id") == [(2,)]
    project.run("plan", "--exit-code")


def test_what_has_the_new_name_and_goes_makes_room(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(
        """
        create table users (id integer primary key, note text); insert into users values (1, '');
        create view people as select * from users; create view ids as select id from people;
        create table notes (id integer); insert into notes values (2);
        """
    )
    project.write(
        "schema/schema.sql",
        """\
        -- differ: renamed from users
        create table people (id integer constraint users_pkey primary key, note text);
        create view ids as select id from people;
        -- differ: renamed from notes
        create table papers (id integer);
        create view notes as select id from papers;
        """,
    )
    project.run("apply", "--yes")
    assert rows(live, "select people.id, notes.id from people, notes") == [(1, 2)]
    project.run("plan", "--exit-code")


@pytest.mark.parametrize(
    ("described", "options", "code", "message"),
    [
        (
            "-- differ: renamed from a\ncreate table b ();\n-- differ: renamed from b\ncreate table a ();",
            [],
            6,
            "schema.sql:1: These hints exchange names (public.a → public.b, public.b → public.a)",
        ),
        (
            "-- differ: renamed from a\ncreate table c ();\n-- differ: renamed from a\ncreate table d ();",
            [],
            6,
            "public.a cannot be renamed to both public.c and public.d",
        ),
        ("-- differ: renamed from a\ncreate table c ();", ["public.b=public.c"], 6, "been both public.a and public.b"),
        ("create table b ();", ["public.a=public.b"], 64, "the new name is in the database already"),
        ("-- differ: renamed from a\ncreate table b ();", [], 0, "public.b is there already, and public.a goes"),
        ("-- differ: renamed from a\ncreate table c ();\ncreate table b ();", ["public.a=public.c"], 0, "renamed from"),
    ],
)
def test_hints_that_contradict_each_other_or_the_database_are_said(
    project: Project,
    live: psycopg.Connection[Any],
    described: str,
    options: list[str],
    code: int,
    message: str,
) -> None:
    live.execute("create table a (); create table b ()")
    project.write("schema/schema.sql", described)
    result = project.run("plan", *(f"--rename={option}" for option in options), code=code)
    assert message in " ".join(f"{result.output} {result.errors}".split())
