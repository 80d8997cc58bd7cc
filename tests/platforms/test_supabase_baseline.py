"""The Supabase baseline: that everything is there, and that `postgres` can do what it can in a real project."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from psycopg import errors

from differ.platforms import BASELINE_DATABASE, Supabase
from differ.servers import ScratchServer, find_installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.platforms.conftest import Connection, Project

FACTS: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "supabase_facts.yaml").read_text())

COLUMNS = """
    select attname, concat_ws(' ',
        format_type(atttypid, atttypmod),
        case when attcollation <> typcollation then 'COLLATE pg_catalog.' || quote_ident(collname) end,
        case attidentity when 'a' then 'GENERATED ALWAYS AS IDENTITY' end,
        case when attnotnull then 'NOT NULL' end,
        case attgenerated
            when 's' then 'GENERATED ALWAYS AS (' || pg_get_expr(adbin, adrelid) || ') STORED'
            else 'DEFAULT ' || pg_get_expr(adbin, adrelid)
        end
    )
    from pg_attribute
    join pg_type t on t.oid = atttypid
    left join pg_collation c on c.oid = attcollation
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attrelid = %s::regclass and attnum > 0
"""

FUNCTIONS = """
    select format('%s.%I(%s)', pronamespace::regnamespace, proname, pg_get_function_arguments(p.oid)),
           pg_get_function_result(p.oid), lanname, provolatile, proisstrict, proconfig
    from pg_proc p join pg_language l on l.oid = prolang
    where pronamespace::regnamespace::text in ('auth', 'storage', 'realtime', 'extensions')
"""


@pytest.fixture(scope="module")
def baseline(supabase_server: ScratchServer) -> Iterator[Connection]:
    supabase_server.create_database("only_read", template=BASELINE_DATABASE, owner="postgres")
    with supabase_server.connect("only_read") as connection:
        yield connection


@pytest.mark.parametrize("table", FACTS["tables"])
def test_a_tables_columns_are_there(table: str, baseline: Connection) -> None:
    found = dict(baseline.execute(COLUMNS.encode(), [table]).fetchall())
    expected = FACTS["tables"][table]
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize("name", FACTS["enums"])
def test_an_enums_values_are_there(name: str, baseline: Connection) -> None:
    rows = baseline.execute(
        "select enumlabel from pg_enum where enumtypid = %s::regtype order by enumsortorder", [name]
    )
    assert [label for (label,) in rows] == FACTS["enums"][name]


@pytest.mark.parametrize("signature", FACTS["functions"])
def test_a_functions_signature_is_there(signature: str, baseline: Connection) -> None:
    found = {row[0]: row[1:] for row in baseline.execute(FUNCTIONS.encode())}
    result, language, *others = _split(FACTS["functions"][signature])
    words = set(" ".join(others).split())
    volatility = "i" if "immutable" in words else "s" if "stable" in words else "v"
    assert signature in found
    assert found[signature][:4] == (result, language, volatility, "strict" in words)


def _split(text: str) -> list[str]:
    """Split at commas outside parentheses."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def test_row_level_security_is_on(baseline: Connection) -> None:
    rows = baseline.execute(
        "select oid::regclass::text from pg_class where relkind in ('r', 'p') and not relrowsecurity "
        "and (relnamespace::regnamespace::text in ('auth', 'storage') or oid = 'realtime.messages'::regclass)"
    )
    assert rows.fetchall() == []


@pytest.mark.parametrize(
    ("role", "attributes"),
    [
        # superuser, createdb, createrole, replication, bypassrls, login
        ("postgres", (False, True, True, True, True, True)),
        ("supabase_admin", (True, True, True, True, True, True)),
        ("anon", (False, False, False, False, False, False)),
        ("authenticated", (False, False, False, False, False, False)),
        ("service_role", (False, False, False, False, True, False)),
        ("authenticator", (False, False, False, False, False, True)),
        ("dashboard_user", (False, True, True, True, False, False)),
        ("supabase_auth_admin", (False, False, True, False, False, True)),
        ("supabase_storage_admin", (False, False, True, False, False, True)),
    ],
)
def test_a_role_has_its_attributes(role: str, attributes: tuple[bool, ...], baseline: Connection) -> None:
    row = baseline.execute(
        "select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin "
        "from pg_roles where rolname = %s",
        [role],
    )
    assert row.fetchone() == attributes


@pytest.mark.parametrize(
    ("schema", "owner"),
    [
        ("public", "pg_database_owner"),
        ("auth", "supabase_auth_admin"),
        ("storage", "supabase_storage_admin"),
        ("realtime", "supabase_admin"),
        ("extensions", "postgres"),
        ("graphql", "supabase_admin"),
        ("graphql_public", "supabase_admin"),
        ("vault", "supabase_admin"),
        ("pgbouncer", "pgbouncer"),
    ],
)
def test_a_schema_has_its_owner(schema: str, owner: str, baseline: Connection) -> None:
    row = baseline.execute("select nspowner::regrole::text from pg_namespace where nspname = %s", [schema])
    assert row.fetchone() == (owner,)


def test_extensions_and_publications_are_there(baseline: Connection) -> None:
    extensions = baseline.execute("select extname from pg_extension where extnamespace = 'extensions'::regnamespace")
    assert {name for (name,) in extensions} == {"pgcrypto", "uuid-ossp", "pg_stat_statements"}
    publications = baseline.execute("select pubname, pubowner::regrole::text from pg_publication order by 1")
    assert publications.fetchall() == [
        ("supabase_realtime", "postgres"),
        ("supabase_realtime_messages_publication", "supabase_admin"),
    ]


def test_preparing_takes_less_than_a_second() -> None:
    platform = Supabase()
    with (
        ScratchServer(find_installation(), superuser=platform.superuser, key="supabase_admin") as server,
        server.connect() as connection,
    ):
        start = time.monotonic()
        platform.prepare(connection)
        assert time.monotonic() - start < 1


def test_postgres_does_what_it_may_in_a_real_project(postgres: Connection) -> None:
    assert postgres.execute("show search_path").fetchone() == ('"$user", public, extensions',)
    for statement in (
        "create table profiles (id uuid primary key references auth.users (id) on delete cascade, email text)",
        "create function welcome() returns trigger language plpgsql security definer set search_path = '' as "
        "'begin insert into public.profiles values (new.id, new.email); return new; end'",
        "create trigger welcome after insert on auth.users for each row execute function welcome()",
        "create policy own_folder on storage.objects for select to authenticated "
        "using ((storage.foldername(name))[1] = (select auth.uid())::text)",
        "create policy mine on storage.buckets for select using (true)",
        "create policy members on realtime.messages for select using (realtime.topic() = 'room')",
        "create policy mine on realtime.subscription for select using (true)",
        "create policy mine on auth.users for select using (id = auth.uid())",
        "alter publication supabase_realtime add table profiles",
        "create extension citext with schema extensions",
        "create extension if not exists pgcrypto with schema extensions",
        "create schema app",
        "alter default privileges in schema app grant select on tables to anon",
        "grant usage on schema app to anon, authenticated, service_role",
        "insert into auth.users (id, email) values (gen_random_uuid(), 'a@example.org')",
    ):
        postgres.execute(statement.encode())
    assert postgres.execute("select email from profiles").fetchall() == [("a@example.org",)]
    postgres.execute("delete from auth.users")
    assert postgres.execute("select count(*) from profiles").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "copy (select 1) to program 'true'",
        "create table vault.mine ()",
        "alter role supabase_admin nosuperuser",
        "create function public.f() returns integer language internal as 'now'",
        "alter schema realtime rename to mine",
    ],
)
def test_postgres_is_no_superuser(statement: str, postgres: Connection) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        postgres.execute(statement.encode())


USER = "0b0f1a52-57a4-4b2f-9f4e-3d2f0a2f6d11"


@pytest.mark.parametrize(
    "settings",
    [
        {"request.jwt.claims": json.dumps({"sub": USER, "role": "authenticated", "email": "a@example.org"})},
        {
            "request.jwt.claim.sub": USER,
            "request.jwt.claim.role": "authenticated",
            "request.jwt.claim.email": "a@example.org",
            "request.jwt.claims": "",
        },
    ],
    ids=["claims", "older settings"],
)
def test_auth_functions_answer_from_the_request(settings: dict[str, str], postgres: Connection) -> None:
    with postgres.transaction():
        for name, value in settings.items():
            postgres.execute("select set_config(%s, %s, true)", [name, value])
        postgres.execute("set local role authenticated")
        row = postgres.execute("select auth.uid()::text, auth.role(), auth.email(), auth.jwt() ->> 'sub'").fetchone()
    expected_sub = USER if settings["request.jwt.claims"] else None
    assert row == (USER, "authenticated", "a@example.org", expected_sub)
    assert postgres.execute("select auth.uid(), auth.role(), auth.email(), auth.jwt()").fetchone() == (None,) * 4


def test_storage_functions_take_paths_apart(postgres: Connection) -> None:
    row = postgres.execute(
        "select storage.foldername('a/b/c.tar.gz'), storage.filename('a/b/c.tar.gz'), "
        "storage.extension('a/b/c.tar.gz'), storage.get_common_prefix('a/b/c', 'a/', '/'), storage.foldername('c.png')"
    )
    assert row.fetchone() == (["a", "b"], "c.tar.gz", "gz", "a/b/", [])


def test_storage_lists_its_objects(postgres: Connection) -> None:
    postgres.execute("insert into storage.buckets (id, name) values ('b', 'b')")
    postgres.execute(
        "insert into storage.objects (bucket_id, name, metadata) "
        """select 'b', unnest(array['a/b/c.png', 'a/d.png', 'e.png']), '{"size": 5}'"""
    )

    def names(call: str) -> list[str]:
        return [name for (name,) in postgres.execute(f"select name from storage.{call}".encode())]

    assert names("search('', 'b')") == ["a", "e.png"]
    assert names("search('a/', 'b', 100, 2)") == ["b", "d.png"]
    assert names("search('', 'b', sortorder => 'desc', limits => 1, offsets => 1)") == ["e.png"]
    assert names("search_v2('a/', 'b', 100, 2)") == ["a/b/", "a/d.png"]
    assert names("search_v2('', 'b', sort_column => 'created_at')") == ["a/b/c.png", "a/d.png", "e.png"]
    assert names("list_objects_with_delimiter('b', '', '/')") == ["a/", "e.png"]
    assert names("list_objects_with_delimiter('b', '', '/', sort_order => 'desc', max_keys => 1)") == ["e.png"]
    assert names("list_objects_with_delimiter('b', '', '/', start_after => 'a/')") == ["e.png"]
    assert postgres.execute("select * from storage.get_size_by_bucket()").fetchall() == [(15, "b")]
    with pytest.raises(errors.InsufficientPrivilege, match="Storage API"):
        postgres.execute("delete from storage.objects")


def test_policies_on_storage_hold_for_users(project: Project) -> None:
    postgres = project().connect()
    postgres.execute(
        "create policy own_folder on storage.objects to authenticated "
        "using ((storage.foldername(name))[1] = (select auth.uid())::text)"
    )
    postgres.execute("insert into storage.buckets (id, name) values ('b', 'b')")
    with postgres.transaction():
        postgres.execute("select set_config('request.jwt.claims', %s, true)", [json.dumps({"sub": USER})])
        postgres.execute("set local role authenticated")
        postgres.execute("insert into storage.objects (bucket_id, name) values ('b', %s)", [f"{USER}/a.png"])
    postgres.execute("set role anon")
    with pytest.raises(errors.InsufficientPrivilege):
        postgres.execute("insert into storage.objects (bucket_id, name) values ('b', 'a.png')")


def test_realtime_keeps_broadcasts_and_checks_filters(postgres: Connection) -> None:
    postgres.execute("create table messages (id integer)")
    with postgres.transaction():
        postgres.execute("""select realtime.send('{"a": 1}', 'event', 'room')""")
        row = postgres.execute("select realtime.topic(), topic, payload, private from realtime.messages").fetchone()
    assert row == ("room", "room", {"a": 1}, True)
    insert = """
        insert into realtime.subscription (subscription_id, entity, filters, claims) values
        (gen_random_uuid(), 'messages', array[(%s, 'eq', '1')::realtime.user_defined_filter], '{"role": "anon"}')
    """
    postgres.execute(insert, ["id"])
    with pytest.raises(errors.RaiseException, match='column "other" of a filter does not exist in messages'):
        postgres.execute(insert, ["other"])
    row = postgres.execute(
        """
        select realtime."cast"('3', 'integer'), realtime.quote_wal2json('messages'),
               realtime.check_equality_op('in', 'integer', '3', '{1,3}'),
               realtime.check_equality_op('lt', 'integer', '3', '1'),
               realtime.is_visible_through_filters(
                   array[('id', 'integer', 23, '1', true, true)::realtime.wal_column],
                   array[('id', 'neq', '1')::realtime.user_defined_filter]
               )
        """
    ).fetchone()
    assert row == (3, "public.messages", True, False, False)


def test_vault_keeps_what_it_is_given(postgres: Connection) -> None:
    postgres.execute("select vault.create_secret('hush', 'key')")
    postgres.execute("select vault.update_secret(id, 'hush again') from vault.secrets")
    row = postgres.execute("select name, decrypted_secret from vault.decrypted_secrets").fetchone()
    assert row == ("key", "hush again")
