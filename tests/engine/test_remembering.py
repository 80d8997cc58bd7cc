"""What is kept from one command to the next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from differ import remembering
from differ.desired import Scratch
from differ.platforms import platform_named
from differ.remembering import digest, remembered
from differ.scripts import read_script


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept"
    path.mkdir()
    monkeypatch.setattr(remembering, "disk_folder", lambda *_: path)
    monkeypatch.delenv("DIFFER_NO_CACHE", raising=False)
    return path


def test_a_result_is_made_once_for_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def make() -> int:
        calls.append(1)
        return len(calls)

    assert [remembered(("a", 1), make), remembered(("a", 1), make), remembered(("a", 2), make)] == [1, 1, 2]
    monkeypatch.setenv("DIFFER_NO_CACHE", "1")
    assert remembered(("a", 1), make) == 3


def test_another_version_of_the_code_makes_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    remembered(("a",), lambda: "old")
    monkeypatch.setattr(remembering, "_code", lambda: ("changed",))
    assert remembered(("a",), lambda: "new") == "new"


def test_a_damaged_file_counts_for_nothing(folder: Path) -> None:
    remembered(("a",), lambda: "first")
    (kept,) = folder.iterdir()
    kept.write_bytes(b"\x80\x05rubbish")
    assert remembered(("a",), lambda: "again") == "again"
    assert remembered(("a",), lambda: "never") == "again"


def test_only_the_latest_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "KEPT", 3)
    for number in range(6):
        remembered((number,), partial(int, number))
    assert len(list(folder.iterdir())) == 3


def test_errors_are_not_remembered(folder: Path) -> None:
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        remembered(("a",), fail)
    assert list(folder.iterdir()) == []


def test_a_digest_tells_names_and_contents(tmp_path: Path) -> None:
    one, other = tmp_path / "one.sql", tmp_path / "other.sql"
    one.write_text("select 1")
    other.write_text("select 1")
    before = digest([one])
    assert before != digest([other])
    one.write_text("select 2")
    assert before != digest([one])


def test_a_schema_is_loaded_again_only_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Path] = []

    def counting(path: Path, *, may_be_empty: bool = False) -> object:
        reads.append(path)
        return read_script(path, may_be_empty=may_be_empty)

    monkeypatch.setattr("differ.scripts.read_script", counting)
    schema = tmp_path / "schema.sql"

    def described(text: str) -> list[str]:
        schema.write_text(text)
        with Scratch(platform_named("plain"), None) as scratch:
            return sorted(".".join(ref.path) for ref in scratch.described(schema).objects if ref.kind == "table")

    assert described("create table public.a ();") == ["public.a"]
    assert described("create table public.a ();") == ["public.a"]
    assert len(reads) == 1
    assert described("create table public.b ();") == ["public.b"]
    assert len(reads) == 2
    (tmp_path / "more.sql").write_text("create table public.c ();")
    assert described("\\ir more.sql") == ["public.c"]
    (tmp_path / "more.sql").write_text("create table public.d ();")
    assert described("\\ir more.sql") == ["public.d"]
