from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from differ.doctor import Finding, examine
from differ.servers import ScratchServer

from .conftest import Project


def look(folder: Path, url: str | None, **options: str) -> list[Finding]:
    found = examine(folder, database=url, environment={}, **options)
    return [finding for finding in found if finding.section == "database"]


def by_check(findings: list[Finding], check: str) -> Finding:
    (found,) = (finding for finding in findings if finding.check == check)
    return found


def levels(findings: list[Finding]) -> set[str]:
    return {finding.level for finding in findings}


def test_a_superuser_may_do_everything(project: Project, plain_server: ScratchServer, plain_database: str) -> None:
    found = look(project(), plain_server.url(plain_database))
    assert levels(found) == {"ok"}
    assert by_check(found, "platform").message == "the platform is plain"
    assert "SUPERUSER" in by_check(found, "role").message
    assert by_check(found, "server").message.startswith("the server is PostgreSQL ")


def test_a_role_that_may_not_create(project: Project, plain_server: ScratchServer, plain_database: str) -> None:
    with plain_server.connect(plain_database) as connection:
        connection.execute("drop role if exists doctor_visitor")
        connection.execute("create role doctor_visitor login")
        connection.execute('create table public.visits (id int); create schema "Odd one"')
    folder = project("create extension adminpack; create extension if not exists hstore; create extension nowhere;")
    found = look(folder, plain_server.url(plain_database, "doctor_visitor"))
    assert "no schema" in by_check(found, "create in database").message
    create = by_check(found, "create in schemas")
    assert "Odd one, public" in create.message
    assert 'GRANT CREATE ON SCHEMA "Odd one", public TO doctor_visitor;' in str(create.remedy)
    ownership = by_check(found, "ownership")
    assert ownership.message == "doctor_visitor cannot alter what postgres owns: table public.visits"
    assert "GRANT postgres TO doctor_visitor;" in str(ownership.remedy)
    assert {finding.level for finding in (create, ownership)} == {"problem"}
    extensions = [finding for finding in found if finding.check == "extensions"]
    assert "nowhere" in extensions[0].message
    assert all("hstore" not in finding.message for finding in extensions)


def test_untrusted_extensions_are_for_superusers(
    project: Project, plain_server: ScratchServer, plain_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Scratch servers trust all of theirs, so this one is made to say what others do.
    offered = "select name, false, name = 'pgcrypto' from unnest(%s::text[]) as name"
    monkeypatch.setattr("differ.doctor.privileges._EXTENSIONS", offered)
    with plain_server.connect(plain_database) as connection:
        connection.execute("drop role if exists doctor_author")
        connection.execute("create role doctor_author login")
        connection.execute("grant create on schema public to doctor_author")
    folder = project('create extension "Odd one" with schema public; create extension pgcrypto;')
    found = by_check(look(folder, plain_server.url(plain_database, "doctor_author")), "extensions")
    assert (found.level, found.message) == ("problem", "only a superuser may create Odd one")
    assert levels([by_check(look(folder, plain_server.url(plain_database)), "extensions")]) == {"ok"}


def test_only_what_is_in_scope_must_be_its_own(
    project: Project, plain_server: ScratchServer, plain_database: str
) -> None:
    with plain_server.connect(plain_database) as connection:
        connection.execute("drop role if exists doctor_tenant")
        connection.execute("create role doctor_tenant login")
        connection.execute("create schema mine authorization doctor_tenant; create table public.theirs (id int)")
    folder = project(**{"differ.yaml": "schemas: [mine]\n"})
    found = look(folder, plain_server.url(plain_database, "doctor_tenant"))
    assert by_check(found, "create in schemas").message == "doctor_tenant may create in mine"
    assert by_check(found, "ownership").level == "ok"


def test_a_read_only_database(project: Project, plain_server: ScratchServer, plain_database: str) -> None:
    with plain_server.connect() as connection:
        connection.execute(f"alter database {plain_database} set default_transaction_read_only = on")
    assert by_check(look(project(), plain_server.url(plain_database)), "writable").level == "problem"


def test_a_transaction_pooler(project: Project, plain_server: ScratchServer, plain_database: str) -> None:
    found = look(project(), plain_server.url(plain_database) + "&pgbouncer=true")
    assert by_check(found, "pooler").level == "problem"
    assert "without pgbouncer=true" in str(by_check(found, "pooler").remedy)
    assert by_check(found, "connection").level == "ok"


def test_an_unencrypted_connection_to_elsewhere(project: Project, plain_database: str, tcp_port: int) -> None:
    where = f"host=db.example.test hostaddr=127.0.0.1 port={tcp_port} dbname={plain_database} user=postgres"
    found = look(project(), f"{where} sslmode=disable password=postgres")
    assert by_check(found, "tls").level == "warning"
    assert "not encrypted (sslmode=disable)" in by_check(found, "tls").message
    assert by_check(found, "password").level == "problem"
    refused = by_check(look(folder_of(found), where), "connection")
    assert "refuses TLS" in refused.message


def folder_of(findings: list[Finding]) -> Path:
    """Any folder will do: the connection is looked at alone."""
    assert findings
    return Path("/")


def test_nobody_listens(project: Project) -> None:
    found = look(project(), "postgresql://postgres:a-secret-word@localhost:1/postgres")
    connection = by_check(found, "connection")
    assert (connection.level, found[-1]) == ("problem", connection)
    assert "nothing accepts connections at localhost, port 1" in connection.message
    assert all("a-secret-word" not in f"{finding.message}{finding.remedy}" for finding in found)


def test_a_placeholder_in_the_address(project: Project) -> None:
    (found,) = look(project(), "postgresql://postgres:[YOUR-PASSWORD]@localhost/postgres")
    assert (found.check, found.level) == ("address", "problem")
    assert "still a placeholder" in found.message


def test_no_address_and_no_local_database(project: Project) -> None:
    folder = project()
    (found,) = look(folder, None)
    assert (found.check, found.level) == ("address", "ok")
    assert not (folder / ".differ").exists()


def test_another_platform_than_configured(project: Project, supabase_url: str) -> None:
    found = by_check(look(project(), supabase_url, platform="plain"), "platform")
    assert found.level == "warning"
    assert "looks like supabase" in found.message


def execute(url: str, sql: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.encode())


def test_an_empty_supabase_project(project: Project, supabase_url: str) -> None:
    found = look(project("create extension vector with schema extensions;"), supabase_url)
    assert levels(found) == {"ok"}
    assert by_check(found, "platform").message == "the platform is supabase"
    assert "NOTIFY pgrst" in str(by_check(found, "API").remedy)
    assert "granted to nobody" in by_check(found, "default privileges").message


def test_the_api_cannot_reach_new_tables(project: Project, supabase_url: str) -> None:
    execute(supabase_url, "create table public.bilans (id int); alter table public.bilans enable row level security")
    found = look(project(), supabase_url)
    grants = [finding for finding in found if finding.check == "API grants"]
    assert [finding.level for finding in grants] == ["problem"] * 3
    assert "service_role has no privilege on public.bilans" in grants[-1].message
    assert not [finding for finding in found if finding.check == "API"]


def test_what_is_closed_on_purpose(project: Project, supabase_url: str) -> None:
    execute(
        supabase_url,
        """create table public.tokens (id int); alter table public.tokens enable row level security;
           create table public.notes (id int); alter table public.notes enable row level security;
           create policy everyone on public.notes using (true);
           grant all on public.tokens, public.notes to service_role; grant select on public.notes to authenticated""",
    )
    found = look(project(), supabase_url)
    assert levels(found) == {"ok"}
    assert "anon has no privilege on 2 tables (or views)" in " ".join(finding.message for finding in found)


def test_row_level_security(project: Project, supabase_url: str) -> None:
    execute(
        supabase_url,
        """create table public.open (id int);
           create table public.shut (id int); alter table public.shut enable row level security;
           grant all on public.open, public.shut to anon, authenticated, service_role""",
    )
    found = {finding.level: finding for finding in look(project(), supabase_url) if "security" in finding.check}
    assert "is off for public.open" in found["problem"].message
    assert "without any policy for public.shut" in found["warning"].message


def test_the_api_may_not_use_the_schema(project: Project, supabase_url: str) -> None:
    execute(supabase_url, "revoke usage on schema public from public, anon, service_role")
    found = {finding.level: finding for finding in look(project(), supabase_url) if finding.check == "API schemas"}
    assert "anon may not use" in found["warning"].message
    assert "service_role may not use" in found["problem"].message


@pytest.mark.parametrize("role", ["supabase_admin"])
def test_another_role_makes_tables_without_the_default_privileges(
    project: Project, supabase_server: ScratchServer, supabase_url: str, role: str
) -> None:
    database = psycopg.conninfo.conninfo_to_dict(supabase_url)["dbname"]
    found = [f for f in look(project(), supabase_server.url(str(database), role)) if f.check == "default privileges"]
    assert found[0].level == "warning"
    assert "Connect as postgres" in str(found[0].remedy)
