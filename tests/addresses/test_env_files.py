from __future__ import annotations

from pathlib import Path

import pytest

from differ import env_files
from differ.errors import ConfigurationError


def read(folder: Path, content: str | bytes) -> dict[str, str]:
    file = folder / ".env"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return {name: variable.value for name, variable in env_files.read(file, {"A", "B"}).items()}


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("A=x", "x"),
        ("A = x \t", "x"),
        ("export A=x", "x"),
        ("  A=x", "x"),
        ("A: x", "x"),
        ("A=", ""),
        ("A=# nothing", ""),
        ("A=x # comment", "x"),
        ("A=x#y", "x#y"),
        ("A=it's", "it's"),
        ("A='x # y'", "x # y"),
        ("A='x' # y", "x"),
        ('A="x # y"', "x # y"),
        ('A="a\\"b\\\\c\\$d\\n"', 'a"b\\c$d\n'),
        ('A="a\\qb"', "a\\qb"),
        ("A='a\\nb'", "a\\nb"),
        ("A=`a'\"b`", "a'\"b"),
        ("A=${B}/$C", "${B}/$C"),
        ("A=1\nA=2", "2"),
        ("#A=1\nA=2\n# A=3", "2"),
        ("nonsense\n=\nA=2", "2"),
        ("KEY='-----\nA=no\n-----'\nA=yes", "yes"),
        ('A="one\ntwo"', "one\ntwo"),
        ("A=x\r\nB=y\r\n", "x"),
        ("AA=1\nA=2\nxA=3", "2"),
        ("A=postgresql://u:a#b@h/d?x=y", "postgresql://u:a#b@h/d?x=y"),
    ],
)
def test_values(tmp_path: Path, content: str, value: str) -> None:
    assert read(tmp_path, content)["A"] == value


def test_encodings(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfA=\xc3\xa9") == {"A": "é"}
    assert read(tmp_path, "A=é\r\n".encode("utf-16")) == {"A": "é"}
    assert read(tmp_path, b"# caf\xe9\nA=x") == {"A": "x"}
    with pytest.raises(ConfigurationError, match=r"\.env:2: A is not UTF-8 text"):
        read(tmp_path, b"\nA=caf\xe9")


def test_unended_quote_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"\.env:3: the quote around A never ends"):
        read(tmp_path, "B='x\ny'\nA='tulip")
    assert read(tmp_path, "C='tulip\nA=x") == {"A": "x"}


def test_absent_file_and_folder_hold_nothing(tmp_path: Path) -> None:
    assert env_files.read(tmp_path / "none", {"A"}) == {}
    assert env_files.read(tmp_path, {"A"}) == {}


def test_value_stays_out_of_the_repr(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("A=tulip-47")
    assert "tulip" not in repr(env_files.read(tmp_path / ".env", {"A"}))
