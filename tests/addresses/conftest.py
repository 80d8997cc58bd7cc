from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import psycopg
import pytest

from differ.servers import ScratchServer, find_installation

_SSL, _GSS = 80877103, 80877104


def error_response(sqlstate: str, message: str) -> bytes:
    body = b"SFATAL\0VFATAL\0C" + sqlstate.encode() + b"\0M" + message.encode() + b"\0\0"
    return b"E" + struct.pack("!i", len(body) + 4) + body


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


def welcome(version: str, **status: str) -> bytes:
    """What a server without a password says before it takes the first query."""
    parts = [_message(b"R", struct.pack("!i", 0))]
    for name, value in {"server_version": version, "client_encoding": "UTF8", **status}.items():
        parts.append(_message(b"S", f"{name}\0{value}\0".encode()))
    return b"".join(parts) + _message(b"K", struct.pack("!ii", 1, 1)) + _message(b"Z", b"I")


ASK_PASSWORD = _message(b"R", struct.pack("!i", 3))


class FakeServer:
    """Refuses encryption, then gives one answer to each message of the client; remembers what it was sent."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = answers
        self.received: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(10)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # Wakes the thread, which close alone does not.
        self._listener.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client:
                client.settimeout(10)
                try:
                    self._talk(client)
                except OSError:
                    continue

    def _talk(self, client: socket.socket) -> None:
        answers = iter(self.answers)
        while data := client.recv(65536):
            if len(data) == 8 and struct.unpack("!ii", data)[1] in (_SSL, _GSS):
                client.sendall(b"N")
                continue
            self.received.append(data)
            answer = next(answers, b"")
            if not answer:
                return
            client.sendall(answer)


@pytest.fixture
def fake_server() -> Iterator[Callable[..., FakeServer]]:
    servers: list[FakeServer] = []

    def make(*answers: bytes) -> FakeServer:
        servers.append(FakeServer(*answers))
        return servers[-1]

    yield make
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def plain_server() -> Iterator[ScratchServer]:
    with ScratchServer(find_installation()) as server:
        yield server


_numbers = count(1)


@pytest.fixture
def database(plain_server: ScratchServer) -> Iterator[psycopg.Connection[Any]]:
    """A superuser's autocommit connection to a fresh database."""
    name = f"addresses_{next(_numbers)}"
    plain_server.create_database(name)
    with plain_server.connect(name) as connection:
        yield connection


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """libpq reads these too, and the developer's own must not decide a test."""
    for name in ("PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE", "PGSERVICE", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
