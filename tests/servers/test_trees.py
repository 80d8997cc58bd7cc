from __future__ import annotations

import os
import stat
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from differ.errors import ServerError
from differ.servers import ScratchServer, StandIn, find_installation, folders, stand_in, with_stand_ins

POINT_3 = stand_in("made_up", "2.5", "create type triple as (x int, y int, z int);")


@pytest.fixture(scope="module")
def server() -> Iterator[ScratchServer]:
    with ScratchServer(
        find_installation(), extensions={"pg_graphql": "1.5.11", "uuid-ossp": "1.1"}, stand_ins=[POINT_3]
    ) as running:
        with running.connect() as connection:
            connection.execute("create role plain login")
        running.create_database("owned", owner="plain")
        yield running


@pytest.mark.parametrize(
    ("name", "version"), [("pgcrypto", "1.3"), ("pg_trgm", "1.6"), ("pg_graphql", "1.5.11"), ("made_up", "2.5")]
)
def test_a_role_that_is_no_superuser_may_create_extensions(server: ScratchServer, name: str, version: str) -> None:
    with server.connect("owned", "plain") as connection:
        connection.execute(f"create extension {name}".encode())
        found = connection.execute("select extversion from pg_extension where extname = %s", [name]).fetchone()
    assert found == (version,)


def test_a_stand_in_brings_its_objects(server: ScratchServer) -> None:
    server.create_database("objects")
    with server.connect("objects") as connection:
        connection.execute("create extension made_up; create table t (value triple)")


def test_uuid_ossp_has_the_signatures_and_values_of_the_real_one(server: ScratchServer) -> None:
    server.create_database("uuids")
    with server.connect("uuids") as connection:
        connection.execute('create schema extensions; create extension "uuid-ossp" schema extensions')
        signatures = connection.execute(
            "select oid::regprocedure::text, provolatile from pg_proc where pronamespace = 'extensions'::regnamespace"
        ).fetchall()
        connection.execute("set search_path = extensions")
        made = [
            connection.execute(f"select {name}()".encode()).fetchone()
            for name in ("uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4")
        ]
        for name in ("", "python.org", "é" * 31, "x" * 39, "x" * 40, "x" * 48, "€" * 200):
            row = connection.execute(
                "select uuid_generate_v3(uuid_ns_dns(), %(name)s), uuid_generate_v5(uuid_ns_url(), %(name)s)",
                {"name": name},
            ).fetchone()
            assert row == (uuid.uuid3(uuid.NAMESPACE_DNS, name), uuid.uuid5(uuid.NAMESPACE_URL, name))
        spaces = connection.execute("select uuid_nil(), uuid_ns_oid(), uuid_ns_x500()").fetchone()
    assert [row[0].version for row in made if row] == [1, 1, 4]
    assert abs(made[0][0].time - uuid.uuid1().time) < 600 * 10_000_000 if made[0] else False
    assert spaces == (uuid.UUID(int=0), uuid.NAMESPACE_OID, uuid.NAMESPACE_X500)
    assert sorted(signatures) == sorted(
        [(f"extensions.uuid_{name}()", "i") for name in ("nil", "ns_dns", "ns_url", "ns_oid", "ns_x500")]
        + [(f"extensions.uuid_generate_{name}()", "v") for name in ("v1", "v1mc", "v4")]
        + [(f"extensions.uuid_generate_{name}(uuid,text)", "i") for name in ("v3", "v5")]
    )


def test_an_extension_that_the_installation_has_is_not_replaced() -> None:
    with ScratchServer(find_installation(), extensions={"pgcrypto": "9.9"}) as other, other.connect() as connection:
        connection.execute("create extension pgcrypto")
        assert connection.execute("select length(gen_salt('bf')) > 0").fetchone() == (True,)


def test_the_original_installation_is_untouched() -> None:
    original = find_installation()
    copy = with_stand_ins(original, [POINT_3])
    assert copy.bin != original.bin
    assert not list(original.bin.parent.glob("**/made_up.control"))
    assert (copy.version, copy.source) == (original.version, original.source)


def test_any_account_can_read_a_copy() -> None:
    tree = with_stand_ins(find_installation()).bin.parent
    for folder, _, files in os.walk(tree):
        for name in files:
            if name not in ("used",):
                assert Path(folder, name).stat().st_mode & 0o044 == 0o044
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o755


def test_a_copy_of_what_was_found_by_a_symbolic_link_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "DISK", tmp_path)
    original = find_installation()
    linked = tmp_path / "elsewhere" / "linked"
    linked.parent.mkdir()
    linked.symlink_to(original.bin.parent)
    copies = [with_stand_ins(one) for one in (original, replace(original, bin=linked / "bin"))]
    # A program finds its files by where they lie to it.
    first, second = ({str(path.relative_to(copy.bin.parent)) for path in copy.bin.parent.rglob("*")} for copy in copies)
    assert first == second


def test_two_that_copy_at_once_get_the_same_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "DISK", tmp_path)
    installation = find_installation()
    with ThreadPoolExecutor(3) as pool:
        copies = list(pool.map(lambda _: with_stand_ins(installation, [POINT_3]), range(3)))
    assert len({copy.bin for copy in copies}) == 1
    assert (copies[0].bin / "postgres").is_file()
    trees = tmp_path / f"differ-{os.geteuid()}" / "trees"
    assert len([path for path in trees.iterdir() if path.is_dir()]) == 1


def test_an_interrupted_copy_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "DISK", tmp_path)
    installation = find_installation()
    copy = with_stand_ins(installation)
    (copy.bin / "initdb").unlink()
    (copy.bin.parent.parent / "building-0").mkdir()
    assert with_stand_ins(installation).bin == copy.bin
    assert (copy.bin / "initdb").is_file()
    assert not (copy.bin.parent.parent / "building-0").exists()


@pytest.mark.parametrize(("name", "version"), [("../up", "1"), ("a--b", "1"), ("a", "1/2"), ("", "1")])
def test_a_stand_in_cannot_leave_its_folder(name: str, version: str) -> None:
    with pytest.raises(ServerError, match="cannot be called"):
        stand_in(name, version)


def test_a_broken_stand_in_fails_in_the_server_not_before() -> None:
    broken = StandIn("broken", "1", "create nonsense;")
    server = ScratchServer(find_installation(), stand_ins=[broken])
    with server, server.connect() as connection, pytest.raises(psycopg.errors.SyntaxError):
        connection.execute("create extension broken")
