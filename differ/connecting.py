"""Connections to the live database, and failures in words that people can act on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from differ.connection_failures import diagnose_connection
from differ.errors import ConnectionFailed
from differ.redaction import redact

if TYPE_CHECKING:
    from differ.addresses import DatabaseAddress

OLDEST_SERVER = 15
# Where the network went away without a word, a connection that waits for an answer would else wait for hours.
_NOTICED = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
_READ_ONLY = "-c default_transaction_read_only=on"


def connect(
    address: DatabaseAddress,
    *,
    purpose: str,
    read_only: bool = False,
    application_name: str = "differ",
    connect_timeout: int = 10,
) -> psycopg.Connection:
    """An autocommit connection; `purpose` completes "cannot connect to … to" in an error, timeout in seconds.

    Raises ConnectionFailed with the cause and a remedy, also for a server older than 15; its text holds no password.
    A transaction pooler is let through: whoever needs a session asks the address.
    """
    given = conninfo_to_dict(address.conninfo)
    pooled = address.is_supabase_pooler or address.is_transaction_pooler
    settings: dict[str, Any] = {
        "application_name": application_name,
        "client_encoding": "UTF8",
        "connect_timeout": given.get("connect_timeout") or connect_timeout,
        **{name: given.get(name, seconds) for name, seconds in _NOTICED.items()},
    }
    if read_only and not pooled:  # Poolers refuse or drop startup options.
        options = given.get("options") or os.environ.get("PGOPTIONS", "")
        settings["options"] = f"{options} {_READ_ONLY}".strip()
    try:
        connection = _open(address, settings)
    except (psycopg.Error, OSError, ValueError) as error:
        cause, remedy = diagnose_connection(str(error), address)
        raise ConnectionFailed(_cannot(address, purpose, cause), remedy=remedy) from None
    try:
        _require_version(connection, address, purpose)
        if read_only:
            _make_read_only(connection, address)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(address: DatabaseAddress, settings: dict[str, Any]) -> psycopg.Connection:
    threshold = None if address.is_transaction_pooler else 5
    try:
        return psycopg.connect(address.conninfo, autocommit=True, prepare_threshold=threshold, **settings)
    except psycopg.OperationalError as error:
        if "unsupported startup parameter" not in str(error) or "options" not in settings:
            raise
    without = {key: value for key, value in settings.items() if key != "options"}
    return psycopg.connect(address.conninfo, autocommit=True, prepare_threshold=threshold, **without)


def _make_read_only(connection: psycopg.Connection, address: DatabaseAddress) -> None:
    """A transaction pooler would hand a SET on to other clients, so only explicit transactions are read-only there."""
    connection.read_only = True
    reported = connection.info.parameter_status("default_transaction_read_only")
    if reported != "on" and not address.is_transaction_pooler:
        connection.execute("SET default_transaction_read_only = on")


def _require_version(connection: psycopg.Connection, address: DatabaseAddress, purpose: str) -> None:
    version = connection.info.server_version
    if version >= OLDEST_SERVER * 10000:
        return
    shown = connection.info.parameter_status("server_version") or "of an unknown version"
    raise ConnectionFailed(
        _cannot(address, purpose, f"the server is PostgreSQL {shown}, older than {OLDEST_SERVER}"),
        remedy=f"differ needs PostgreSQL {OLDEST_SERVER} or later: upgrade the server.",
    )


def _cannot(address: DatabaseAddress, purpose: str, cause: str) -> str:
    return redact(f"cannot connect to {address.describe()} to {purpose}: {cause}")
