"""What goes wrong, and what a user is told: the place, the cause and what to do; never a password."""

from __future__ import annotations

import socket
import struct
import threading
from typing import TYPE_CHECKING, Any

import pytest

from .project import SCHEMA, Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

PASSWORD = "h1dden-w0rd"

# What is in schema.sql, the line (or nothing) that the error names, and words of its cause.
_BAD_SCHEMAS: dict[str, tuple[bytes, str, str]] = {
    "syntax": (b"create table t (id int);\n\ncraete table u (id int);\n", ":3:1", "syntax error"),
    "type": (b"create table t (\n    id int,\n    name varchr(3)\n);\n", ":3:10", "Is varchar meant?"),
    "twice": (b"create table t (id int);\ncreate table t (id int);\n", ":2:1", "schema.sql:1:1 creates it already"),
    "empty": (b"", "", "not one SQL statement"),
    "comment": (b"-- nothing yet\n", "", "not one SQL statement"),
    "latin-1": (b"create table t (id int);\n-- \xe9t\xe9\n", ":2", "iconv"),
    "nul": (b"create table t (id int);\n\0\n", ":2", "NUL byte"),
    "connect": (b"create table t (id int);\n\\connect other\n", ":2:1", "\\connect"),
    "extension": (b"create extension postgix;\n", ":1:1", "postgix"),
}


@pytest.mark.parametrize("name", _BAD_SCHEMAS)
def test_a_bad_schema_is_named_by_file_and_line(project: Project, name: str) -> None:
    content, line, words = _BAD_SCHEMAS[name]
    project.write("schema/schema.sql", content)
    errors = project.run("plan", code=6).errors
    assert f"schema.sql{line}: " in errors or not line
    assert words in errors
    assert "Traceback" not in errors


def test_a_missing_schema(project: Project) -> None:
    (project.folder / "schema" / "schema.sql").unlink()
    assert "no .sql file" in project.run("plan", code=6).errors
    (project.folder / "schema").rmdir()
    assert "no such file or folder" in project.run("plan", code=6).errors


def test_a_bad_schema_changes_nothing(applied: Project, live: psycopg.Connection[Any]) -> None:
    applied.write("schema/schema.sql", SCHEMA + "create table;")
    applied.run("apply", "--yes", code=6)
    assert live.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (2,)


def test_a_bad_setting(project: Project) -> None:
    project.write("differ.yaml", "platfrom: plain\n")
    errors = project.run("plan", code=4).errors
    assert "differ.yaml:1:1" in errors
    assert "platform" in errors


class TestConnections:
    @pytest.mark.parametrize("command", [["plan"], ["apply", "--yes"], ["check"]], ids=lambda words: words[0])
    def test_refused(self, project: Project, command: list[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        project.write("expected_state.yaml", "version: 1\n")
        project.url = f"postgresql://postgres:{PASSWORD}@127.0.0.1:{port}/app?connect_timeout=2"
        errors = project.run(*command, code=5).errors
        assert f"nothing accepts connections at 127.0.0.1, port {port}" in errors
        assert PASSWORD not in errors

    def test_unknown_host(self, project: Project) -> None:
        project.url = f"postgresql://postgres:{PASSWORD}@nowhere.invalid/app"
        errors = project.run("plan", code=5).errors
        assert 'the host "nowhere.invalid" is unknown' in errors
        assert PASSWORD not in errors

    def test_wrong_password(self, project: Project, strict_server: int) -> None:
        project.url = f"postgresql://postgres:{PASSWORD}@127.0.0.1:{strict_server}/app?sslmode=disable"
        errors = project.run("plan", code=5).errors
        assert "password" in errors
        assert PASSWORD not in errors

    def test_a_database_that_is_not_there(self, project: Project) -> None:
        assert project.url is not None
        project.url = project.url.replace("commands_", "missing_")
        assert 'has no database "missing_' in project.run("plan", code=5).errors

    @pytest.mark.parametrize("before", [["plan"], ["plan", "--platform"], []], ids=["argument", "option", "command"])
    def test_an_address_in_the_wrong_place_shows_no_password(self, project: Project, before: list[str]) -> None:
        errors = project.run(*before, f"postgresql://me:{PASSWORD}@127.0.0.1/x", code=64).errors
        assert "postgresql://me:***@127.0.0.1/x" in errors
        assert PASSWORD not in errors

    def test_a_malformed_address_shows_no_password(self, project: Project) -> None:
        project.url = f"postgresql://postgres:{PASSWORD}@[::1/app"
        done = project.run("plan", code=4)
        assert PASSWORD not in done.output + done.errors


@pytest.fixture
def strict_server() -> Iterator[int]:
    """The port of a server that refuses every password."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                client.recv(4096)
                client.sendall(b"R" + struct.pack("!ii", 8, 3))
                client.recv(4096)
                fields = b'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "postgres"\0\0'
                client.sendall(b"E" + struct.pack("!i", len(fields) + 4) + fields)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


@pytest.mark.parametrize(
    "arguments",
    [["pla"], ["plan", "--nonsense"], ["plan", "--platform", "oracle"], ["apply", "nowhere.json"], ["diff", "one.sql"]],
    ids=" ".join,
)
def test_usage_errors(project: Project, arguments: list[str]) -> None:
    errors = project.run(*arguments, code=64).errors
    assert "Error: " in errors
    assert "--help" in errors
