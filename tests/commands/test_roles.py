"""`--roles` and `--database-settings`, each test on a server of its own: roles are the whole server's."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

import differ
from differ.platforms import platform_named
from differ.servers import ScratchServer, find_installation

from .project import Project, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOTH = ("--roles", "--database-settings")
ROLES = """\
create role app_owner noinherit;
create role web login;
comment on role web is 'the API';
grant app_owner to web;
alter role web set search_path = api, public;
create schema api authorization app_owner;
create table public.old (id int);
grant select on public.old to web;
alter database shop set statement_timeout = '1min';
revoke temporary on database shop from public;
"""


@pytest.fixture
def cluster() -> Iterator[ScratchServer]:
    with ScratchServer(find_installation()) as server:
        server.create_database("shop")
        server.create_database("other")
        yield server


@pytest.fixture
def shop(cluster: ScratchServer, tmp_path: Path) -> Project:
    """A project that describes roles; its database has others."""
    with cluster.connect("shop") as connection:
        connection.execute(
            b"create role legacy login password 'hush-hush'; create table public.old (id int);"
            b"grant select on public.old to legacy; alter database shop set work_mem = '7MB'"
        )
    project = Project(tmp_path, cluster.url("shop"))
    project.write("schema/schema.sql", ROLES)
    project.write("differ.yaml", "platform: plain\n")
    return project


def _live(shop: Project) -> psycopg.Connection[Any]:
    assert shop.url is not None
    return psycopg.connect(shop.url, autocommit=True)


def test_neither_is_looked_at_unless_asked_for(shop: Project) -> None:
    shop.write("schema/schema.sql", "create table public.old (id int); grant select on public.old to legacy;")
    assert "Nothing to do" in shop.run("plan").output
    with _live(shop) as connection:
        connection.execute(b"create role another; alter database shop set work_mem = '8MB'")
    assert "Nothing to do" in shop.run("plan").output


def test_a_plan_shows_what_becomes_of_roles(shop: Project) -> None:
    output = shop.run("plan", *BOTH).output
    for line in (
        "~ database current",
        "+ database setting statement_timeout",
        "- database setting work_mem",
        "+ role app_owner",
        "+ role web",
        "+ 1 role membership: app_owner",
        "- role legacy",
        "role legacy and its password are lost",
        "role web is made without a password",
        "Rehearsed on a clone: the plan reaches the desired state.",
    ):
        assert line in output
    assert "hush" not in output


def test_apply_wants_leave_and_then_converges(shop: Project) -> None:
    refused = shop.run("apply", *BOTH, "--yes", code=3)
    assert "--allow-drop legacy" in refused.errors
    shop.run("apply", *BOTH, "--yes", "--allow-drop", "legacy")
    assert "Nothing to do" in shop.run("plan", *BOTH).output
    with _live(shop) as connection:
        names = rows(connection, "select rolname from pg_roles where oid >= 16384 order by 1")
        settings = rows(connection, "select setconfig from pg_db_role_setting order by 1")
    assert names == [("app_owner",), ("web",)]
    assert settings == [(["search_path=api, public"],), (["statement_timeout=1min"],)]


def test_the_other_databases_of_the_server_stop_a_drop(shop: Project, cluster: ScratchServer) -> None:
    with cluster.connect("other") as connection:
        connection.execute(b"create table mine (id int); alter table mine owner to legacy")
        connection.execute(b"grant create on database shop to legacy")
    said = "role legacy has something in database other, the privileges or the ownership of database shop"
    assert said in shop.run("plan", "--roles").output
    failed = shop.run("apply", *BOTH, "--yes", "--allow-drop", "legacy", code=7)
    assert "legacy" in failed.errors
    with _live(shop) as connection:
        assert rows(connection, "select count(*) from pg_roles where rolname in ('legacy', 'web')") == [(1,)]


def test_differ_yaml_switches_them_on(shop: Project) -> None:
    shop.write("differ.yaml", "platform: plain\nroles: true\ndatabase_settings: true\n")
    output = shop.run("plan").output
    assert "- role legacy" in output
    assert "database setting work_mem" in output


def test_a_saved_plan_is_applied_in_its_own_scope(shop: Project) -> None:
    shop.run("plan", *BOTH, "--out", "plan.json")
    assert json.loads((shop.folder / "plan.json").read_text("utf-8"))["scopes"] == ["roles", "database"]
    with _live(shop) as connection:
        connection.execute(b"create role somebody")
    refused = shop.run("apply", "plan.json", "--yes", "--allow-drop", "legacy", code=3)
    assert "it has changed since" in refused.errors
    with _live(shop) as connection:
        connection.execute(b"drop role somebody")
    shop.run("apply", "plan.json", "--yes", "--allow-drop", "legacy")
    assert "Nothing to do" in shop.run("plan", *BOTH).output


def test_the_role_that_connects_is_left_alone_and_said_so(shop: Project, cluster: ScratchServer) -> None:
    with cluster.connect("shop") as connection:
        connection.execute(
            b"create role deploy login createrole; alter database shop owner to deploy; alter schema public owner to "
            b"deploy; alter table public.old owner to deploy; alter role deploy set work_mem = '3MB'"
        )
        if cluster.installation.major >= 16:
            connection.execute(b"grant legacy to deploy with admin option")
    deploy = dataclasses.replace(shop, url=cluster.url("shop", "deploy"))
    schema = ROLES.replace("create schema api", "grant app_owner to deploy; create schema api")
    deploy.write("schema/schema.sql", schema + "alter role deploy set work_mem = '9MB';")
    assert "the schema changes role setting deploy.work_mem, which is not planned" in deploy.run("plan", *BOTH).output
    deploy.run("apply", *BOTH, "--yes", "--allow-drop", "legacy")
    again = deploy.run("plan", *BOTH).output
    assert "Nothing to do" in again
    with _live(shop) as connection:
        assert rows(connection, "select rolconfig from pg_roles where rolname = 'deploy'") == [(["work_mem=3MB"],)]


def test_a_role_that_the_schema_does_not_make_is_not_there(shop: Project) -> None:
    shop.write("schema/schema.sql", "create table public.old (id int); grant select on public.old to legacy;")
    assert 'role "legacy" does not exist' in shop.run("plan", "--roles", code=6).errors


def test_files_are_compared_in_both_directions(tmp_path: Path, cluster: ScratchServer, psql: Path) -> None:
    project = Project(tmp_path)
    project.write("a.sql", ROLES.replace("shop", "postgres"))
    project.write("b.sql", "create role web; create table public.old (id int);")
    for first, second in (("a.sql", "b.sql"), ("b.sql", "a.sql")):
        assert project.run("diff", first, second, "--roles", "--database", "--rehearse").output
    with cluster.connect("shop") as connection:
        connection.execute((tmp_path / "a.sql").read_bytes().replace(b"postgres", b"shop"))
    script = project.run("diff", cluster.url("shop"), "b.sql", "--roles", "--database")
    assert "has something in" not in script.errors
    subprocess.run(
        [psql, cluster.url("shop"), "-X", "-q", "-v", "ON_ERROR_STOP=1"], input=script.output.encode(), check=True
    )
    assert project.run("diff", cluster.url("shop"), "b.sql", "--roles", "--database").output == ""


def test_a_secret_setting_is_in_no_text_but_the_statement(shop: Project) -> None:
    with _live(shop) as connection:
        connection.execute(b"alter database shop set app.jwt_secret = 'hush-hush'")
    schema = ROLES + "alter database shop set app.jwt_secret = 'hush-two';"
    shop.write("schema/schema.sql", schema)
    plan = shop.run("plan", *BOTH).output
    assert "database setting app.jwt_secret" in plan
    assert "hush" not in plan
    assert "hush-two" in shop.run("plan", *BOTH, "--sql").output


def test_drift_of_roles_is_found_by_a_check(shop: Project) -> None:
    shop.write("expected_state.yaml", "version: 1\ndrift: none\n")
    shop.run("apply", *BOTH, "--yes", "--allow-drop", "legacy")
    shop.write("differ.yaml", "platform: plain\nroles: true\ndatabase_settings: true\n")
    shop.run("check")
    with _live(shop) as connection:
        connection.execute(b"alter role web createdb; alter database shop set work_mem = '9MB'")
    output = shop.run("check", code=1).output
    assert "role web" in output
    assert "create database: yes" in output
    assert "database setting work_mem" in output


def test_the_roles_of_a_platform_are_left_alone(tmp_path: Path) -> None:
    platform = platform_named("supabase")
    installation = find_installation()
    server = ScratchServer(
        installation, superuser=platform.superuser, key=platform.baseline_key, prepare=platform.prepare
    )
    with server:
        server.create_database("app", template="differ_baseline", owner="postgres")
        with server.connect("app", "postgres") as connection:
            connection.execute(
                b"alter role authenticator set work_mem = '3MB'; create role mine; grant mine to anon;"
                b"grant create on database app to dashboard_user"
            )
        with server.connect("app") as connection:
            connection.execute(b"alter database app set app.settings.jwt_exp = 3600")
        project = Project(tmp_path, server.url("app", "postgres"))
        project.write("schema/schema.sql", "create role theirs; grant theirs to authenticated;")
        script = project.run("plan", *BOTH, "--sql").output
        statements = [line for line in script.splitlines() if line and not line.startswith("--")]
        assert statements[2:-1] == ["DROP ROLE mine;", "CREATE ROLE theirs;", "GRANT theirs TO authenticated;"]
        project.run("apply", *BOTH, "--yes", "--allow-drop", "mine")
        assert "Nothing to do" in project.run("plan", *BOTH).output


def test_the_same_from_python(shop: Project) -> None:
    plan = differ.plan(shop.url, project=shop.folder, roles=True, database_settings=True)
    assert plan.proven is True
    differ.apply(plan, shop.url, project=shop.folder, allow_drop=["legacy"])
    assert shop.url is not None
    schema = shop.folder / "schema"
    assert differ.diff(shop.url, schema, roles=True, database_settings=True) == ""


def test_a_hint_renames_a_role_with_all_that_it_has(shop: Project) -> None:
    shop.write(
        "schema/schema.sql",
        "-- differ: renamed from legacy\ncreate role archive login;\n"
        "create table public.old (id int); grant select on public.old to archive;",
    )
    script = shop.run("plan", "--roles", "--sql").output
    assert [line for line in script.splitlines() if line.endswith(";")][2:-1] == [
        "ALTER ROLE legacy RENAME TO archive;"
    ]
    shop.run("apply", "--roles", "--yes")
    assert "Nothing to do" in shop.run("plan", "--roles").output


def test_a_dump_of_all_roles_is_a_description_and_passwords_in_it_stay_there(shop: Project) -> None:
    program = find_installation().tool("pg_dumpall")
    assert shop.url is not None
    dumped = subprocess.run([program, "--roles-only", "-d", shop.url], capture_output=True, text=True, check=True)
    assert "PASSWORD 'SCRAM" in dumped.stdout
    shop.write("dumped.sql", dumped.stdout)
    with _live(shop) as connection:
        connection.execute(b"drop table public.old; drop role legacy")
    done = shop.run("diff", shop.url, "dumped.sql", "--roles")
    assert "CREATE ROLE legacy LOGIN;" in done.output
    assert "SCRAM" not in done.output + done.errors
    shop.write("dumped.sql", "create role legacy login password 'hush-hush' valid until 'never';")
    assert "hush" not in shop.run("diff", shop.url, "dumped.sql", "--roles", code=6).errors
