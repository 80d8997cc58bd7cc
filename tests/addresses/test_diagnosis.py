from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest

from differ.api_access import explain_obstacles, read_obstacles
from differ.diagnosis import diagnose
from differ.redaction import remember

SETUP = """
    create table parents (id int, "Year" int, primary key (id, "Year"));
    create table t (a int, b int, "Mixed Case" text, parent int, year int);
    insert into t values (1, 1, null, 5, 2020), (1, 1, 'x', null, null), (2, -1, 'x', null, 1);
    create type mood as enum ('sad');
    create view v as select a from t;
    create role somebody;
    create table locked (id int);
    alter table locked enable row level security;
    create schema closed;
"""


def fail(database: psycopg.Connection[Any], *statements: str) -> tuple[str, str]:
    """Run the statements, of which the last must fail, and diagnose it."""
    database.execute("begin; set local statement_timeout = '5s'")
    try:
        for statement in statements[:-1]:
            database.execute(statement.encode())
        with pytest.raises(psycopg.Error) as caught:
            database.execute(statements[-1].encode())
    finally:
        database.execute("rollback")
    message, remedy = diagnose(caught.value, doing="alter table public.t", statement=statements[-1])
    assert message.startswith("alter table public.t: ")
    return message, remedy or ""


def select_in(remedy: str) -> bytes:
    match = re.search(r"SELECT .*?(?=;)", remedy)
    assert match is not None
    return match[0].encode()


@pytest.fixture
def prepared(database: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    database.execute("drop role if exists somebody")
    database.execute(SETUP.encode())
    return database


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ('alter table t alter "Mixed Case" set not null', [(1, 1, None, 5, 2020)]),
        ("create unique index on t (a, b)", [(1, 1, 2)]),
        ("alter table t add constraint u unique (a)", [(1, 2)]),
        ('create unique index on t (lower("Mixed Case"))', [("x", 2)]),
        (
            'alter table t add constraint f FOREIGN KEY (parent, year) REFERENCES parents(id, "Year")',
            [(1, 1, None, 5, 2020)],
        ),
        ("alter table t add constraint c CHECK ((b > 0))", [(2, -1, "x", None, 1)]),
    ],
)
def test_the_rows_in_the_way_are_found_by_the_select(
    prepared: psycopg.Connection[Any], statement: str, rows: list[tuple[object, ...]]
) -> None:
    _, remedy = fail(prepared, statement)
    assert prepared.execute(select_in(remedy)).fetchall() == rows


@pytest.mark.parametrize(
    ("statements", "message", "remedy"),
    [
        (["create table t ()"], 'relation "t" already exists', "Plan again"),
        (["create type mood as enum ()"], "already exists", "Plan again"),
        (["alter table t add a int"], "already exists", "Plan again"),
        (["select * from nowhere"], "does not exist", "plan again"),
        (["select nothing() from t"], "does not exist", "extension"),
        (["create extension nonsense"], 'extension "nonsense" is not available', "pg_available_extensions"),
        (["create table x (\n  a int,,\n  b int)"], "syntax error", "Line 2 of the statement: a int,,"),
        (["set role somebody", "select * from t"], "permission denied for table t", "GRANT … ON TABLE t"),
        (
            ["set role somebody", "create table closed.x ()"],
            "for schema closed",
            "GRANT USAGE, CREATE ON SCHEMA closed",
        ),
        (["set role somebody", "alter table t add x int"], "must be owner of table t", "owns the table t"),
        (["set role somebody", "create extension hstore"], "permission denied to create extension", "superuser"),
        (["set role somebody", "create role another"], "permission denied to create role", "CREATEROLE"),
        (
            ["grant all on locked to somebody", "set role somebody", "insert into locked values (1)"],
            "row-level",
            "policy",
        ),
        (["set statement_timeout = '10ms'", "select pg_sleep(3)"], "statement timeout", "statement_timeout"),
        (["alter table t alter parent set not null"], "null values", "WHERE parent IS NULL"),
        (["insert into parents values (null, 1)"], "null value in column", "Give id a value"),
        (
            ["alter table t add constraint c check (b > 0) not valid", "insert into t values (1, -1)"],
            "violates",
            "the check c",
        ),
        (
            ["alter table t add constraint c check (b > 0) not valid", "alter table t validate constraint c"],
            "c",
            "break the check",
        ),
        (
            [
                "alter table t add constraint f foreign key (parent, year) references parents not valid",
                "alter table t validate constraint f",
            ],
            "violates foreign key",
            "Rows of public.t refer by parent, year",
        ),
        (
            ['alter table t alter "Mixed Case" type int using "Mixed Case"::int'],
            "invalid input syntax",
            "cannot become",
        ),
        (['alter table t alter "Mixed Case" type int'], "cannot be cast", "cannot become"),
        (["alter type mood add value 'new'", "select 'new'::mood"], "unsafe use", "second run"),
        (["drop table t"], "other objects depend on it", "view v depends on table t"),
        (["set transaction read only", "create table x ()"], "read-only", "replica"),
    ],
)
def test_server_errors(prepared: psycopg.Connection[Any], statements: list[str], message: str, remedy: str) -> None:
    found, advice = fail(prepared, *statements)
    assert message in found
    assert remedy in advice


PARTITIONED = "create table p (k int) partition by list (k)"


@pytest.mark.parametrize(
    ("statements", "remedy"),
    [
        (
            [PARTITIONED, "create table r as select 3 as k", "alter table p attach partition r for values in (1)"],
            "Rows of public.r are not within the bounds that it has as a partition",
        ),
        (
            [
                PARTITIONED,
                "create table d partition of p default",
                "insert into p values (3)",
                "create table p3 partition of p for values in (3)",
            ],
            "Rows of the default partition public.d belong to the new one",
        ),
        ([PARTITIONED, "insert into p values (3)"], "Add a partition of public.p that takes the row to schema/"),
        (
            [PARTITIONED, "create table p1 partition of p for values in (1)", "insert into p1 values (3)"],
            "Correct the row, or the bounds of the partition public.p1 in schema/.",
        ),
        (
            ["create domain d as text not null", 'ALTER TABLE public.t ALTER COLUMN "Mixed Case" TYPE d'],
            'The domain public.d allows no NULL: SELECT * FROM public.t WHERE "Mixed Case" IS NULL; Give',
        ),
        (["create domain d as int not null", "alter table t add n d"], "The domain public.d allows no NULL; give"),
        (
            ["create domain d as int constraint c check (value > 0)", "ALTER TABLE public.t ALTER COLUMN b TYPE d"],
            "Values of b in public.t break the check c of the domain public.d",
        ),
        (
            [
                "create domain d as int",
                "alter table t alter b type d",
                "alter domain d add constraint c CHECK ((VALUE > 0))",
            ],
            "Values of b in public.t break the check ((VALUE > 0)), where VALUE is the column",
        ),
    ],
)
def test_bounds_and_domains_have_remedies_of_their_own(
    prepared: psycopg.Connection[Any], statements: list[str], remedy: str
) -> None:
    _, advice = fail(prepared, *statements)
    assert remedy in advice


def test_a_lock_that_another_session_holds(prepared: psycopg.Connection[Any]) -> None:
    with psycopg.connect(prepared.info.dsn) as other:
        other.execute("lock table t")
        message, remedy = fail(prepared, "set local lock_timeout = '10ms'", "alter table t add x int")
    assert "lock timeout" in message
    assert "pg_blocking_pids" in remedy


def test_policy_that_reads_its_own_table(prepared: psycopg.Connection[Any]) -> None:
    _, remedy = fail(
        prepared,
        "grant select on locked to somebody",
        "create policy p on locked using (exists (select from locked))",
        "set role somebody",
        "select * from locked",
    )
    assert "SECURITY DEFINER" in remedy
    assert "API answers 500" in remedy


def test_server_gone(plain_server: Any, database: psycopg.Connection[Any]) -> None:
    with plain_server.connect(database.info.dbname) as other:
        database.execute("select pg_terminate_backend(%s)", (other.info.backend_pid,))
        with pytest.raises(psycopg.OperationalError) as caught:
            other.execute("select 1")
    message, remedy = diagnose(caught.value, doing="create table x")
    assert "terminating connection" in message
    assert remedy is not None
    assert "Plan again" in remedy


def test_secrets_in_literals_are_hidden(prepared: psycopg.Connection[Any]) -> None:
    remember("tulip-47-tulip")
    message, _ = fail(prepared, "select 'tulip-47-tulip'::int")
    assert "tulip" not in message
    assert "***" in message


def test_obstacles_of_the_api(prepared: psycopg.Connection[Any]) -> None:
    found = [(one.problem, one.tables) for one in read_obstacles(prepared, ["public"])]
    assert ("no policy", ("public.locked",)) in found
    assert sum(problem == "no role" for problem, _ in found) == 3
    prepared.execute("begin")
    prepared.execute("create role anon; create role authenticated; create role service_role")
    prepared.execute("revoke usage on schema public from public; grant usage on schema public to anon, service_role")
    prepared.execute("grant select on all tables in schema public to service_role; grant insert (a) on t to anon")
    prepared.execute("grant select on parents to anon")
    obstacles = read_obstacles(prepared, ["public"])
    prepared.execute("rollback")
    messages = [one.message for one in obstacles]
    assert {one.problem for one in obstacles} == {"no usage", "no grant", "no policy", "no security"}
    assert "the API's role authenticated may not use the schema public: every request to it fails" in messages
    assert (
        "the API's role anon has no privilege on public.locked, public.v: requests fail with permission denied"
        in messages
    )
    assert not any("service_role has no privilege" in message for message in messages)
    assert [one.tables for one in obstacles if one.problem == "no security"] == [("public.parents",)]


def test_many_tables_are_counted() -> None:
    obstacle = explain_obstacles([("no policy", "public", f"Table {number}", "") for number in range(7)])[0]
    assert '"Table 4" and 2 more' in obstacle.message
    assert len(obstacle.tables) == 7
