from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from differ.errors import SchemaError
from differ.scripts import RunReport, Statement, run_script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scripts.conftest import Read

Connection = psycopg.Connection[Any]


@pytest.fixture
def ordinary_role(scratch_connection: Connection) -> Iterator[str]:
    """A role that may log in and nothing else."""
    scratch_connection.execute("CREATE ROLE scripts_ordinary; GRANT CREATE ON SCHEMA public TO scripts_ordinary")
    yield "scripts_ordinary"
    scratch_connection.execute("DROP OWNED BY scripts_ordinary; DROP ROLE scripts_ordinary")


def failure(connection: Connection, read: Read, text: str) -> SchemaError:
    with pytest.raises(SchemaError) as caught:
        run_script(connection, read(text))
    assert connection.info.transaction_status == TransactionStatus.IDLE
    return caught.value


def place(error: SchemaError) -> str:
    """line:column."""
    assert error.where is not None
    return error.where.split("schema.sql:")[1]


def value(connection: Connection, query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def test_statements_run_as_they_stand(scratch_connection: Connection, read: Read) -> None:
    script = read(
        "CREATE TABLE t (a text DEFAULT '100%', b int);\nBEGIN; INSERT INTO t VALUES ('%s %(x)s', 1); COMMIT;\n"
        "CREATE INDEX CONCURRENTLY i ON t (b);\nVACUUM t;\nDO $$ BEGIN PERFORM 7 % 2; END $$;\n"
        "COPY t FROM stdin;\na\\tb\t2\n\\N\t3\n\\.\nSELECT 1;\n"
        "CREATE FUNCTION f(a int) RETURNS text BEGIN ATOMIC\n"
        "SELECT 1 AS end; SELECT 1 end; SELECT CASE a WHEN 1 THEN 'one' ELSE 'é' END; END;\n"
    )
    heard: list[Statement] = []
    assert run_script(scratch_connection, script, progress=heard.append) == RunReport(())
    assert heard == list(script.statements)
    rows = scratch_connection.execute("SELECT a, b FROM t ORDER BY b").fetchall()
    assert rows == [("%s %(x)s", 1), ("a\tb", 2), (None, 3)]
    assert value(scratch_connection, "SELECT f(2)") == "é"


def test_the_same_statement_many_times_is_never_prepared(scratch_connection: Connection, read: Read) -> None:
    run_script(scratch_connection, read("SELECT 1;\n" * 12))
    assert value(scratch_connection, "SELECT count(*) FROM pg_prepared_statements") == 0


def test_the_session_is_left_as_a_new_one(scratch_connection: Connection, read: Read, ordinary_role: str) -> None:
    user = value(scratch_connection, "SELECT current_user")
    path = value(scratch_connection, "SHOW search_path")
    text = (
        "SELECT pg_catalog.set_config('search_path', '', false);\nSET statement_timeout = 0;\nSET lock_timeout = 7;\n"
        f"SET client_min_messages = error;\nSET SESSION AUTHORIZATION {ordinary_role};\nSET ROLE {ordinary_role};\n"
    )
    run_script(scratch_connection, read(text))
    assert value(scratch_connection, "SELECT current_user") == user
    assert value(scratch_connection, "SHOW search_path") == path
    assert value(scratch_connection, "SHOW lock_timeout") == "0"
    failure(scratch_connection, read, text + "SELECT nothing;")
    assert value(scratch_connection, "SELECT current_user") == user


def test_a_connection_with_its_own_transactions_is_a_mistake(scratch_connection: Connection, read: Read) -> None:
    scratch_connection.autocommit = False
    with pytest.raises(ValueError, match="autocommit"):
        run_script(scratch_connection, read("SELECT 1"))
    scratch_connection.autocommit = True


def test_an_error_shows_the_place_the_line_and_a_caret(scratch_connection: Connection, read: Read) -> None:
    error = failure(scratch_connection, read, "-- é\nCREATE TABLE t (\n\tname text,\n  kind nothing NOT NULL\n);\n")
    assert place(error) == "4:8"
    assert error.message.split("\n") == [
        'type "nothing" does not exist (42704)',
        "    kind nothing NOT NULL",
        "         ^",
    ]
    assert "creates nothing" in str(error.remedy)


def test_an_error_without_position_points_at_the_statement(scratch_connection: Connection, read: Read) -> None:
    error = failure(scratch_connection, read, "SELECT 1;\n-- the table\n  CREATE TABLE t (a int, a int);")
    assert place(error) == "3:3"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT 1 +\n  wrong;\n$$;", "3:3"),
        ("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1 1;\nEND $$;", "3:12"),
        ("CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC\n  SELECT 1;\n  SELECT wrong;\nEND;", "4:10"),
        ("-- x\nDO $$\nBEGIN\n  PERFORM 1;\n  PERFORM 1 FROM wrong;\nEND $$;", "5:18"),
        ("DO $$\nBEGIN\n  PERFORM 1;\n  RAISE EXCEPTION 'no';\nEND $$;", "4:3"),
    ],
)
def test_errors_in_bodies_name_the_line_in_the_file(
    scratch_connection: Connection, read: Read, text: str, where: str
) -> None:
    assert place(failure(scratch_connection, read, text)) == where


def test_the_servers_detail_hint_and_context_are_shown(scratch_connection: Connection, read: Read) -> None:
    text = "DO $$ BEGIN RAISE EXCEPTION 'bad' USING DETAIL = 'why', HINT = 'so'; END $$;"
    message = failure(scratch_connection, read, text).message
    assert "  DETAIL: why\n  HINT: so\n  CONTEXT: PL/pgSQL function inline_code_block line 1" in message


def test_a_bad_row_of_copy_names_its_line(scratch_connection: Connection, read: Read) -> None:
    text = "CREATE TABLE t (a int);\n\nCOPY t\nFROM stdin;\n1\n2\nthree\n\\.\nSELECT 1;"
    assert place(failure(scratch_connection, read, text)) == "7"


@pytest.mark.parametrize(
    ("text", "where", "remedy"),
    [
        ("CREATE TABLE t ();\nCREATE TABLE t ();", "2:1", "schema.sql:1:1 creates it already"),
        ("CREATE TABLE t () TABLESPACE missing;", "1:1", "give its address where two files are compared"),
        ("CREATE TABLE a.t ();", "1:14", "CREATE SCHEMA a"),
        ("CREATE TABLE a.t ();\nCREATE SCHEMA a;", "1:14", "schema.sql:2:1 creates it, but that runs later"),
        ('CREATE TABLE "T" ();\nCREATE TABLE t ();\nCREATE VIEW "T" AS SELECT 1;', "3:1", "schema.sql:1:1 creates it"),
        ("CREATE TYPE t AS ENUM ();\nCREATE TYPE t AS (a int);", "2:1", "schema.sql:1:1 creates it already"),
        ("CREATE SCHEMA a;\nCREATE SCHEMA a;", "2:1", "schema.sql:1:1 creates it already"),
        (
            "CREATE TABLE t ();\nCREATE POLICY p ON t;\nCREATE POLICY q ON t;\nCREATE POLICY p ON t;",
            "4:1",
            "schema.sql:2:1 creates it already",
        ),
        (
            "CREATE TABLE t (a int CONSTRAINT c UNIQUE);\nALTER TABLE t ADD CONSTRAINT c CHECK (a > 0);",
            "2:1",
            "schema.sql:1:1 seems to create it already",
        ),
        (
            "CREATE FUNCTION f() RETURNS int RETURN 1;\nCREATE FUNCTION f() RETURNS int RETURN 2;",
            "2:1",
            "schema.sql:1:1 creates it already",
        ),
        ("CREATE SCHEMA public;", "1:1", "before the script starts"),
        (
            "CREATE TABLE a (b int REFERENCES c (id));\nCREATE TABLE c (id int);",
            "1:1",
            "schema.sql:2:1 creates it, but",
        ),
        ("CREATE TABLE clients ();\nCREATE VIEW v AS SELECT 1 FROM client;", "2:32", "Is clients meant?"),
        ("CREATE TABLE t (a txt);", "1:19", "Is text meant?"),
        ("SELECT uuid_generate_v4();", "1:8", 'CREATE EXTENSION IF NOT EXISTS "uuid-ossp"'),
        ("CREATE TABLE t (a text);\nCREATE INDEX i ON t USING gin (a gin_trgm_ops);", "2:1", "pg_trgm"),
        ("CREATE FUNCTION f(a int) RETURNS int RETURN 1;\nSELECT f('a'::text);", "2:8", "types of the arguments"),
        ("SELECT 'a'::text = 1;", "1:18", "Cast one side"),
        ("CREATE TABLE t ();\nGRANT SELECT ON t TO nobody_known;", "2:1", "Put CREATE ROLE nobody_known; above"),
        ("CREATE EXTENSION pgcrpyto;", "1:1", "no extension pgcrpyto"),
        ("CREATE TABLE t (a int);\nSELECT b FROM t;", "2:8", "spelling"),
        ("CREATE TABLE t ();\nCREATE POLICY IF NOT EXISTS p ON t;", "2:18", "has no CREATE POLICY IF NOT EXISTS"),
        ("CREATE TABLE t (\n  a int,\n);", "3:1", "Remove the comma"),
        ("CREATE TABLE t (a int)\nCREATE TABLE u (a int);", "2:1", "semicolon"),
        ("CREATE TABLE t (a int;\nSELECT 1;", "1:22", "closing parenthesis"),
        ("SELECT :name;", "1:8", "psql variables"),
        ("CREATE TABLE\u00a0t (a int);", "1:8", "invisible"),
        ("SELECT 1 \\gx", "1:10", "psql commands"),
        ("SELECT 1 AS a, ‘x y’;", "1:16", "Typographic quotes"),
        ("COMMENT ON SCHEMA public IS ‘x’;", "1:29", "Typographic quotes"),
        (
            "BEGIN;\nCREATE TABLE t ();\nCREATE INDEX CONCURRENTLY ON t ((1));\nCOMMIT;",
            "3:1",
            "outside of a transaction",
        ),
    ],
)
def test_the_usual_mistakes_have_a_remedy(
    scratch_connection: Connection, read: Read, text: str, where: str, remedy: str
) -> None:
    error = failure(scratch_connection, read, text)
    assert place(error) == where
    assert remedy in (error.remedy or "")


def test_a_missing_extension_lists_what_there_is(scratch_connection: Connection, read: Read) -> None:
    error = failure(scratch_connection, read, "CREATE EXTENSION nowhere_to_be_found;")
    assert "plpgsql" in str(error.remedy)


def test_what_an_ordinary_role_may_not_do(scratch_connection: Connection, read: Read, ordinary_role: str) -> None:
    error = failure(scratch_connection, read, f"SET ROLE {ordinary_role};\nCOPY t FROM PROGRAM 'true';")
    assert "42501" in failure(scratch_connection, read, f"SET ROLE {ordinary_role};\nCREATE SCHEMA s;").message
    assert "may not do this" in str(error.remedy)


def test_roles_that_are_there_already_are_passed_over(
    scratch_connection: Connection, read: Read, ordinary_role: str
) -> None:
    text = f"CREATE ROLE {ordinary_role};\nBEGIN;\nCREATE ROLE {ordinary_role.upper()};\nCREATE TABLE t ();\nCOMMIT;"
    run_script(scratch_connection, read(text))
    assert value(scratch_connection, "SELECT to_regclass('t')::text") == "t"
    run_script(scratch_connection, read(f'SET ROLE {ordinary_role};\nCREATE USER "{ordinary_role}" LOGIN;'))
    with pytest.raises(SchemaError, match="already exists"):
        run_script(scratch_connection, read(text), existing_roles_ok=False)
    assert place(failure(scratch_connection, read, f"SET ROLE {ordinary_role};\nCREATE ROLE other;")) == "2:1"


def test_a_transaction_that_stays_open_names_its_begin(scratch_connection: Connection, read: Read) -> None:
    text = "BEGIN;\nSELECT 1;\nCOMMIT;\n  START TRANSACTION;\nCREATE TABLE t ();\n"
    error = failure(scratch_connection, read, text)
    assert place(error) == "4:3"
    assert "COMMIT" in str(error.remedy)
    assert value(scratch_connection, "SELECT to_regclass('t')::text") is None


def test_names_cut_inside_a_body_are_an_error(scratch_connection: Connection, read: Read) -> None:
    name = "n" * 64
    text = f"SELECT 1;\nDO $$\nBEGIN\n  CREATE TABLE {name} ();\nEND $$;"
    error = failure(scratch_connection, read, text)
    assert place(error) == "4:16"
    assert name in error.message


def test_warnings_are_reported_and_notices_are_not(scratch_connection: Connection, read: Read) -> None:
    report = run_script(
        scratch_connection,
        read("SELECT 1;\nDO $$ BEGIN RAISE NOTICE 'n'; RAISE WARNING 'w'; END $$;\nDROP TABLE IF EXISTS nothing;"),
    )
    assert len(report.warnings) == 1
    assert report.warnings[0].endswith("schema.sql:2:1: w")


def test_a_password_in_a_statement_is_never_shown(scratch_connection: Connection, read: Read) -> None:
    error = failure(scratch_connection, read, "CREATE ROLE r PASSWORD 'hunter2' NOTHING;")
    assert "hunter2" not in str(error)
    assert "***" in str(error)
    below = failure(scratch_connection, read, "CREATE ROLE r PASSWORD\n  'hunter2' NOTHING;")
    assert "hunter2" not in str(below)


def test_long_lines_are_shown_around_the_place(scratch_connection: Connection, read: Read) -> None:
    error = failure(scratch_connection, read, f"SELECT {'1, ' * 200}wrong{', 1' * 200};")
    _, line, caret = error.message.split("\n")
    assert line[caret.index("^") :].startswith("wrong")
    assert len(line) < 120
