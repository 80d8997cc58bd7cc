from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.errors import SchemaError
from differ.scripts import read_script

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scripts.conftest import Read, Write


def refusal(path: Path) -> SchemaError:
    with pytest.raises(SchemaError) as caught:
        read_script(path)
    assert caught.value.remedy
    assert caught.value.exit_code == 6
    return caught.value


def texts(path: Path) -> list[str]:
    return [statement.text for statement in read_script(path).statements]


def test_a_folder_reads_its_files_then_its_subfolders_by_name(write: Write) -> None:
    folder = write(
        {
            "b.sql": "SELECT 'b';",
            "a.SQL": "SELECT 'a';",
            "z/2.sql": "SELECT 'z2';",
            "c/1.sql": "SELECT 'c1';",
            "c/d/1.sql": "SELECT 'd1';",
            "c/seeds/1.sql": "SELECT 'not the seeds';",
            "seeds/1.sql": "SELECT 'seed';",
            ".hidden/1.sql": "SELECT 'hidden';",
            ".hidden.sql": "SELECT 'hidden';",
            "notes.txt": "not SQL",
            "empty.sql": "-- only a comment\n",
        }
    )
    script = read_script(folder)
    assert [statement.text.split("'")[1] for statement in script.statements] == [
        *("a", "b", "c1", "d1", "not the seeds", "z2"),
    ]
    assert folder / "empty.sql" in script.files
    assert script.statements[2].where() == f"{folder / 'c' / '1.sql'}:1:1"


def test_a_missing_path(tmp_path: Path) -> None:
    assert refusal(tmp_path / "schema").where == str(tmp_path / "schema")


@pytest.mark.parametrize("files", [{}, {"notes.txt": "x"}, {"seeds/a.sql": "SELECT 1;"}])
def test_a_folder_without_sql_files(write: Write, files: dict[str, str]) -> None:
    folder = write(files)
    assert "no .sql file" in refusal(folder).message


@pytest.mark.parametrize("content", ["", "-- nothing\n/* yet */;\n", "\ufeff", "\\restrict x\n"])
def test_nothing_to_run(write: Write, content: str) -> None:
    folder = write({"schema.sql": content})
    assert "not one SQL statement" in refusal(folder).message
    assert "not one SQL statement" in refusal(folder / "schema.sql").message


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write) -> None:
    statement = read_script(write({"a.sql": b"\xef\xbb\xbfSELECT 1;"})).statements[0]
    assert (statement.text, statement.line, statement.column) == ("SELECT 1", 1, 1)


def test_windows_line_ends_leave_no_trace(write: Write) -> None:
    lines = "SELECT 1;\nCREATE FUNCTION f() RETURNS int AS $$\nselect 1\n$$ LANGUAGE sql;\nCOPY t FROM stdin;\n1\n\\.\n"
    unix = read_script(write({"a.sql": lines}))
    windows = read_script(write({"a.sql": lines.replace("\n", "\r\n")}))
    assert windows == unix
    assert windows.statements[2].copy_data == "1\n"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("SELECT 1;\n-- caf\xe9\n".encode("latin-1"), 2, "0xe9"),
        (b"\xef\xbb\xbfSELECT 1;\n\n--\xff\n", 3, "0xff"),
        (b"SELECT 1;\n\nSELECT\x00 2;\n", 3, "NUL"),
        ("SELECT 1;\n".encode("utf-16"), 1, "UTF-16"),
        (b"PGDMP\x01\x0e\x00", 1, "custom format"),
    ],
)
def test_bytes_that_are_no_text_name_their_line(write: Write, content: bytes, line: int, words: str) -> None:
    folder = write({"schema.sql": content})
    error = refusal(folder)
    assert error.where == f"{folder / 'schema.sql'}:{line}"
    assert words in error.message


def test_includes_run_in_their_place_and_only_there(write: Write) -> None:
    folder = write(
        {
            "all.sql": "SELECT 1;\n\\i types.sql\n\\ir 'sub/my tables.sql'\nSELECT 4;",
            "types.sql": "SELECT 2;",
            "sub/my tables.sql": "\\ir deep.sql\n",
            "sub/deep.sql": "SELECT 3;",
            "zz.sql": "SELECT 5;",
        }
    )
    assert texts(folder) == [f"SELECT {n}" for n in (1, 2, 3, 4, 5)]
    assert texts(folder / "all.sql") == [f"SELECT {n}" for n in (1, 2, 3, 4)]


def test_include_names_a_file_from_above_the_schema_folder_too(write: Write) -> None:
    assert texts(write({"a.sql": "\\i schema/b.sql\n", "b.sql": "SELECT 2;"})) == ["SELECT 2"]


def test_an_included_file_that_is_missing(write: Write) -> None:
    folder = write({"a.sql": "SELECT 1;\n\\ir b.sql\n"})
    error = refusal(folder)
    assert error.where == f"{folder / 'a.sql'}:2"
    assert "b.sql does not exist" in error.message


@pytest.mark.parametrize("name", ["../outside.sql", "../missing.sql", "link.sql", "/etc/passwd"])
def test_an_include_stays_inside_the_schema_folder(write: Write, name: str) -> None:
    folder = write({"a.sql": f"\\ir {name}\n"})
    (folder.parent / "outside.sql").write_text("SELECT 1;")
    (folder / "link.sql").symlink_to(folder.parent / "outside.sql")
    error = refusal(folder / "a.sql")
    assert "outside of the schema folder" in error.message
    assert error.where == f"{folder / 'a.sql'}:1"


def test_files_that_include_each_other(write: Write) -> None:
    folder = write({"a.sql": "\\ir b.sql\n", "b.sql": "SELECT 1;\n\\ir a.sql\n"})
    error = refusal(folder)
    assert "circle" in error.message
    assert error.where == f"{folder / 'b.sql'}:2"


@pytest.mark.parametrize(
    ("statement", "column"),
    [
        (f"CREATE TABLE {'n' * 64} ()", 14),
        (f'CREATE TABLE "{"n" * 30} {"n" * 33}" ()', 14),
        (f'CREATE TABLE t (a int, "{"é" * 32}" int)', 24),
        (f"CREATE TABLE t (a int, {'é' * 32} int)", 24),
    ],
)
def test_names_that_postgresql_would_cut(write: Write, statement: str, column: int) -> None:
    folder = write({"a.sql": f"\n{statement};"})
    error = refusal(folder)
    assert error.where == f"{folder / 'a.sql'}:2:{column}"
    assert "64 bytes" in error.message


def test_long_texts_are_no_names(read: Read) -> None:
    long = "n" * 70
    assert read(f"SELECT '{long}', $${long}$$, '\"{long}\"', {'n' * 63}, \"{'é' * 31}\" -- {long}").statements


def test_hints_know_what_they_stand_above(read: Read) -> None:
    script = read(
        "-- differ: renamed from public.clients\n\n-- people\nCREATE TABLE people (\n  id int,\n"
        '  -- differ: renamed from "Mail"\n  email text,\n  phone text -- differ: renamed from tel\n);\n'
        "SELECT '-- differ: renamed from x';\nCREATE TYPE a AS ENUM (); -- differ: renamed from b\n"
    )
    table, _, kind = script.statements
    assert [(hint.text, hint.line, hint.target_line, hint.target) for hint in script.hints] == [
        ("public.clients", 1, 4, "CREATE TABLE people ("),
        ('"Mail"', 6, 7, "email text,"),
        ("tel", 8, 8, "phone text -- differ: renamed from tel"),
        ("b", 11, 11, "CREATE TYPE a AS ENUM (); -- differ: renamed from b"),
    ]
    assert [hint.statement for hint in script.hints] == [table, table, table, kind]


def test_hints_are_not_looked_for_in_the_rows_of_copy(read: Read) -> None:
    script = read("COPY t FROM stdin;\n'\n-- differ: x\n\\.\n-- differ: renamed from t\nCREATE TABLE u ();\n")
    assert [(hint.text, hint.line) for hint in script.hints] == [("t", 5)]


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("-- differ: renamed a b", "does not know"),
        ("-- differ: rename from a", "does not know"),
        ("-- differ: renamed from a to b", "does not know"),
        ("SELECT 1;\n-- differ: renamed from a\n", "above nothing"),
    ],
)
def test_hints_that_mean_nothing(write: Write, comment: str, words: str) -> None:
    content = comment if comment.startswith("SELECT") else f"\n{comment}\nSELECT 1;"
    folder = write({"a.sql": content})
    error = refusal(folder)
    assert words in error.message
    assert error.where == f"{folder / 'a.sql'}:2"
