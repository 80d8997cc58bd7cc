"""The fixtures, used as an application's tests would use them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

pytest_plugins = ["pytester"]

SCHEMA = """
create table public.notes (
    id integer generated always as identity primary key,
    owner uuid not null,
    body text not null
);
alter table public.notes enable row level security;
create policy own on public.notes for all to authenticated
    using (owner = auth.uid()) with check (owner = auth.uid());
grant select, insert on public.notes to authenticated;
create table public.levels (code text primary key, rank integer not null);
"""
SEED = "table: public.levels\nkey: [code]\nrows:\n  - {code: LOW, rank: 1}\n  - {code: HIGH, rank: 2}\n"


@pytest.fixture
def application(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with a schema and seeds, whose tests know differ's fixtures and nothing else."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.makeini("[pytest]\naddopts = -p differ.pytest_plugin\nfilterwarnings = error\n")
    (pytester.mkdir("schema") / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    (pytester.path / "schema" / "seeds").mkdir()
    (pytester.path / "schema" / "seeds" / "levels.yaml").write_text(SEED, encoding="utf-8")
    return pytester


def test_every_test_has_a_database_of_its_own_with_schema_and_seeds(application: pytest.Pytester) -> None:
    application.makepyfile(
        """
        import psycopg
        import pytest

        @pytest.mark.parametrize("time", [1, 2])
        def test_rows_stay_in_the_test(differ_database, time):
            with differ_database.connect() as connection:
                rows = connection.execute("select code, rank from levels order by rank").fetchall()
                assert rows == [("LOW", 1), ("HIGH", 2)]
                connection.execute("delete from levels")

        def test_addresses_are_for_other_programs(differ_database):
            for address in (differ_database.url, differ_database.conninfo):
                with psycopg.connect(address) as connection:
                    (user, name) = connection.execute("select current_user, current_database()").fetchone()
                    assert (user, name) == (differ_database.role, differ_database.name) == ("postgres", name)

        def test_what_is_left_open_is_no_obstacle(differ_database, request):
            connection = differ_database.connect()
            connection.execute("begin; lock table levels")
            request.config.left = connection

        def test_after_that_the_database_is_gone(differ_database, request):
            with differ_database.connect() as connection:
                names = connection.execute("select datname from pg_database where datname like 'test@_%' escape '@'")
                assert names.fetchall() == [(differ_database.name,)]
            request.config.left.close()
        """
    )
    application.runpytest_subprocess().assert_outcomes(passed=5)


def test_users_are_those_that_policies_see(application: pytest.Pytester) -> None:
    application.makepyfile(
        """
        import psycopg
        import pytest

        ALICE, BRUNO = "c4ec0000-0000-4000-8000-000000000011", "c4ec0000-0000-4000-8000-000000000012"

        def test_one_sees_their_own(as_user):
            alice, bruno = as_user("authenticated", sub=ALICE), as_user("authenticated", sub=BRUNO)
            alice.execute("insert into notes (owner, body) values (%s, 'mine')", [ALICE])
            assert alice.execute("select body from notes").fetchall() == [("mine",)]
            assert bruno.execute("select body from notes").fetchall() == []
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                bruno.execute("insert into notes (owner, body) values (%s, 'not mine')", [ALICE])

        def test_claims_are_those_of_a_token(as_user):
            user = as_user("authenticated", sub=ALICE, app_metadata={"plan": "it's"})
            row = user.execute(
                "select current_user::text, session_user::text, auth.uid()::text, auth.role(), "
                "auth.jwt() -> 'app_metadata' ->> 'plan'"
            ).fetchone()
            assert row == ("authenticated", "authenticator", ALICE, "authenticated", "it's")

        def test_nobody_signed_in_may_nothing(as_user):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                as_user("anon").execute("select from notes")
        """
    )
    application.runpytest_subprocess().assert_outcomes(passed=3)


def test_a_project_elsewhere_and_a_plain_one(application: pytest.Pytester) -> None:
    folder = application.mkdir("other")
    (folder / "differ.yaml").write_text("platform: plain\nschema: tables.sql\n", encoding="utf-8")
    (folder / "tables.sql").write_text("create role clerk; create table t (id integer); grant select on t to clerk;")
    application.makeini("[pytest]\naddopts = -p differ.pytest_plugin\nfilterwarnings = error\ndiffer_project = other\n")
    application.makepyfile(
        """
        def test_it(as_user):
            clerk = as_user("clerk", sub="1")
            assert clerk.execute("select * from t").fetchall() == []
            claims = clerk.execute("select current_setting('request.jwt.claims')::jsonb").fetchone()
            assert claims == ({"role": "clerk", "sub": "1"},)
        """
    )
    application.runpytest_subprocess().assert_outcomes(passed=1)


def test_a_broken_schema_is_said_with_its_line(application: pytest.Pytester) -> None:
    (application.path / "schema" / "schema.sql").write_text("create table a (id integer);\ncreate tabel b ();\n")
    application.makepyfile("def test_it(differ_database): pass")
    result = application.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*schema.sql:2:8*"])


def test_no_schema_is_said_so(application: pytest.Pytester) -> None:
    application.makeini("[pytest]\naddopts = -p differ.pytest_plugin\ndiffer_project = nowhere\n")
    application.mkdir("nowhere")
    (application.path / "nowhere" / "differ.yaml").write_text("platform: plain\n", encoding="utf-8")
    application.makepyfile("def test_it(differ_database): pass")
    result = application.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*There is no such file or folder.*"])


def test_other_projects_pay_nothing() -> None:
    """Neither the driver of PostgreSQL nor more of differ is imported before a fixture is used."""
    code = "import sys, differ.pytest_plugin as p; print(*(m for m in sys.modules if m.split('.')[0] in %r))"
    modules = ("differ", "psycopg", "yaml", "click", "rich")
    done = subprocess.run([sys.executable, "-c", code % (modules,)], cwd=REPOSITORY, capture_output=True, check=True)
    assert done.stdout.decode().split() == ["differ", "differ.pytest_plugin"]


def test_pytest_finds_the_plugin() -> None:
    document = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    assert document["project"]["entry-points"]["pytest11"] == {"differ": "differ.pytest_plugin"}
