"""The database: its address, the connection, the server, and whether the role may apply a schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ.catalog import read_snapshot
from differ.diagnosis import diagnose
from differ.doctor.api import look_at_api
from differ.doctor.findings import Findings
from differ.doctor.privileges import look_at_privileges
from differ.errors import DifferError
from differ.platforms import recognise

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg

    from differ.addresses import DatabaseAddress
    from differ.model import Snapshot
    from differ.scripts import Script
    from differ.targets import Target

NEWEST_TESTED_SERVER = 18
# Passwords that templates and tutorials come with, in lower case.
_WELL_KNOWN = frozenset(
    """
    postgres password passw0rd admin root secret changeme change-me change_me example test supabase 123456 12345678
    your-super-secret-and-long-postgres-password postgrespassword mysecretpassword
    """.split()
)


@dataclass(frozen=True, slots=True)
class Looked:
    """The findings, the server's major version, and the address; None where they are unknown."""

    findings: Findings
    major: int | None
    address: DatabaseAddress | None


def look_at_database(
    target: Target | DifferError,
    script: Script | None,
    *,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
) -> Looked:
    """Connect to the target, or say why there is none; what cannot be looked at is left out behind a problem."""
    findings = Findings("database")
    if isinstance(target, DifferError):
        findings.failure("address", target)
        return Looked(findings, None, None)
    if target.address is None:
        if not _local(findings, target):
            return Looked(findings, None, None)
    else:
        _address(findings, target.address)
    major = None
    try:
        with target, target.connect(purpose="look at it", read_only=True) as connection:
            findings.ok("connection", "the connection works")
            major = connection.info.server_version // 10000
            try:
                _connected(findings, target, connection, script, schemas, exclude_schemas)
            except _database_error() as error:
                message, remedy = diagnose(error, doing="looking at the database")
                findings.problem("catalog", message, remedy)
    except DifferError as error:
        findings.failure("connection", error)
    return Looked(findings, major, target.address)


def _database_error() -> type[psycopg.Error]:
    import psycopg

    return psycopg.Error


def _local(findings: Findings, target: Target) -> bool:
    """Say that no address is set; whether there is a local database to look at."""
    assert target.server is not None
    try:
        # Asking for the status makes the folder, and looking should leave nothing behind.
        there = target.server.folder.is_dir() and target.server.status().major is not None
    except DifferError as error:
        findings.failure("address", error)
        return False
    findings.ok(
        "address",
        f"no address is set, so commands are about {target.describe()}"
        + ("" if there else ", which the first `differ plan` makes"),
        "For a live database set DATABASE_URL, in the environment or in .env.",
    )
    return there


def _address(findings: Findings, address: DatabaseAddress) -> None:
    from psycopg.conninfo import conninfo_to_dict

    findings.ok("address", address.describe())
    for note in address.notes:
        findings.warning("address", note, "Remove it from the address.")
    hint = address.session_address_hint()
    if hint is not None:
        findings.problem("pooler", "this is a transaction pooler: plan and check work, apply refuses", hint)
    password = str(conninfo_to_dict(address.conninfo).get("password") or "")
    if not address.is_local and password.lower() in _WELL_KNOWN:
        findings.problem(
            "password",
            "the password is one that templates and tutorials come with",
            f"Change it on the server (ALTER ROLE {address.user} PASSWORD …, in psql: \\password), then in "
            f"{address.source}.",
        )


def _connected(
    findings: Findings,
    target: Target,
    connection: psycopg.Connection[Any],
    script: Script | None,
    schemas: Sequence[str],
    exclude_schemas: Sequence[str],
) -> None:
    settings = target.configuration
    live = read_snapshot(connection)
    _version(findings, connection)
    _writable(findings, connection)
    if target.address is not None:
        _tls(findings, connection, target.address)
    platform = target.platform(live)
    _platform(findings, target, live)
    look_at_privileges(
        findings,
        connection,
        live,
        platform,
        script,
        schemas=schemas or settings.schemas,
        exclude_schemas=exclude_schemas or settings.exclude_schemas,
    )
    if platform.name == "supabase":
        look_at_api(findings, connection, live, settings.exposed_schemas, platform.role)


def _version(findings: Findings, connection: psycopg.Connection[Any]) -> None:
    version = connection.info.parameter_status("server_version") or str(connection.info.server_version)
    major = connection.info.server_version // 10000
    if major > NEWEST_TESTED_SERVER:
        findings.warning(
            "server",
            f"the server is PostgreSQL {version}, newer than this differ knows",
            "Upgrade differ: `pip install --upgrade differ`. What it does not know, a plan lists as not compared.",
        )
    else:
        findings.ok("server", f"the server is PostgreSQL {version}")


def _writable(findings: Findings, connection: psycopg.Connection[Any]) -> None:
    row = connection.execute(
        """
        select pg_catalog.pg_is_in_recovery(),
               exists (select from pg_catalog.pg_db_role_setting s
                       where s.setconfig && array['default_transaction_read_only=on',
                                                  'default_transaction_read_only=true']
                         and s.setdatabase in (0, (select oid from pg_catalog.pg_database
                                                   where datname = pg_catalog.current_database()))
                         and s.setrole in (0, pg_catalog.to_regrole(pg_catalog.quote_ident(current_user)::text)))
        """
    ).fetchone()
    assert row is not None
    replica, read_only = row
    if replica:
        findings.problem(
            "writable", "this server is a replica: nothing can be applied to it", "Use the primary's address."
        )
    elif read_only:
        findings.problem(
            "writable",
            "default_transaction_read_only is on for this database or role",
            "Supabase sets it when the disk is nearly full: free space or enlarge it. Elsewhere: "
            "ALTER DATABASE … RESET default_transaction_read_only.",
        )


def _tls(findings: Findings, connection: psycopg.Connection[Any], address: DatabaseAddress) -> None:
    mode = f"sslmode={address.sslmode or 'prefer'}"
    encrypted = connection.pgconn.ssl_in_use
    if address.is_local:
        findings.ok("tls", f"{'encrypted' if encrypted else 'not encrypted'}, and on this machine ({mode})")
    elif not encrypted:
        findings.warning(
            "tls",
            f"the connection is not encrypted ({mode}): rows can be read and changed on the way",
            "Remove sslmode from the address: differ then verifies the server (verify-full).",
        )
    elif not str(address.sslmode).startswith("verify"):
        findings.warning(
            "tls",
            f"encrypted, but nobody verifies that this is the right server ({mode})",
            "Remove sslmode from the address (verify-full is differ's default), and name the certificate of the "
            "server's authority with sslrootcert where the system does not know it.",
        )
    else:
        findings.ok("tls", f"encrypted, and the server is verified ({mode})")


def _platform(findings: Findings, target: Target, live: Snapshot) -> None:
    schemas = [ref.path[0] for ref in live.objects if ref.kind == "schema"]
    recognised = recognise(live.server.roles, schemas).name
    configured = target.configuration.platform
    if configured is not None and configured != recognised:
        findings.warning(
            "platform",
            f"the platform is set to {configured}, and the database looks like {recognised}",
            "Remove `platform` from differ.yaml (or --platform): it is recognised by itself.",
        )
    else:
        findings.ok("platform", f"the platform is {configured or recognised}")
