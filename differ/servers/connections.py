"""Addresses of the embedded servers, the same whatever PG* variables are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import make_conninfo

from differ.servers.processes import PORT

if TYPE_CHECKING:
    from pathlib import Path


def conninfo(sockets: Path, database: str, user: str) -> str:
    """A key=value string for psycopg; it overrides every variable that could lead elsewhere or ask for more."""
    # hostaddr beats host, and the others can refuse a trusting local socket.
    neutral = {"hostaddr": "", "options": "", "sslmode": "disable", "gssencmode": "disable"}
    neutral |= {"channel_binding": "disable", "target_session_attrs": "any", "client_encoding": "UTF8"}
    version = psycopg.pq.version()
    if version >= 160000:
        neutral |= {"require_auth": "", "load_balance_hosts": "disable"}
    if version >= 170000:
        neutral["sslnegotiation"] = "postgres"
    return make_conninfo(host=str(sockets), port=PORT, dbname=database, user=user, **neutral)


def url(sockets: Path, database: str, user: str) -> str:
    """The address as a URL, for people and for programs of any libpq version."""
    where = quote(str(sockets), safe="")
    return f"postgresql://{quote(user, safe='')}@/{quote(database, safe='')}?host={where}&port={PORT}"


def connect(sockets: Path, database: str, user: str) -> psycopg.Connection[tuple[Any, ...]]:
    """An autocommit connection."""
    return psycopg.connect(conninfo(sockets, database, user), autocommit=True)
