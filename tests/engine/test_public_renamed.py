"""The schema `public` under another name: pg_dump takes what it was born with for granted, so it is no case."""

from __future__ import annotations

from differ.diffing import diff_sides
from differ.servers import ScratchServer


def test_a_renamed_public_is_read_and_reached(server: ScratchServer) -> None:
    sides = {"plain": "create table t (x int)", "renamed": "alter schema public rename to main; create table main.t ()"}
    sides["renamed"] += "; grant usage on schema main to alice; comment on schema main is 'm'"
    for name, text in sides.items():
        server.create_database(f"public_{name}")
        with server.connect(f"public_{name}") as connection:
            connection.execute(text.encode())
    plain, renamed = (server.url(f"public_{name}") for name in sides)
    try:
        steps = diff_sides(plain, renamed).steps
        assert "CREATE SCHEMA main" in [step.sql for step in steps]
        with server.connect("public_plain") as connection:
            connection.execute(";\n".join(step.sql for step in steps).encode())
        assert not diff_sides(plain, renamed).steps
    finally:
        with server.connect() as connection:
            for name in sides:
                connection.execute(f"drop database public_{name} with (force)".encode())
