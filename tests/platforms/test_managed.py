from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.kinds.schemas import Schema
from differ.model import Ref, ServerFacts, Snapshot
from differ.platforms import Supabase

if TYPE_CHECKING:
    from tests.platforms.conftest import Project

SCHEMAS = {
    "public": "pg_database_owner",
    "app": "postgres",
    "_internal": "supabase_admin",
    "auth": "supabase_auth_admin",
}

TRIGGERS = {
    ("auth", "users", "on_auth_user_created"): Ref("function", ("public", "handle_new_user", "")),
    ("auth", "users", "on_deleted"): Ref("function", ("app", "on_deleted", "")),
    ("auth", "users", "by_moddatetime"): Ref("extension", ("moddatetime",)),
    ("storage", "objects", "update_objects_updated_at"): Ref("function", ("storage", "update_updated_at_column", "")),
    ("public", "users", "webhook"): Ref("function", ("supabase_functions", "http_request", "")),
}
EVENT_TRIGGERS = {
    "audit_ddl": Ref("function", ("public", "audit_ddl", "")),
    "of_the_platform": Ref("function", ("extensions", "grant_pg_net_access", "")),
}

MANAGED = [
    Ref("schema", ("auth",)),
    Ref("schema", ("_internal",)),
    Ref("schema", ("timescaledb_information",)),
    Ref("table", ("auth", "users")),
    Ref("table", ("_internal", "anything")),
    Ref("table", ("of_an_extension", "anything")),
    Ref("column", ("auth", "users", "email")),
    Ref("default", ("auth", "users", "email_change_confirm_status")),
    Ref("constraint", ("auth", "sessions", "sessions_user_id_fkey")),
    Ref("index", ("storage", "bname")),
    Ref("sequence", ("auth", "refresh_tokens_id_seq")),
    Ref("function", ("auth", "uid", "")),
    Ref("function", ("extensions", "my_own", "integer")),
    Ref("enum", ("storage", "buckettype")),
    Ref("composite type", ("realtime", "wal_rls")),
    Ref("view", ("vault", "decrypted_secrets")),
    Ref("table", ("supabase_migrations", "schema_migrations")),
    Ref("rule", ("storage", "objects", "anything")),
    Ref("trigger", ("storage", "objects", "update_objects_updated_at")),
    Ref("trigger", ("auth", "users", "by_moddatetime")),
    Ref("policy", ("cron", "job", "cron_job_policy")),
    Ref("policy", ("storage", "migrations", "anything")),
    Ref("role", ("authenticator",)),
    Ref("extension", ("pg_graphql",)),
    Ref("extension", ("pg_stat_statements",)),
    Ref("publication", ("supabase_realtime",)),
    Ref("publication", ("supabase_realtime_messages_publication",)),
    Ref("publication table", ("supabase_realtime_messages_publication", "realtime", "messages")),
    Ref("event trigger", ("pgrst_ddl_watch",)),
    Ref("event trigger", ("of_the_platform",)),
    Ref("default privileges", ("supabase_admin", "public", "r")),
    Ref("default privileges", ("supabase_admin", "", "f")),
    Ref("default privileges", ("postgres", "storage", "r")),
]

USERS = [
    Ref("schema", ("public",)),
    Ref("schema", ("app",)),
    Ref("table", ("public", "users")),
    Ref("table", ("public", "auth")),
    Ref("column", ("public", "users", "id")),
    Ref("constraint", ("public", "users", "users_id_fkey")),
    Ref("function", ("public", "auth", "")),
    Ref("trigger", ("auth", "users", "on_auth_user_created")),
    Ref("trigger", ("auth", "users", "on_deleted")),
    Ref("trigger", ("public", "users", "webhook")),
    Ref("policy", ("public", "users", "own row")),
    Ref("policy", ("storage", "objects", "own folder")),
    Ref("policy", ("storage", "buckets", "mine")),
    Ref("policy", ("storage", "s3_multipart_uploads_parts", "mine")),
    Ref("policy", ("realtime", "messages", "members")),
    Ref("policy", ("realtime", "subscription", "members")),
    Ref("policy", ("auth", "users", "mine")),
    Ref("role", ("reporting",)),
    Ref("extension", ("pgcrypto",)),
    Ref("extension", ("vector",)),
    Ref("publication", ("mine",)),
    Ref("publication table", ("supabase_realtime", "public", "messages")),
    Ref("publication table", ("mine", "auth", "users")),
    Ref("event trigger", ("audit_ddl",)),
    Ref("default privileges", ("postgres", "public", "r")),
    Ref("default privileges", ("postgres", "", "f")),
    Ref("default privileges", ("reporting", "public", "r")),
    Ref("cast", ("auth", "text")),
]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    made = Snapshot(ServerFacts(170010, "postgres", "postgres", False, ()))
    for name, owner in SCHEMAS.items():
        ref = Ref("schema", (name,))
        made.objects[ref] = Schema(ref, owner, None, None)
    for path, function in TRIGGERS.items():
        made.needs[Ref("trigger", path)] = {Ref("table", path[:2]): "a", function: "n"}
    for name, function in EVENT_TRIGGERS.items():
        made.needs[Ref("event trigger", (name,))] = {function: "n"}
    return made


@pytest.mark.parametrize("ref", MANAGED, ids=str)
def test_the_platforms_objects_are_managed(ref: Ref, snapshot: Snapshot) -> None:
    assert Supabase().is_managed(ref, snapshot)


@pytest.mark.parametrize("ref", USERS, ids=str)
def test_the_users_objects_are_not_managed(ref: Ref, snapshot: Snapshot) -> None:
    assert not Supabase().is_managed(ref, snapshot)


@pytest.mark.parametrize(
    ("description", "managed"),
    [
        ("publication supabase_realtime", True),
        ("publication supabase_realtime_messages_publication", True),
        ("publication mine", False),
        ("foreign table auth.mirror", True),
        ("foreign table public.mirror", False),
        ("text search dictionary _internal.french", True),
        ("operator public.=(auth.factor_type,auth.factor_type)", False),
        ("server supabase_realtime", False),
        ("user mapping for 1.2 on server files", False),
    ],
)
def test_what_no_kind_models_is_told_apart(description: str, managed: bool, snapshot: Snapshot) -> None:
    assert Supabase().is_managed_description(description, snapshot) is managed


def test_the_baseline_leaves_nothing_to_report(project: Project) -> None:
    snapshot = read_snapshot(project().connect())
    assert [d for d in snapshot.not_compared if not Supabase().is_managed_description(d, snapshot)] == []


def test_of_the_baseline_only_public_and_two_extensions_are_the_users(project: Project) -> None:
    snapshot = read_snapshot(project().connect())
    left = {ref for ref in snapshot.objects if not Supabase().is_managed(ref, snapshot)}
    assert left == {Ref("schema", ("public",)), Ref("extension", ("pgcrypto",)), Ref("extension", ("uuid-ossp",))}


def test_what_users_put_into_managed_schemas_is_told_apart_in_a_real_snapshot(project: Project) -> None:
    connection = project().connect()
    connection.execute("create table public.profiles (id uuid primary key references auth.users (id))")
    connection.execute("create function public.welcome() returns trigger language plpgsql as 'begin return new; end'")
    connection.execute(
        "create trigger welcome after insert on auth.users for each row execute function public.welcome()"
    )
    connection.execute("create policy own_folder on storage.objects for select using (owner = auth.uid())")
    connection.execute("create extension pg_cron")
    connection.execute("create extension pgmq")
    connection.execute("select pgmq.create('mail')")
    snapshot = read_snapshot(connection)
    left = {ref for ref in snapshot.objects if not Supabase().is_managed(ref, snapshot)}
    assert {ref for ref in left if ref.path[0] != "public" and ref.kind != "extension"} == {
        Ref("trigger", ("auth", "users", "welcome")),
        Ref("policy", ("storage", "objects", "own_folder")),
    }
    assert Ref("constraint", ("public", "profiles", "profiles_id_fkey")) in left
