"""Each lint on what it must find (cases/NAME/fires.sql) and on what looks like it and is fine (quiet.sql)."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from differ.checks.lints.files import COLUMNS, lints
from differ.checks.lints.scope import Scope
from differ.checks.lints.settings import SENSITIVE_COLUMNS
from differ.platforms.supabase import MANAGED_SCHEMAS
from tests.checks.lints.conftest import Connection

CASES = Path(__file__).parent / "cases"
NAMES = list(lints())

_OWN_SCHEMAS = "select nspname from pg_catalog.pg_namespace where nspname !~ '^pg_' order by 1"


def _scope(connection: Connection, script: str) -> Scope:
    names = [row[0] for row in connection.execute(_OWN_SCHEMAS).fetchall()]
    own = tuple(name for name in names if name not in MANAGED_SCHEMAS)
    exposed = re.findall(r"^-- exposes: (.+)$", script, re.MULTILINE)
    return Scope(
        platform="supabase",
        own_schemas=own,
        policy_schemas=(*own, "storage", "auth"),
        own_extensions=("vector",),
        exposed_schemas=tuple(exposed[0].split(", ")) if exposed else ("public",),
        api_roles=("anon", "authenticated"),
        owners=("postgres",),
        sensitive_columns=SENSITIVE_COLUMNS,
        roles=frozenset(),
        missing=(),
    )


def found(connection: Connection, name: str, script: str) -> list[tuple[str, ...]]:
    """The rows of a lint after a script, which is run as the user's role and rolled back."""
    connection.execute("begin")
    try:
        connection.execute("set local role postgres")
        connection.execute("set local search_path to public")
        connection.execute(script.encode())
        connection.execute("reset role")
        scope = _scope(connection, script)
        connection.execute("set local search_path to ''")
        cursor = connection.execute(lints()[name].sql(scope.values()).encode())
        assert tuple(column.name for column in cursor.description or ()) == COLUMNS
        return cursor.fetchall()
    finally:
        connection.execute("rollback")


def test_every_lint_has_its_cases_and_every_case_its_lint() -> None:
    assert sorted(path.name for path in CASES.iterdir()) == NAMES
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_it_finds_exactly_what_it_must(shared: Connection, name: str) -> None:
    script = (CASES / name / "fires.sql").read_text(encoding="utf-8")
    rows = found(shared, name, script)
    assert sorted(row[2] for row in rows) == sorted(re.findall(r"^-- finds: (.+)$", script, re.MULTILINE))
    lint = lints()[name]
    for row in rows:
        assert row[:2] == (name, lint.level)
        assert row[5] == f"docs/lints.md#{name}"
        assert all(row[3:])


@pytest.mark.parametrize("name", NAMES)
def test_it_leaves_alone_what_is_fine(shared: Connection, name: str) -> None:
    assert found(shared, name, (CASES / name / "quiet.sql").read_text(encoding="utf-8")) == []


def test_an_index_that_was_used_is_not_unused(project: Connection) -> None:
    project.execute("create table t (a int); create index busy on t (a); create index idle on t ((a + 1))")
    project.execute("set enable_seqscan = off; select from t where a = 1; select pg_stat_force_next_flush()")
    sql = lints()["unused_index"].sql(_scope(project, "").values())
    assert [row[2] for row in project.execute(sql.encode()).fetchall()] == ["index public.idle"]


def test_a_sequence_that_may_not_be_read_is_an_error(project: Connection) -> None:
    project.execute("create sequence s; set search_path to ''")
    sql = lints()["sequence_near_end"].sql(_scope(project, "").values())
    project.execute("revoke all on sequence public.s from anon; set role anon")
    with pytest.raises(psycopg.Error, match=r"permission denied for sequence public\.s"):
        project.execute(sql.encode())
