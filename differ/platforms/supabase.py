"""Supabase: what its managed schemas hold, and what inside them is still the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.model import Ref
from differ.platforms.adoption import (
    database_privileges_sql,
    default_privileges_sql,
    extensions_sql,
    schema_privileges_sql,
)
from differ.platforms.base import Platform, packaged_sql

if TYPE_CHECKING:
    from collections.abc import Collection

    from differ.model import Snapshot

_SCHEMAS = """
    _analytics _realtime _supavisor auth cron dbdev etl extensions graphql graphql_public information_schema net
    pgbouncer pgmq pgmq_public pgroonga pgsodium pgsodium_masks pgtle realtime repack storage supabase_functions
    supabase_migrations tiger tiger_data topology vault
"""
MANAGED_SCHEMAS = frozenset(_SCHEMAS.split())
_MANAGED_PREFIXES = ("pg_", "timescaledb_", "_timescaledb_")

_ROLES = """
    anon authenticated authenticator cli_login_postgres dashboard_user pgbouncer pgsodium_keyholder pgsodium_keyiduser
    pgsodium_keymaker pgtle_admin postgres service_role supabase_admin supabase_auth_admin supabase_etl_admin
    supabase_functions_admin supabase_privileged_role supabase_read_only_user supabase_realtime_admin
    supabase_replication_admin supabase_storage_admin supabase_superuser
"""
PLATFORM_ROLES = frozenset(_ROLES.split())

# Who has privileges on schema public in the baseline.
_USE_PUBLIC = ("anon", "authenticated", "postgres", "service_role")

_MESSAGES_PUBLICATION = "supabase_realtime_messages_publication"

# Objects that are named without a schema, by kind.
_MANAGED_NAMES = {
    "role": PLATFORM_ROLES,
    "extension": frozenset({"pg_graphql", "pg_stat_statements", "pgsodium", "plpgsql", "supabase_vault", "wrappers"}),
    "publication": frozenset({"supabase_realtime", _MESSAGES_PUBLICATION}),
    "event trigger": frozenset(
        {
            "issue_graphql_placeholder",
            "issue_pg_cron_access",
            "issue_pg_graphql_access",
            "issue_pg_net_access",
            "pgrst_ddl_watch",
            "pgrst_drop_watch",
        }
    ),
}

# Kinds whose path does not begin with a schema.
_OUTSIDE_SCHEMAS = frozenset(
    {"cast", "parameter privileges", "role membership", "role setting", "transform", "user mapping"}
)

_USERS_POLICIES = frozenset(
    {
        ("realtime", "messages"),
        ("realtime", "subscription"),
        ("storage", "buckets"),
        ("storage", "buckets_analytics"),
        ("storage", "objects"),
        ("storage", "s3_multipart_uploads"),
        ("storage", "s3_multipart_uploads_parts"),
    }
)


class Supabase(Platform):
    """A Supabase project, where `postgres` is no superuser and a dozen schemas belong to services."""

    name = "supabase"
    superuser = "supabase_admin"
    role = "postgres"

    def cluster_sql(self) -> str:
        return packaged_sql("supabase_baseline", "roles.sql")

    def database_sql(self) -> tuple[str, ...]:
        names = ("schemas", "auth", "storage", "storage_listing", "realtime", "services")
        return tuple(packaged_sql("supabase_baseline", f"{name}.sql") for name in names)

    def recognises(self, roles: Collection[str], schemas: Collection[str]) -> bool:
        # Roles are the cluster's: a neighbour of a Supabase database has them too, but not the schemas.
        return {"anon", "authenticated", "service_role"} <= set(roles) and {"auth", "storage"} <= set(schemas)

    def is_managed(self, ref: Ref, snapshot: Snapshot) -> bool:
        kind, path = ref.kind, ref.path
        if kind == "default privileges":
            role, schema = path[0], path[1]
            return (role != self.role and role in PLATFORM_ROLES) or _is_managed_schema(schema, snapshot)
        if kind in ("publication table", "publication schema"):
            return path[0] == _MESSAGES_PUBLICATION
        if kind in _OUTSIDE_SCHEMAS:
            return False
        if kind == "database setting":
            return path[1].startswith("app.settings.")
        if kind == "event trigger":
            return path[0] in _MANAGED_NAMES[kind] or _runs_managed_function(ref, snapshot)
        if len(path) == 1 and kind != "schema":
            return path[0] in _MANAGED_NAMES.get(kind, ())
        if not _is_managed_schema(path[0], snapshot):
            return False
        if kind == "policy":
            return path[0] != "auth" and path[:2] not in _USERS_POLICIES
        if kind == "trigger":
            return _runs_managed_function(ref, snapshot)
        return True

    def is_managed_description(self, description: str, snapshot: Snapshot) -> bool:
        kind, _, name = description.partition(" ")
        if name in _MANAGED_NAMES.get(kind, ()):
            return True
        # pg_describe_object names the object itself before the types and tables that it is made of.
        qualified = next((word for word in description.split(" ") if "." in word), "")
        schema = qualified.partition(".")[0].strip('"')
        return Ref("schema", (schema,)) in snapshot.objects and _is_managed_schema(schema, snapshot)

    def adopt(self, live: Snapshot, major: int) -> list[str]:
        """What projects do not have in common: privileges of `public`, default privileges, where extensions are."""
        # Other roles' defaults, and those in the user's own schemas, are for schema.sql to say.
        defaults = [d for d in live.default_privileges if d.role == self.role and d.schema in ("", "public")]
        return [
            *schema_privileges_sql("public", live, _USE_PUBLIC),
            *default_privileges_sql(defaults, major),
            *database_privileges_sql(live, PLATFORM_ROLES),
            *extensions_sql(("pgcrypto", "uuid-ossp"), live, MANAGED_SCHEMAS | {"public"}),
        ]


def old_default_privileges_sql() -> str:
    """A script, for `postgres`, that gives a database the default privileges of a project from before 2026-05-30."""
    return packaged_sql("supabase_baseline", "default_privileges_old.sql")


def _is_managed_schema(name: str, snapshot: Snapshot) -> bool:
    if name in ("public", ""):
        return False
    if name in MANAGED_SCHEMAS or name.startswith(_MANAGED_PREFIXES):
        return True
    schema = snapshot.objects.get(Ref("schema", (name,)))
    # A schema that an extension made is a member of it, so the snapshot does not hold it.
    return schema is None or schema.owner == "supabase_admin"


def _runs_managed_function(trigger: Ref, snapshot: Snapshot) -> bool:
    """Whether no function of the trigger lives in a schema of the user's; an extension's functions are nobody's."""
    return not any(
        needed.kind == "function" and not _is_managed_schema(needed.path[0], snapshot)
        for needed in snapshot.needs.get(trigger, ())
    )
