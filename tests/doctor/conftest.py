from __future__ import annotations

import base64
import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from differ import redaction
from differ.addresses import URL_VARIABLES
from differ.platforms import BASELINE_DATABASE, Supabase
from differ.servers import ScratchServer, find_installation
from differ.servers.trees import StandIn

NOW = datetime(2026, 11, 22, tzinfo=UTC)
REF = "abcdefghijklmnopqrst"
_numbers = count(1)


def jwt(role: str = "anon", *, ref: str | None = REF, expires: datetime | None = None, issuer: str = "supabase") -> str:
    """A token as Supabase signs them, with a signature that nobody can verify."""
    claims: dict[str, Any] = {"iss": issuer, "role": role}
    claims |= {"ref": ref} if ref else {}
    claims["exp"] = int((expires or datetime(2036, 1, 1, tzinfo=UTC)).timestamp())
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*encoded, "c2lnbmF0dXJlLW9mLXRoZS1rZXk"])


@pytest.fixture(autouse=True)
def no_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the machine names a database, no git setting of its user counts."""
    for name in (*URL_VARIABLES, "PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE", "PGUSER", "PGPASSWORD", "PGPORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setattr(redaction, "_known", set())


@pytest.fixture(scope="session")
def supabase_server() -> Iterator[ScratchServer]:
    platform = Supabase()
    stand_ins = [StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()]
    with ScratchServer(
        find_installation(),
        superuser=platform.superuser,
        key=platform.baseline_key,
        prepare=platform.prepare,
        stand_ins=stand_ins,
    ) as server:
        yield server


@pytest.fixture
def supabase_url(supabase_server: ScratchServer) -> str:
    """The address of a new, empty Supabase project."""
    name = f"doctor_{next(_numbers)}"
    supabase_server.create_database(name, template=BASELINE_DATABASE, owner="postgres")
    return supabase_server.url(name, "postgres")


@pytest.fixture
def plain_database(plain_server: ScratchServer) -> str:
    """The name of a new, empty database."""
    name = f"doctor_{next(_numbers)}"
    plain_server.create_database(name)
    return name


@pytest.fixture
def tcp_port(plain_server: ScratchServer) -> Iterator[int]:
    """A port of this machine that leads to the server's socket."""
    path = next(plain_server.sockets.glob(".s.PGSQL.*[0-9]"))
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_forward_all, args=(listener, str(path)), daemon=True).start()
    yield listener.getsockname()[1]
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)  # Wakes the thread, which close alone does not.
    listener.close()


def _forward_all(listener: socket.socket, path: str) -> None:
    with contextlib.suppress(OSError):
        while True:
            client, _ = listener.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(path)
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=_forward, args=(source, target), daemon=True).start()


def _forward(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    source.close()


Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of a schema and other files, by their names; returns its folder."""

    def make(schema: str = "create table public.a (id int primary key);", **files: str) -> Path:
        folder = tmp_path / "project"
        (folder / "schema").mkdir(parents=True)
        (folder / "schema" / "schema.sql").write_text(schema, "utf-8")
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        return folder

    return make
