from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from differ.errors import ServerError
from differ.servers import Installation, ScratchServer, find_installation, find_installations, folders, templates
from differ.servers.processes import read_pid_file, serves

Connection = psycopg.Connection[tuple[Any, ...]]


def one(connection: Connection, query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return holds()


@pytest.fixture(scope="module")
def server() -> Iterator[ScratchServer]:
    with ScratchServer(find_installation()) as running:
        yield running


def test_databases_are_utf8_and_c_utf8(server: ScratchServer) -> None:
    server.create_database("zürich")
    with server.connect("zürich") as connection:
        row = connection.execute(
            "select pg_encoding_to_char(encoding), datlocale from pg_database where datname = current_database()"
        ).fetchone()
        assert row == ("UTF8", "C.UTF-8")
        assert one(connection, "select upper('é')") == "É"
        assert one(connection, "show timezone") in ("UTC", "GMT")


def test_a_database_gets_its_owner_and_template(server: ScratchServer) -> None:
    with server.connect() as connection:
        connection.execute("create role boss")
    server.create_database("first")
    with server.connect("first") as connection:
        connection.execute("create table kept ()")
    server.create_database("second", template="first", owner="boss")
    with server.connect("second") as connection:
        assert one(connection, "select to_regclass('kept')::text") == "kept"
        assert one(connection, "select datdba::regrole::text from pg_database where datname = 'second'") == "boss"


def test_publications_and_subscriptions_can_be_made(server: ScratchServer) -> None:
    server.create_database("replicated")
    with server.connect("replicated") as connection:
        said: list[str | None] = []
        connection.add_notice_handler(lambda notice: said.append(notice.message_primary))
        connection.execute("create publication everything for all tables")
        assert said == []
        connection.execute("create subscription s connection 'host=x' publication p with (connect = false)")
        connection.execute("alter subscription s set (slot_name = none)")
        connection.execute("drop subscription s")


def test_thousands_of_tables_fit_in_one_transaction(server: ScratchServer) -> None:
    server.create_database("wide")
    with server.connect("wide") as connection, connection.transaction():
        connection.execute(
            "do $$ begin for i in 1..3000 loop execute format('create table t%s (id int primary key)', i); "
            "end loop; end $$"
        )
        assert one(connection, "select count(*) from pg_locks") > 3000


def test_the_url_serves_other_programs(server: ScratchServer) -> None:
    psql = find_installation().tool("psql")
    told = subprocess.run(
        [psql, "-XAtc", "select current_database()", server.url("template1")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "template1"


def test_prepare_runs_once_for_a_key() -> None:
    calls: list[bool] = []

    def prepare(connection: Connection) -> None:
        calls.append(connection.autocommit)
        connection.execute("create role anon")
        connection.execute("create database base")

    key = f"test {os.urandom(4).hex()}"
    for _ in range(2):
        with ScratchServer(find_installation(), superuser="owner", key=key, prepare=prepare) as server:
            server.create_database("copy", template="base")
            with server.connect("copy") as connection:
                assert one(connection, "select current_user") == "owner"
                assert one(connection, "select 'anon'::regrole::text") == "anon"
    assert calls == [True]


def test_a_prepare_that_fails_leaves_nothing_to_reuse() -> None:
    def broken(connection: Connection) -> None:
        connection.execute("create role half")
        connection.execute("nonsense")

    def whole(connection: Connection) -> None:
        connection.execute("create role half")

    key = f"test {os.urandom(4).hex()}"
    with pytest.raises(psycopg.errors.SyntaxError):
        ScratchServer(find_installation(), key=key, prepare=broken).start()
    with ScratchServer(find_installation(), key=key, prepare=whole) as server, server.connect() as connection:
        assert one(connection, "select count(*) from pg_roles where rolname = 'half'") == 1


def test_few_templates_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_KEPT", 3)
    disk = Path(tempfile.mkdtemp(dir=folders.DISK))
    disk.chmod(0o755)
    monkeypatch.setattr(folders, "DISK", disk)
    try:
        for number in range(4):
            with ScratchServer(find_installation(), key=str(number), prepare=lambda _connection: None):
                pass
        left = {path.suffix or "template" for path in folders.disk_folder("templates").iterdir()}
        kept = [path for path in folders.disk_folder("templates").iterdir() if path.is_dir()]
        assert len(kept) == 3
        assert left == {"template", ".used", ".lock"}
    finally:
        shutil.rmtree(disk)


def test_stop_ends_the_server_and_removes_its_folder() -> None:
    server = ScratchServer(find_installation())
    server.start()
    folder = server.sockets
    told = read_pid_file(folder / "data")
    assert told is not None
    begin = time.monotonic()
    server.stop()
    assert time.monotonic() - begin < 2
    assert not folder.exists()
    assert not folder.with_suffix(".lock").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(told.pid, 0)
    with pytest.raises(ServerError, match="does not run"):
        server.conninfo()
    server.stop()


def test_variables_and_locale_of_the_user_do_not_disturb(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "LANG": "en_US.UTF-8",
        "LC_ALL": "xx_YY.UTF-8",
        "PGHOST": "nowhere.invalid",
        "PGHOSTADDR": "192.0.2.1",
        "PGPORT": "1",
        "PGUSER": "wrong",
        "PGDATABASE": "wrong",
        "PGDATA": "/nowhere",
        "PGOPTIONS": "-c search_path=wrong",
        "PGSSLMODE": "verify-full",
        "PGGSSENCMODE": "require",
        "PGCHANNELBINDING": "require",
        "PGREQUIREAUTH": "scram-sha-256",
        "PGTARGETSESSIONATTRS": "read-only",
        "PGCLIENTENCODING": "LATIN1",
        "PGTZ": "Asia/Tokyo",
    }.items():
        monkeypatch.setenv(name, value)
    key = f"test {os.urandom(4).hex()}"
    other = ScratchServer(find_installation(), key=key, superuser=f"s{key[5:]}", prepare=lambda _connection: None)
    with other, other.connect() as connection:
        assert one(connection, "select current_setting('search_path')") == '"$user", public'
        assert one(connection, "show server_encoding") == "UTF8"


def test_sql_cannot_read_the_user_s_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:very-secret@host/db")
    with ScratchServer(find_installation()) as other, other.connect() as connection:
        connection.execute("create table told (line text); copy told from program 'env'")
        told = one(connection, "select string_agg(line, ' ') from told")
    assert "TZ=UTC0" in told
    assert "very-secret" not in told


CHILD = textwrap.dedent(
    """
    import os, signal, sys, threading
    from differ.servers import ScratchServer, find_installation
    server = ScratchServer(find_installation())
    thread = threading.Thread(target=server.start)
    thread.start()
    thread.join()
    with server.connect() as connection:
        connection.execute("select 1")
    print(server.sockets, flush=True)
    sys.stdin.read()
    """
)


def child() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen([sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def end(process: subprocess.Popen[str], how: signal.Signals) -> None:
    process.send_signal(how)
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_dead_parent_leaves_no_server(how: signal.Signals) -> None:
    process, folder = child()
    told = read_pid_file(folder / "data")
    assert told is not None
    assert told.ready
    end(process, how)
    assert eventually(lambda: read_pid_file(folder / "data") is None)
    assert eventually(lambda: not serves(told.pid, folder / "data"))
    assert eventually(lambda: not (folder / "data").exists())
    with ScratchServer(find_installation()):
        assert not folder.exists()
        assert not folder.with_suffix(".lock").exists()


def test_a_server_of_a_living_process_is_left_alone() -> None:
    process, folder = child()
    with ScratchServer(find_installation()):
        assert folder.exists()
    assert read_pid_file(folder / "data") is not None
    end(process, signal.SIGTERM)
    assert eventually(lambda: read_pid_file(folder / "data") is None)


def test_two_processes_start_at_once() -> None:
    started = [child() for _ in range(2)]
    assert started[0][1] != started[1][1]
    for process, folder in started:
        assert (folder / "data/PG_VERSION").exists()
        end(process, signal.SIGTERM)


def test_without_room_in_memory_the_disk_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MEMORY_NEEDED", 1 << 60)
    with ScratchServer(find_installation()) as server, server.connect() as connection:
        assert server.sockets.is_relative_to(folders.DISK)
        assert one(connection, "select 1") == 1


def test_a_server_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(templates.DISPOSABLE, "shared_preload_libraries", "no_such_library")
    with pytest.raises(ServerError, match=r"did not start.*no_such_library"):
        ScratchServer(find_installation()).start()


OTHERS = [found for found in find_installations() if found.major != 17 and found.major >= 15]


@pytest.mark.skipif(not OTHERS, reason="only PostgreSQL 17 is installed here")
@pytest.mark.parametrize("installation", OTHERS, ids=lambda found: found.version)
def test_other_majors_run_too(installation: Installation) -> None:
    with ScratchServer(installation) as server, server.connect() as connection:
        assert one(connection, "show server_version_num").startswith(str(installation.major))
        assert one(connection, "show lc_collate" if installation.major < 16 else "select 'C.UTF-8'") == "C.UTF-8"
        connection.execute('create extension "uuid-ossp"')
        assert one(connection, "select uuid_generate_v4()").version == 4
