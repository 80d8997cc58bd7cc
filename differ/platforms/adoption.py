"""Statements that give a scratch database what databases of one platform do not have in common."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from differ.acl import default_acl, known_to
from differ.kinds.database import HERE, in_this_database
from differ.model import Acl, DefaultPrivileges, Ref
from differ.sql import ident, role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from differ.model import Snapshot

_OBJECT_TYPES = {"r": "TABLES", "S": "SEQUENCES", "f": "FUNCTIONS", "T": "TYPES", "n": "SCHEMAS", "L": "LARGE OBJECTS"}


def default_privileges_sql(rows: Iterable[DefaultPrivileges], major: int) -> list[str]:
    """Statements for a superuser that make these the default privileges of a database that has none yet.

    `major` is the version of the server that runs them: MAINTAIN is left out below 17, large objects below 18.
    """
    statements: list[str] = []
    for row in sorted(rows, key=lambda row: (row.role, row.schema, row.object_type)):
        if row.object_type == "L" and major < 18:
            continue
        where = f" IN SCHEMA {ident(row.schema)}" if row.schema else ""
        head = f"ALTER DEFAULT PRIVILEGES FOR ROLE {ident(row.role)}{where}"
        target = _OBJECT_TYPES[row.object_type]
        if not row.schema:
            # A row for all schemas replaces what PostgreSQL gives by itself; a schema's row only adds to it.
            statements.append(f"{head} REVOKE ALL ON {target} FROM PUBLIC, {ident(row.role)}")
        statements += [f"{head} {grant}" for grant in _grants(row.acl, target, major)]
    return statements


def schema_privileges_sql(name: str, live: Snapshot, revoke_from: Collection[str]) -> list[str]:
    """Statements for a superuser that give an existing schema its owner and privileges in the live database.

    Privileges of `revoke_from` and PUBLIC go first. Nothing is said where the live database lacks the schema.
    """
    schema = live.objects.get(Ref("schema", (name,)))
    if schema is None or schema.owner is None:
        return []
    acl = default_acl("n", schema.owner, live.server.major) if schema.acl is None else schema.acl
    losers = sorted({"", schema.owner, *revoke_from})
    return [
        f"ALTER SCHEMA {ident(name)} OWNER TO {ident(schema.owner)}",
        f"REVOKE ALL ON SCHEMA {ident(name)} FROM {', '.join(map(role, losers))}",
        *_grants(acl, f"SCHEMA {ident(name)}", live.server.major),
    ]


def database_privileges_sql(live: Snapshot, grantees: Collection[str]) -> list[str]:
    """Statements for a superuser that give these roles what they may do with the live database, if that was read."""
    database = next(iter(live.found.of_kind("database").values()), None)
    if database is None:
        return []
    acl = frozenset(g for g in database.acl or () if g.grantee in grantees and g.grantee != database.owner)
    return [in_this_database(sql) for sql in _grants(acl, f"DATABASE {HERE}", live.server.major)]


def extensions_sql(names: Iterable[str], live: Snapshot, schemas: Collection[str]) -> list[str]:
    """Statements that move these extensions to where the live database has them, or drop them where it has not.

    `schemas` exist before schema.sql loads; one that lives elsewhere is for schema.sql to create.
    """
    statements: list[str] = []
    for name in names:
        extension = live.objects.get(Ref("extension", (name,)))
        schema = extension.values()["schema"] if extension else ""
        if schema not in schemas:
            statements.append(f"DROP EXTENSION IF EXISTS {ident(name)}")
        elif schema != "extensions":
            statements.append(f"ALTER EXTENSION {ident(name)} SET SCHEMA {ident(schema)}")
    return statements


def _grants(acl: Acl, target: str, major: int) -> list[str]:
    """One GRANT for each grantee, and another one for what it may grant on."""
    privileges: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for grant in sorted(known_to(acl, major)):
        privileges[grant.grantee, grant.grantable].append(grant.privilege)
    return [
        f"GRANT {', '.join(names)} ON {target} TO {role(grantee)}{' WITH GRANT OPTION' if grantable else ''}"
        for (grantee, grantable), names in privileges.items()
    ]
