"""Root, ordinary users, users without a passwd entry, and roots that may not become anyone else."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from differ.errors import ServerError
from differ.servers import ScratchServer, find_installation, folders
from differ.servers.folders import verified

ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="needs root, to become another user")

# Everything is imported first, for the other user may not be able to read this interpreter's files.
BECOME = textwrap.dedent(
    """
    import encodings.idna, os, sys, shutil, json, tempfile, concurrent.futures.thread, psycopg, psycopg_binary
    import differ.servers as servers
    from pathlib import Path
    from differ.errors import ServerError
    from differ.servers import LocalServer, ScratchServer, find_installation
    installation = find_installation()
    os.setgroups([])
    os.setresgid(int(sys.argv[1]), int(sys.argv[1]), int(sys.argv[1]))
    os.setresuid(int(sys.argv[1]), int(sys.argv[1]), int(sys.argv[1]))
    """
)


def ordinary_uid() -> int:
    account = next((one for one in pwd.getpwall() if one.pw_uid not in (0, pwd.getpwnam("nobody").pw_uid)), None)
    if account is None:
        pytest.skip("this system has no ordinary user")
    return account.pw_uid


def run_as(uid: int, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = BECOME + textwrap.dedent(code)
    return subprocess.run(
        [sys.executable, "-c", script, str(uid), *arguments], capture_output=True, text=True, check=False
    )


def readable_by(uid: int) -> bool:
    program = find_installation().tool("postgres")
    try:
        return subprocess.run(["test", "-r", program], user=uid, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def project() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=folders.DISK))
    yield folder
    shutil.rmtree(folder)


@only_root
def test_an_ordinary_user_runs_servers_as_itself(project: Path) -> None:
    uid = ordinary_uid()
    if not readable_by(uid):
        pytest.skip("the wheel lies where other users cannot read it")
    os.chown(project, uid, uid)
    made = [folders.MEMORY / f"differ-{uid}", folders.DISK / f"differ-{uid}"]
    mine = [folder for folder in made if not folder.exists()]
    told = run_as(
        uid,
        """
        with ScratchServer(installation) as server, server.connect() as connection:
            connection.execute('create extension "uuid-ossp"')
            print(connection.execute("select version()").fetchone()[0].split(",")[0])
            print(os.stat(server.sockets).st_uid, oct(os.stat(server.sockets.parent).st_mode & 0o777))
        with LocalServer(Path(sys.argv[2]) / ".differ") as local, local.connect() as connection:
            print(os.stat(local.data).st_uid, local.data.parent.name)
        """,
        str(project),
    )
    for folder in mine:
        shutil.rmtree(folder, ignore_errors=True)
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[0].startswith("PostgreSQL 17.")
    assert told.stdout.splitlines()[1:] == [f"{uid} 0o700", f"{uid} .differ"]


@only_root
def test_a_uid_without_a_passwd_entry_is_told() -> None:
    told = run_as(
        54321,
        """
        try:
            ScratchServer(installation).start()
        except ServerError as error:
            print(error)
        """,
    )
    assert "no passwd entry for this uid (54321)" in told.stdout, told.stderr
    assert not (folders.DISK / "differ-54321").exists()


@only_root
def test_a_root_without_capabilities_is_told() -> None:
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    code = "from differ.servers import *\nScratchServer(find_installation()).start()"
    told = subprocess.run(
        ["setpriv", "--bounding-set=-all", "--inh-caps=-all", sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode != 0
    assert "cannot drop privileges" in told.stderr
    assert "capabilities" in told.stderr


@only_root
def test_root_s_server_is_nobody_s_and_closed_to_others() -> None:
    nobody = pwd.getpwnam("nobody").pw_uid
    with ScratchServer(find_installation()) as server, server.connect() as connection:
        connection.execute("create table who (line text); copy who from program 'id -u'")
        row = connection.execute("select line from who").fetchone()
        assert row == (str(nobody),)
        status = server.sockets.stat()
        assert (status.st_uid, status.st_mode & 0o777) == (nobody, 0o700)
        assert (server.sockets.parent.stat().st_uid, server.sockets.parent.stat().st_mode & 0o777) == (0, 0o711)


def test_a_folder_of_someone_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(ServerError, match="not safe to use"):
        verified(folder)


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(ServerError, match="not safe to use"):
        verified(tmp_path / "link")


@only_root
def test_a_folder_that_another_user_made_first_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(0o700)
    os.chown(tmp_path / "theirs", 1, 1)
    with pytest.raises(ServerError) as caught:
        verified(tmp_path / "theirs")
    assert "rm" not in caught.value.message
    assert "ls -ld" in str(caught.value.remedy)


@only_root
def test_a_wheel_below_root_s_home_still_runs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(0o700)
    shutil.copytree(find_installation().bin.parent, home / "pg")
    with ScratchServer(find_installation(explicit=home / "pg")) as server, server.connect() as connection:
        assert connection.execute("select 1").fetchone() == (1,)
        assert server.installation.bin.is_relative_to(folders.DISK)
    shutil.rmtree(server.installation.bin.parent)
    assert home.stat().st_mode & 0o777 == 0o700
