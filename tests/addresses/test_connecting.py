from __future__ import annotations

import os
import socket
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.addresses import DatabaseAddress, find_address
from differ.connecting import connect
from differ.connection_failures import diagnose_connection
from differ.errors import ConnectionFailed
from differ.servers import ScratchServer

from .conftest import ASK_PASSWORD, FakeServer, error_response, welcome

if TYPE_CHECKING:
    MakeServer = Callable[..., FakeServer]

DIRECT = "postgresql://postgres:tulip-47@db.abcdef.supabase.co/postgres"
POOLER = "postgresql://postgres:tulip-47@aws-0-eu.pooler.supabase.com/postgres"
PLAIN = "postgresql://u:tulip-47@h.example/d"


def address_of(url: str) -> DatabaseAddress:
    address = find_address(explicit=url, folder=Path(tempfile.gettempdir()), environment={})
    assert address is not None
    return address


def failure(url: str, *, read_only: bool = False) -> ConnectionFailed:
    with pytest.raises(ConnectionFailed) as caught:
        connect(address_of(url), purpose="read the live database", read_only=read_only)
    assert "tulip" not in f"{caught.value!s} {caught.value!r}"
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value


def test_wrong_password(fake_server: MakeServer) -> None:
    server = fake_server(ASK_PASSWORD, error_response("28P01", 'password authentication failed for user "u"'))
    error = failure(f"postgresql://u:tulip-47@127.0.0.1:{server.port}/d")
    assert error.message == (
        f"cannot connect to 127.0.0.1:{server.port}/d as u (from the command line) to read the live database: "
        'wrong password for the user "u"'
    )
    assert error.remedy is not None
    assert "Check the password" in error.remedy
    assert b"tulip-47\0" in server.received[1]


def test_tls_refused(fake_server: MakeServer) -> None:
    server = fake_server()
    error = failure(f"postgresql://u:tulip-47@127.0.0.1:{server.port}/d?sslmode=require")
    assert "the server refuses TLS, and the connection asks for it (sslmode=require)" in error.message
    assert "sslmode=disable" in str(error.remedy)
    assert server.received == []


def test_password_is_not_sent_to_a_server_that_cannot_be_verified(fake_server: MakeServer) -> None:
    server = fake_server(ASK_PASSWORD, welcome("17.1"))
    failure(f"host=127.0.0.1 port={server.port} user=u password=tulip-47 sslmode=verify-full")
    assert server.received == []


def test_server_older_than_15(fake_server: MakeServer) -> None:
    server = fake_server(welcome("14.13 (Debian)"))
    error = failure(f"postgresql://u:tulip-47@127.0.0.1:{server.port}/d")
    assert error.message.endswith("the server is PostgreSQL 14.13 (Debian), older than 15")
    assert error.remedy == "differ needs PostgreSQL 15 or later: upgrade the server."


def test_nothing_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = failure(f"postgresql://u:tulip-47@127.0.0.1:{port}/d")
    assert error.message.endswith(f"nothing accepts connections at 127.0.0.1, port {port}")
    assert "Is the server running" in str(error.remedy)


def test_no_socket(tmp_path: Path) -> None:
    error = failure(f"host={tmp_path} user=u password=tulip-47")
    assert error.message.endswith(f"no server has its socket in {tmp_path} for port 5432")


def test_unknown_host() -> None:
    error = failure("postgresql://u:tulip-47@nowhere.invalid/d")
    assert error.message.endswith('the host "nowhere.invalid" is unknown')
    label = "a" * 70
    assert failure(f"postgresql://u:tulip-47@{label}.invalid/d").message.endswith(
        f'the host "{label}.invalid" is unknown'
    )


def test_what_answers_is_no_postgresql(fake_server: MakeServer) -> None:
    server = fake_server(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    error = failure(f"postgresql://u:tulip-47@127.0.0.1:{server.port}/d")
    assert "ended the connection" in error.message
    assert "Is it a PostgreSQL server?" in str(error.remedy)


def test_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(ConnectionFailed, match="did not answer in time"):
            connect(address_of(f"postgresql://u@127.0.0.1:{port}/d?connect_timeout=2"), purpose="read")


def test_connects_in_autocommit_and_read_only_without_a_query(plain_server: ScratchServer) -> None:
    address = address_of(plain_server.conninfo())
    with connect(address, purpose="read", read_only=True, application_name="mine") as connection:
        assert connection.autocommit
        row = connection.execute(
            "SELECT current_setting('application_name'), current_setting('client_encoding')"
        ).fetchone()
        assert row == ("mine", "UTF8")
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            connection.execute("CREATE TABLE t ()")
    with connect(address, purpose="write") as connection:
        connection.execute("CREATE TEMP TABLE t ()")


def test_read_only_keeps_the_options_of_the_address(plain_server: ScratchServer) -> None:
    address = address_of(plain_server.conninfo() + " options='-c work_mem=3MB'")
    with connect(address, purpose="read", read_only=True) as connection:
        shown = connection.execute(
            "SELECT current_setting('work_mem'), current_setting('transaction_read_only')"
        ).fetchone()
        assert shown == ("3MB", "on")


def test_read_only_where_a_pooler_refuses_startup_options(fake_server: MakeServer) -> None:
    done = b"C" + struct.pack("!i", 8) + b"SET\0" + b"Z" + struct.pack("!i", 5) + b"I"
    refusal = error_response("08P01", "unsupported startup parameter: options")
    server = fake_server(refusal)
    error = failure(f"postgresql://u:tulip-47@127.0.0.1:{server.port}/d", read_only=True)
    assert "unsupported startup parameter" in error.message
    assert [b"default_transaction_read_only" in startup for startup in server.received] == [True, False]
    server = fake_server(welcome("17.1"), done)
    with connect(address_of(f"postgresql://u@127.0.0.1:{server.port}/d"), purpose="read", read_only=True):
        assert b"SET default_transaction_read_only = on" in server.received[1]


def test_a_transaction_pooler_is_never_sent_a_set(fake_server: MakeServer) -> None:
    server = fake_server(welcome("17.1"))
    address = address_of(f"postgresql://u@127.0.0.1:{server.port}/d?pgbouncer=true")
    with connect(address, purpose="read", read_only=True) as connection:
        assert connection.read_only
        assert connection.prepare_threshold is None
        assert len(server.received) == 1
        assert b"options" not in server.received[0]


@pytest.mark.parametrize(
    ("url", "text", "cause", "remedy"),
    [
        (PLAIN, 'FATAL:  role "u" does not exist', 'no role "u"', "Check the user"),
        (PLAIN, 'FATAL:  database "d" does not exist', 'no database "d"', "CREATE DATABASE"),
        (DIRECT, 'FATAL:  database "postgres" does not exist', 'no database "postgres"', "it is postgres"),
        (DIRECT, "Connection refused\n\tIs the server running", "nothing accepts", "paused"),
        (DIRECT, "failed to resolve host 'db.abcdef.supabase.co'", "is unknown", "postgres.abcdef"),
        (DIRECT, "Network is unreachable", "no way to db.abcdef", "IPv6 only"),
        (PLAIN, "No route to host", "no way to h.example", "firewall"),
        ("postgresql://u@db/d", "failed to resolve host 'db'", '"db" is unknown', "docker compose"),
        (DIRECT, "connection timeout expired", "did not answer", "session pooler"),
        (DIRECT, "SSL error: certificate verify failed", "not signed by", "prod-ca-2021.crt"),
        (PLAIN, "SSL error: certificate verify failed", "not signed by", "sslrootcert="),
        (
            PLAIN,
            'server certificate for "x" (and 1 other name) does not match host name "y"',
            "another name",
            "verify-ca",
        ),
        (PLAIN, 'root certificate file "/x" does not exist', "cannot be read", "sslrootcert="),
        (PLAIN, "server does not support SSL, but SSL was required", "refuses TLS", "sslmode=disable"),
        (PLAIN, 'weak sslmode "require" may not be used with sslrootcert=system (use', "weak sslmode", "verify-full"),
        (PLAIN, 'invalid sslmode value: "bogus"', 'value: "bogus"', "verify-full"),
        (PLAIN, "FATAL:  SSL connection is required", "encrypted connections only", "verify-full"),
        (POOLER, "FATAL:  Tenant or user not found", 'know the user "postgres"', "postgres.PROJECT-REF"),
        (POOLER, "FATAL:  (ENOTFOUND) tenant/user postgres.x not found", "does not know", "region"),
        (DIRECT, 'password authentication failed for user "postgres"', "wrong password", "Supabase account"),
        (PLAIN, "fe_sendauth: no password supplied", "asks for the password", ".pgpass"),
        (PLAIN, "FATAL:  sorry, too many clients already", "no connection left", "pg_stat_activity"),
        (PLAIN, "FATAL:  remaining connection slots are reserved", "no connection left", "pg_stat_activity"),
        (PLAIN, 'FATAL:  no pg_hba.conf entry for host "1.2.3.4", user "u"', "pg_hba.conf admits no", "administrator"),
        (PLAIN, 'FATAL:  permission denied for database "d"', "may not connect", "GRANT CONNECT"),
        (PLAIN, "FATAL:  the database system is starting up", "starting up", "moment"),
    ],
)
def test_failures(url: str, text: str, cause: str, remedy: str) -> None:
    prefix = 'connection failed: connection to server at "1.2.3.4", port 5432 failed: '
    found, advice = diagnose_connection(prefix + text, address_of(url))
    assert cause in found
    assert advice is not None
    assert remedy in advice


def test_an_unknown_failure_is_told_in_its_own_words() -> None:
    text = (
        'connection failed: connection to server at "1.2.3.4", port 5432 failed: FATAL:  odd thing\nDETAIL:  tulip-47\n'
    )
    assert diagnose_connection(text, address_of(PLAIN)) == ("odd thing; DETAIL:  ***", None)


def test_pgoptions_survive(plain_server: ScratchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PGOPTIONS", "-c work_mem=5MB")
    address = address_of(f"host={plain_server.sockets} user=postgres dbname=postgres")
    with connect(address, purpose="read", read_only=True) as connection:
        assert connection.execute("SHOW work_mem").fetchone() == ("5MB",)


def test_a_network_that_went_away_is_noticed(plain_server: ScratchServer) -> None:
    url = plain_server.url("postgres")
    with connect(address_of(url), purpose="read the live database") as connection:
        assert connection.info.get_parameters()["keepalives_idle"] == "30"
    own = f"{url}{'&' if '?' in url else '?'}keepalives_idle=7"
    with connect(address_of(own), purpose="read the live database") as connection:
        assert connection.info.get_parameters()["keepalives_idle"] == "7"
