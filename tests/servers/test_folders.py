from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from differ.servers import folders
from differ.servers.folders import RunFolder, abandoned_run_folders, acquire, hand_over, locked, remember_use


def test_a_lock_keeps_others_out_until_it_is_closed(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        assert acquire(tmp_path / "lock", wait=False) is None
        assert acquire(tmp_path / "lock", shared=True, wait=False) is None
    shared = [acquire(tmp_path / "lock", shared=True, wait=False) for _ in range(2)]
    assert None not in shared
    for descriptor in shared:
        assert descriptor is not None
        os.close(descriptor)


def test_a_lock_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        acquire(tmp_path / "lock")
    assert not (tmp_path / "elsewhere").exists()


def test_only_folders_of_ended_processes_are_abandoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MEMORY", tmp_path)
    monkeypatch.setattr(folders, "DISK", tmp_path / "disk")
    alive, ended = RunFolder.create(), RunFolder.create()
    os.close(ended.lock)
    for found in abandoned_run_folders():
        assert found.path == ended.path
        found.remove()
    assert alive.path.is_dir()
    assert not ended.path.exists()
    alive.remove()
    assert [path.name for path in alive.path.parent.iterdir()] == ["lock"]


def test_files_in_use_are_kept_young() -> None:
    base = Path(tempfile.mkdtemp(dir=folders.DISK))
    base.chmod(0o755)
    try:
        kept = base / "kept"
        kept.mkdir(0o700)
        (kept / "file").touch()
        hand_over(kept / "file")
        hand_over(kept)
        old = time.time() - 20 * folders.DAY
        for path in (kept / "file", kept):
            os.utime(path, (old, old))
        remember_use(kept, marker=base / "used")
        assert (kept / "file").stat().st_mtime < old + 60
        os.utime(base / "used", (old, old))
        remember_use(kept, marker=base / "used")
        assert (kept / "file").stat().st_mtime > old + 60
        assert (base / "used").stat().st_mtime > old + 60
    finally:
        shutil.rmtree(base)
