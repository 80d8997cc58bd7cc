"""How values of a column go to another type, where the schema says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .project import Project, rows

if TYPE_CHECKING:
    import psycopg

BEFORE = """\
create table public.orders (id integer primary key, paid text default 'no' not null, note text, at text);
create index orders_paid on public.orders (paid);
create view public.paid as select id, paid from public.orders where paid = 'yes';
insert into public.orders values (1, 'yes', 'a long note', '5 minutes'), (2, 'no', 'short', '1 hour');
"""
AFTER = """\
create table public.orders (
    id integer primary key,
    -- differ: using paid = 'yes'
    paid boolean default false not null,
    note varchar(6), -- differ: using left(note, 6)
    at interval
);
create index orders_paid on public.orders (paid);
create view public.paid as select id, paid from public.orders where paid;
"""
HEIRS = """\
create table p (
    a integer, -- differ: using length(a)
    b integer
) partition by list (b);
create table p1 partition of p for values in (1);
create table q (
    a integer -- differ: using ascii(a)
);
create table r (
    a integer -- differ: using ascii(a)
);
create table c () inherits (q, r);
create table g (
    a integer unique, -- differ: using length(a)
    z text generated always as (a::text || '!') stored
);
"""


def test_values_go_as_the_schema_says(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(BEFORE.encode())
    project.write("schema/schema.sql", AFTER)
    shown = project.run("plan").output
    assert "lost" not in shown
    script = project.run("plan", "--sql").output
    assert "ALTER COLUMN paid TYPE boolean USING (paid = 'yes')" in script
    project.run("apply", "--yes")
    assert rows(live, "select id, paid, note, at::text from public.orders order by id") == [
        (1, True, "a long", "00:05:00"),
        (2, False, "short", "01:00:00"),
    ]
    project.run("plan", "--exit-code")  # the hints may stay


def test_an_expression_that_does_not_fit_is_found_before_anything_happens(
    project: Project, live: psycopg.Connection[Any]
) -> None:
    live.execute(BEFORE.encode())
    project.write("schema/schema.sql", AFTER.replace("paid = 'yes'\n", "paid + 1\n"))
    shown = project.run("plan", code=3).output
    assert "operator does not exist: text + integer" in " ".join(shown.split())
    project.run("apply", "--yes", code=3)
    assert rows(live, "select paid from public.orders order by id") == [("yes",), ("no",)]


def test_a_label_that_goes_has_its_rows_follow(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(b"create type public.mood as enum ('sad', 'so so', 'glad')")
    live.execute(b"create table public.days (id integer primary key, mood public.mood)")
    live.execute(b"insert into public.days values (1, 'so so'), (2, 'glad'), (3, null)")
    project.write(
        "schema/schema.sql",
        "create type public.mood as enum ('sad', 'fair', 'glad');\n"
        "create table public.days (id integer primary key,\n"
        "    -- differ: using case mood::text when 'so so' then 'fair' else mood::text end\n"
        "    mood public.mood\n);\n",
    )
    project.run("apply", "--yes")
    assert rows(live, "select id, mood::text from public.days order by id") == [(1, "fair"), (2, "glad"), (3, None)]
    project.run("plan", "--exit-code")


def test_it_says_columns_by_their_new_names(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(b"create table t (a text, b text); insert into t values ('x', 'yes')")
    hints = "-- differ: renamed from b\n-- differ: using paid = other\n"
    project.write(
        "schema/schema.sql", f"create table t (\n-- differ: renamed from a\nother text,\n{hints}paid boolean\n);"
    )
    project.run("apply", "--yes")
    assert rows(live, "select other, paid from t") == [("x", False)]
    project.run("plan", "--exit-code")


def test_heirs_and_what_is_computed_follow(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(
        b"create table p (a text, b integer) partition by list (b);"
        b"create table p1 partition of p for values in (1);"
        b"create table q (a text); create table r (a text); create table c () inherits (q, r);"
        b"create table g (a text unique, z text generated always as (a || '!') stored);"
        b"insert into p values ('xyz', 1); insert into c values ('x'); insert into g values ('xx')"
    )
    project.write("schema/schema.sql", HEIRS)
    project.run("apply", "--yes")
    found = rows(live, "select p.a, c.a, g.a, g.z from p, c, g")
    assert found == [(3, ord("x"), 2, "2!")]
    project.run("plan", "--exit-code")


def test_diff_follows_it_too(project: Project, live: psycopg.Connection[Any]) -> None:
    live.execute(BEFORE.encode())
    path = project.write("schema/schema.sql", AFTER)
    assert project.url is not None
    script = project.run("diff", project.url, str(path)).output
    assert "ALTER COLUMN note TYPE character varying(6) USING (left(note, 6))" in script


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("-- differ: using a\ncreate table t (a integer);", "table public.t is no column"),
        ("create table t (a integer,\n-- differ: using a\nb integer generated always as (a) stored);", "is generated"),
        ("create table t (a integer);\ncreate table u (\n-- differ: using a\na integer) inherits (t);", "parent table"),
        ("create table t (\n-- differ: using 1\n-- differ: using 2\na integer);", "column public.t.a has another"),
        ("create table t (\n-- differ: using (a\na integer);", "not one expression"),
        ("create table t (\n-- differ: using a); drop table t; --\na integer);", "not one expression"),
        ("create table t (\n-- differ: using a -- really\na integer);", "not one expression"),
    ],
)
def test_hints_that_no_plan_could_follow_are_errors(project: Project, schema: str, words: str) -> None:
    project.write("schema/schema.sql", schema)
    said = project.run("plan", code=6).errors
    assert "schema.sql:" in said
    assert words in said
