from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from differ.errors import SchemaError
from differ.seeds import Seed, read_seeds


def read(folder: Path, environment: str = "local", **files: str) -> tuple[Seed, ...]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(textwrap.dedent(text), encoding="utf-8")
    return read_seeds(folder, environment=environment)


def test_a_folder_that_is_not_there_has_no_seeds(tmp_path: Path) -> None:
    assert read_seeds(tmp_path / "seeds", environment="live") == ()


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "seeds"
    file.write_text("")
    with pytest.raises(SchemaError, match="not a folder"):
        read_seeds(file, environment="live")


def test_files_come_in_the_order_of_their_names_and_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("not a seed")
    (tmp_path / ".hidden.yaml").write_text("not: a seed")
    text = "table: public.{}\nkey: id\nrows: []\n"
    seeds = read(tmp_path, b=text.format("two"), a=text.format("one"), c=text.format("three"))
    assert [seed.name for seed in seeds] == ["public.one", "public.two", "public.three"]


def test_only_names_the_environments(tmp_path: Path) -> None:
    files = {
        "a": "table: public.a\nkey: [id]\nonly: [local]\nrows: [{id: 1}]\n",
        "b": "table: public.b\nkey: [id]\nrows: [{id: 1}]\n",
    }
    assert [seed.name for seed in read(tmp_path, **files)] == ["public.a", "public.b"]
    assert [seed.name for seed in read(tmp_path, "live")] == ["public.b"]


def test_a_file_of_another_environment_is_checked_too(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="unknown key"):
        read(tmp_path, "live", a="table: public.a\nkey: [id]\nonly: [local]\nrow: []\n")


def test_two_files_of_one_table_count_as_one(tmp_path: Path) -> None:
    text = "table: public.a\nkey: [id]\nunlisted: delete\nrows: [{{id: {}}}]\n"
    (seed,) = read(tmp_path, a=text.format(1), b=text.format(2))
    assert [row.cells["id"].json(typed=True) for row in seed.rows] == ["1", "2"]


def test_two_files_of_one_table_must_agree(tmp_path: Path) -> None:
    text = "table: public.a\nkey: [id]\nunlisted: {}\nrows: []\n"
    with pytest.raises(SchemaError, match=r"b\.yaml:1:8: .*seeded in .*a\.yaml:1:8 too, with another `unlisted`"):
        read(tmp_path, a=text.format("delete"), b=text.format("keep"))


def test_a_table_is_named_as_it_is_with_quotes_where_needed(tmp_path: Path) -> None:
    (seed,) = read(tmp_path, a="""table: public."Odd ""table"". x"\nkey: id\nrows: []\n""")
    assert seed.table == ("public", 'Odd "table". x')


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("table: a\nkey: [id]\nrows: []\n", "1:8", "does not name a table with its schema"),
        ("table: a.b.c\nkey: [id]\nrows: []\n", "1:8", "does not name a table with its schema"),
        ("key: [id]\nrows: []\n", "1:1", 'the key "table" is missing'),
        ("table: a.b\nkey: []\nrows: []\n", "2:6", "names no column"),
        ("table: a.b\nkey: [id, id]\nrows: []\n", "2:6", "twice"),
        ("table: a.b\nkey: [id]\nrows: {}\n", "3:7", "expected a list, found a mapping"),
        ("table: a.b\nkey: [id]\nrows:\n  - 1\n", "4:5", "expected a mapping"),
        ("table: a.b\nkey: [id]\nrows:\n  - {name: x}\n", "4:5", 'lacks its key column "id"'),
        ("table: a.b\nkey: [id]\nrows:\n  - {x: 1, id: }\n", "4:12", 'the key column "id" is null'),
        ("table: a.b\nkey: [id]\nrows:\n  - {id: 1, id: 2}\n", "4:13", "stands here twice"),
        ("table: a.b\nkey: [id]\nrows:\n  - {id: 1}\n  - {id: 2}\n  - {id: '1'}\n", "6:5", "a second row with id"),
        ("table: a.b\nkey: [id]\nrows: []\nunlist: keep\n", "4:1", 'unknown key "unlist"'),
        ("table: a.b\nkey: [id]\nrows: []\nunlisted: remove\n", "4:11", "expected one of keep, delete"),
        ("table: a.b\nkey: [id]\nrows: []\nunlisted: delete\nscope: ' '\n", "5:8", "the scope is empty"),
        ("table: a.b\nkey: [id]\nrows: []\nscope: x is null\n", "4:8", "unlisted rows are kept"),
        ("table: a.b\nkey: [id]\nrows: []\nonly: []\n", "4:7", "never be planned"),
        ('table: a.b\nkey: [id]\nrows:\n  - {id: "a\\0b"}\n', "4:6", "a NUL character"),
    ],
)
def test_what_does_not_fit_names_its_place(tmp_path: Path, text: str, place: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        read(tmp_path, a=text)
    assert caught.value.where == f"{tmp_path / 'a.yaml'}:{place}"


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    # Which of YAML's two readers finds it depends on how it was installed.
    with pytest.raises(SchemaError, match=r"a\.yaml:4:.*(U\+D800|invalid Unicode)"):
        read(tmp_path, a='table: a.b\nkey: [id]\nrows:\n  - {id: 1, v: [{a: "\\ud800"}]}\n')


def test_backslashes_before_u0000_are_only_text(tmp_path: Path) -> None:
    (seed,) = read(tmp_path, a="table: a.b\nkey: [id]\nrows:\n  - {id: '\\u0000'}\n")
    assert seed.rows[0].cells["id"].json(typed=True) == '"\\\\u0000"'


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.50", "1.50"), ("+5", "5"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5.0"), ("5.e3", "5.0e3"), ("1e3", "1e3")],
)
def test_numbers_keep_their_digits(tmp_path: Path, written: str, number: str) -> None:
    (seed,) = read(tmp_path, a=f"table: a.b\nkey: [id]\nrows:\n  - {{id: {written}}}\n")
    cell = seed.rows[0].cells["id"]
    assert (cell.json(typed=True), cell.json(typed=False)) == (number, f'"{written}"')
