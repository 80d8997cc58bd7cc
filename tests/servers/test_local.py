from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from differ.errors import ServerError
from differ.servers import LocalServer, find_installation, find_installations, folders
from differ.servers.processes import read_pid_file, serves

HOLDER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from differ.servers import LocalServer
    server = LocalServer(Path(sys.argv[1]))
    server.ensure_running()
    with server.connect() as connection:
        print(connection.execute("select pg_postmaster_start_time()").fetchone()[0], flush=True)
    sys.stdin.read()
    server.close()
    """
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A project's .differ that every account can reach."""
    project = Path(tempfile.mkdtemp(dir=folders.DISK))
    project.chmod(0o755)
    yield project / ".differ"
    LocalServer(project / ".differ").stop()
    shutil.rmtree(project)


def one(server: LocalServer, query: str, user: str | None = None) -> Any:
    with server.connect(user=user) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def holder(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def started(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_rows_stay(folder: Path) -> None:
    with LocalServer(folder) as server, server.connect() as connection:
        connection.execute("create table t as select 7 as n")
    with LocalServer(folder) as server:
        assert one(server, "select n from t") == 7
        assert one(server, "show fsync") == "on"
        assert one(server, "show full_page_writes") == "on"
    assert server.data == folder / "postgres"
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_later_start_is_fast(folder: Path) -> None:
    with LocalServer(folder):
        pass
    took = []
    for _ in range(3):
        begin = time.monotonic()
        with LocalServer(folder) as server, server.connect():
            took.append(time.monotonic() - begin)
    # The aim is 0.15 s; a busy machine gets more.
    assert min(took) < 0.5


def test_prepare_makes_the_data_only_once(folder: Path) -> None:
    def prepare(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        connection.execute("create role anon; create role app login")

    key = f"test {os.urandom(4).hex()}"
    for _ in range(2):
        with LocalServer(folder, superuser="boss", key=key, prepare=prepare) as server:
            assert one(server, "select current_user") == "boss"
            assert one(server, "select current_user", user="app") == "app"


def test_close_stops_it_and_keep_lets_it_live(folder: Path) -> None:
    server = LocalServer(folder)
    server.ensure_running()
    assert server.status().running
    assert not server.status().kept
    server.close()
    assert not server.status().running

    server.start(keep=True)
    first = one(server, "select pg_postmaster_start_time()")
    server.close()
    status = server.status()
    assert (status.running, status.kept, status.major) == (True, True, 17)
    with LocalServer(folder) as other:
        assert one(other, "select pg_postmaster_start_time()") == first
    assert server.status().running
    LocalServer(folder).stop()
    assert not server.status().running
    assert not server.status().kept


def test_commands_at_once_share_one_server(folder: Path) -> None:
    holders = [holder(folder) for _ in range(3)]
    assert len({started(process) for process in holders}) == 1
    for process in holders[:2]:
        process.communicate()
        assert process.returncode == 0
        assert LocalServer(folder).status().running
    with pytest.raises(ServerError, match="in use by another command"):
        LocalServer(folder).reset()
    holders[2].communicate()
    assert not LocalServer(folder).status().running


def test_the_next_command_stops_what_a_killed_one_left(folder: Path) -> None:
    process = holder(folder)
    first = started(process)
    process.kill()
    process.communicate()
    assert LocalServer(folder).status().running
    with LocalServer(folder) as server:
        assert str(one(server, "select pg_postmaster_start_time()")) == first
    assert not server.status().running


def test_a_crashed_server_starts_again(folder: Path) -> None:
    server = LocalServer(folder)
    server.start(keep=True)
    with server.connect() as connection:
        connection.execute("create table t as select 7 as n")
    pid = server.status().pid
    assert pid is not None
    server.close()
    os.kill(pid, signal.SIGKILL)
    while serves(pid, server.data):
        time.sleep(0.01)
    assert read_pid_file(server.data) is not None
    assert not server.status().running
    with LocalServer(folder) as again:
        assert one(again, "select n from t") == 7


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        os.kill(pid, number)


def test_processes_of_a_killed_server_are_waited_for(folder: Path) -> None:
    server = LocalServer(folder)
    server.start(keep=True)
    with server.connect() as connection:
        rows = connection.execute("select pid from pg_stat_activity where pid <> pg_backend_pid()").fetchall()
    others: list[int] = [pid for (pid,) in rows]
    main = server.status().pid
    assert main is not None
    assert others
    server.close()
    _signal(others, signal.SIGSTOP)
    _signal([main], signal.SIGKILL)
    while serves(main, server.data):
        time.sleep(0.01)
    later = threading.Timer(0.3, _signal, (others, signal.SIGKILL))
    later.start()
    with LocalServer(folder) as again:
        assert not later.is_alive()
        assert one(again, "select 1") == 1


def test_a_stale_pid_whose_number_is_in_use_again(folder: Path) -> None:
    with LocalServer(folder) as server:
        pass
    # A living process of the server's own account, so that PostgreSQL alone would take the file for true.
    from differ.servers.processes import spawn

    process = spawn(["/bin/sleep", "60"])
    try:
        (server.data / "postmaster.pid").write_text(
            f"{process.pid}\n{server.data}\n0\n5432\n{server.sockets}\n\n  1 1\nready\n"
        )
        assert not server.status().running
        with LocalServer(folder) as again:
            assert one(again, "select 1") == 1
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()


def test_a_server_started_by_hand_is_not_fought(folder: Path) -> None:
    from differ.servers.processes import new_log, start, wait_until_ready

    with LocalServer(folder) as server:
        pass
    log = new_log(folder / "hand.log")
    process = start(find_installation(), server.data, server.sockets, log, {})
    os.close(log)
    try:
        wait_until_ready(process, server.data, folder / "hand.log")
        with pytest.raises(ServerError, match=f"already runs as process {process.pid}"):
            LocalServer(folder).ensure_running()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def test_data_of_another_major_is_refused(folder: Path) -> None:
    with LocalServer(folder) as server:
        pass
    (server.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerError) as caught:
        LocalServer(folder, installation=find_installation(17)).ensure_running()
    assert "made by PostgreSQL 16" in caught.value.message
    assert "differ local reset" in str(caught.value.remedy)
    (server.data / "PG_VERSION").write_text("17\n")


def test_data_is_run_by_its_own_major(folder: Path) -> None:
    old = next((found for found in find_installations() if found.major in (15, 16)), None)
    if old is None:
        pytest.skip("no PostgreSQL 15 or 16 is installed here")
    with LocalServer(folder, installation=old):
        pass
    with LocalServer(folder) as server:
        assert one(server, "show server_version_num").startswith(str(old.major))


def test_reset_makes_it_anew(folder: Path) -> None:
    with LocalServer(folder) as server, server.connect() as connection:
        connection.execute("create table t ()")
    LocalServer(folder).reset()
    assert LocalServer(folder).status().major is None
    with LocalServer(folder) as server:
        assert one(server, "select to_regclass('t')") is None


def test_a_failed_first_start_leaves_no_half_made_data(folder: Path) -> None:
    def broken(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        connection.execute("nonsense")

    with pytest.raises(psycopg.errors.SyntaxError):
        LocalServer(folder, key=f"test {os.urandom(4).hex()}", prepare=broken).ensure_running()
    assert LocalServer(folder).status().major is None
    with LocalServer(folder) as server:
        assert one(server, "select 1") == 1


def test_a_long_path_is_no_matter() -> None:
    base = Path(tempfile.mkdtemp(dir=folders.DISK))
    base.chmod(0o755)
    project = base / ("long" * 40) / ("path" * 40)
    project.mkdir(parents=True)
    try:
        with LocalServer(project / ".differ") as server:
            assert one(server, "select 1") == 1
            assert server.data.is_relative_to(project)
    finally:
        shutil.rmtree(base)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's folders are out of its servers' reach")
def test_root_s_unreachable_folder_gets_its_data_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with LocalServer(tmp_path / ".differ") as server:
        assert one(server, "select 1") == 1
        home = server.data.parent
        assert home.parent == folders.disk_folder()
        assert str(home) in (tmp_path / ".differ/location").read_text()
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    with LocalServer(tmp_path / ".differ") as again:
        assert again.data == server.data
    shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_root_leaves_no_file_in_a_folder_of_another_user() -> None:
    project = Path(tempfile.mkdtemp(dir=folders.DISK))
    project.chmod(0o755)
    os.chown(project, 1, 1)
    try:
        with LocalServer(project / ".differ") as server:
            assert one(server, "select 1") == 1
        assert list(project.iterdir()) == []
        shutil.rmtree(server.data.parent)
    finally:
        shutil.rmtree(project)
