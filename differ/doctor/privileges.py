"""Whether the role may apply a schema: CREATE, ownership, extensions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from differ.doctor.findings import counted
from differ.scope import in_scope
from differ.scripts.tokens import code, leading_words, unquoted
from differ.sql import ident, idents, qualified

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg

    from differ.doctor.findings import Findings
    from differ.model import Snapshot
    from differ.platforms import Platform
    from differ.scripts import Script

_SHOWN = 5
_ROLE = """
    select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,
           pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
           (select pg_catalog.array_agg(m.rolname::text order by m.rolname) from pg_catalog.pg_roles m
            where m.rolname <> current_user and pg_catalog.pg_has_role(current_user, m.oid, 'USAGE'))
    from pg_catalog.pg_roles where rolname = current_user
"""
_NO_CREATE = """
    select nspname from pg_catalog.pg_namespace
    where nspname = any(%s) and not pg_catalog.has_schema_privilege(oid, 'CREATE')
    order by 1
"""
_NOT_ITS_OWN = """
    select rolname from pg_catalog.pg_roles
    where rolname = any(%s) and not pg_catalog.pg_has_role(current_user, oid, 'USAGE')
"""
_EXTENSIONS = """
    select e.name, i.extname is not null,
           coalesce(bool_or(not v.superuser or v.trusted) filter (where v.version = e.default_version), false)
    from pg_catalog.pg_available_extensions e
    left join pg_catalog.pg_available_extension_versions v on v.name = e.name
    left join pg_catalog.pg_extension i on i.extname = e.name
    where e.name = any(%s)
    group by 1, 2
"""


def look_at_privileges(
    findings: Findings,
    connection: psycopg.Connection[Any],
    live: Snapshot,
    platform: Platform,
    script: Script | None,
    *,
    schemas: Sequence[str],
    exclude_schemas: Sequence[str],
) -> None:
    """Add what the connected role lacks to converge the objects in scope; `script` is the schema, if there is one."""
    mine, _ = in_scope(live, live, platform, schemas=schemas, exclude_schemas=exclude_schemas)
    superuser = _role(findings, connection, live)
    _schemas(findings, connection, live, mine)
    _owners(findings, connection, live, mine)
    if script is not None:
        # Supabase lets its role postgres create every extension that it offers.
        may_create_all = superuser or platform.name == "supabase"
        _extensions(findings, connection, extensions_of(script), may_create_all)


def _role(findings: Findings, connection: psycopg.Connection[Any], live: Snapshot) -> bool:
    row = connection.execute(_ROLE).fetchone()
    assert row is not None
    superuser, create_role, create_db, bypass, create, member_of = row
    attributes = {"SUPERUSER": superuser, "CREATEROLE": create_role, "CREATEDB": create_db, "BYPASSRLS": bypass}
    listed = ", ".join(name for name, given in attributes.items() if given) or "no attributes"
    text = f"the role is {live.server.role} ({listed})"
    if member_of and not superuser:
        text += f", which has the privileges of {_some(member_of)}"
    findings.ok("role", text)
    if create:
        findings.ok(
            "create in database", f"{live.server.role} may create schemas in the database {live.server.database}"
        )
    else:
        findings.warning(
            "create in database",
            f"{live.server.role} may create no schema in the database {live.server.database}",
            f"If schema/ has new schemas or extensions, the database's owner can: GRANT CREATE ON DATABASE "
            f"{ident(live.server.database)} TO {ident(live.server.role)};",
        )
    return bool(superuser)


def _schemas(findings: Findings, connection: psycopg.Connection[Any], live: Snapshot, mine: Snapshot) -> None:
    names = [ref.path[0] for ref in mine.objects if ref.kind == "schema"]
    refused = [name for (name,) in connection.execute(_NO_CREATE, (names,)).fetchall()]
    if refused:
        findings.problem(
            "create in schemas",
            f"{live.server.role} may create nothing in {_some(refused)}",
            f"Their owner can: GRANT CREATE ON SCHEMA {idents(refused)} TO {ident(live.server.role)}; "
            "or connect as the owner.",
        )
    elif names:
        findings.ok("create in schemas", f"{live.server.role} may create in {_some(sorted(names))}")


def _owners(findings: Findings, connection: psycopg.Connection[Any], live: Snapshot, mine: Snapshot) -> None:
    """What is owned can be altered and dropped; schemas have their own finding."""
    owned: dict[str, list[str]] = defaultdict(list)
    for ref, item in mine.objects.items():
        if item.owner is not None and ref.kind != "schema":
            owned[item.owner].append(f"{ref.kind} {qualified(*ref.path[:2])}")
    foreign = [name for (name,) in connection.execute(_NOT_ITS_OWN, (list(owned),)).fetchall()]
    for owner in sorted(foreign):
        findings.problem(
            "ownership",
            f"{live.server.role} cannot alter what {owner} owns: {_some(sorted(owned[owner]))}",
            f"Connect as {owner}; or have it or a superuser make this role a member: "
            f"GRANT {ident(owner)} TO {ident(live.server.role)};",
        )
    if not foreign:
        count = counted(sum(map(len, owned.values())), "object")
        findings.ok("ownership", f"{live.server.role} may alter what is there: {count} of its own or of its roles")


def _extensions(
    findings: Findings, connection: psycopg.Connection[Any], names: Sequence[str], may_create_all: bool
) -> None:
    rows = connection.execute(_EXTENSIONS, (list(names),)).fetchall()
    offered = {name: (installed, trusted) for name, installed, trusted in rows}
    missing = [name for name in names if name not in offered]
    refused = [name for name, (installed, trusted) in offered.items() if not (installed or trusted or may_create_all)]
    if missing:
        findings.problem(
            "extensions",
            f"the schema creates what this server does not offer: {', '.join(missing)}",
            "Install its package on the server, or check the spelling: SELECT name FROM pg_available_extensions;",
        )
    if refused:
        findings.problem(
            "extensions",
            f"only a superuser may create {', '.join(sorted(refused))}",
            "Have an administrator create it in this database once; the plan then finds it there.",
        )
    if not missing and not refused:
        text = f"the server offers {_some(list(names))}" if names else "the schema creates no extension"
        findings.ok("extensions", text)


def extensions_of(script: Script) -> list[str]:
    """The extensions that a script creates, in its order."""
    found: dict[str, None] = {}
    for statement in script.statements:
        if leading_words(statement.text, statement.offset, 2) != ("create", "extension"):
            continue
        words = [
            statement.text[token.start : token.end]
            for token in code(statement.text, statement.offset)
            if token.kind in ("word", "quoted")
        ][2:]
        if [word.lower() for word in words[:3]] == ["if", "not", "exists"]:
            words = words[3:]
        if words:
            found[unquoted(words[0])] = None
    return list(found)


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
