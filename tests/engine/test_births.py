"""The order in which objects came to be, which steps that are free to go keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.catalog import read_snapshot
from differ.model import Ref
from differ.planning.work import by_birth

if TYPE_CHECKING:
    from differ.servers import ScratchServer

SCHEMA = """
create type b as enum ('x');
create table z (d int, c int default 1, primary key (c));
create table a (e b, f serial);
"""
ORDER = [
    Ref("enum", ("public", "b")),
    Ref("column", ("public", "z", "d")),
    Ref("column", ("public", "z", "c")),
    Ref("default", ("public", "z", "c")),
    Ref("constraint", ("public", "z", "z_pkey")),
    Ref("column", ("public", "a", "e")),
    Ref("column", ("public", "a", "f")),
]


def test_objects_come_as_they_were_created(server: ScratchServer) -> None:
    server.create_database("births")
    try:
        with server.connect("births") as connection:
            connection.execute(SCHEMA.encode())
            snapshot = read_snapshot(connection)
    finally:
        with server.connect() as connection:
            connection.execute("drop database births with (force)")
    births = snapshot.births
    assert births.keys() == snapshot.objects.keys()
    assert [*births] == sorted(births, key=lambda ref: (births[ref], ref))
    everything = by_birth(births.keys(), snapshot)
    assert [ref for ref in everything if ref in ORDER] == ORDER == by_birth({*ORDER}, snapshot)
    # What was never created comes first, however many others are asked for.
    unborn = Ref("table", ("public", "unborn"))
    assert by_birth({*everything, unborn}, snapshot) == [unborn, *everything]
    assert by_birth({*ORDER[:2], unborn}, snapshot) == [unborn, *ORDER[:2]]
