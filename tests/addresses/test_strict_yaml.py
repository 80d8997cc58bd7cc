from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from differ import strict_yaml
from differ.errors import SchemaError
from differ.strict_yaml import Mapping, Node, Scalar


def parse(text: str) -> Node:
    return strict_yaml.parse(text, "file.yaml")


def first(text: str) -> Node:
    node = parse(text)
    assert isinstance(node, Mapping)
    return node.entries[0][1]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("12", 12),
        ("-3", -3),
        ("01000", "01000"),
        ("0o17", "0o17"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2024-01-31", "2024-01-31"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        ("~", None),
        ("null", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("!!int 12", 12),
        ("|\n  12\n", "12\n"),
        ("[1, a, [x]]", [1, "a", ["x"]]),
        ("{b: 1}", {"b": 1}),
    ],
)
def test_values(text: str, value: object) -> None:
    node = first(f"a: {text}")
    assert node.value == value
    assert type(node.value) is type(value)


def test_text_is_as_written_and_where_counts_from_one() -> None:
    node = parse("a:\n  - 1.50\n")
    assert isinstance(node, Mapping)
    assert node.entries[0][0].where == "file.yaml:1:1"
    item = strict_yaml.sequence(node.entries[0][1]).items[0]
    assert (strict_yaml.scalar_text(item), item.where) == ("1.50", "file.yaml:2:5")


def test_on_is_a_key_like_any_other() -> None:
    assert parse("on: x\nno: y").value == {"on": "x", "no": "y"}


def test_aliases_share() -> None:
    assert parse("a: &x [1]\nb: *x").value == {"a": [1], "b": [1]}


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("a: 1\nb: 2\na: 3", "3:1", 'the key "a" stands here twice; the first is on line 1'),
        ("x:\n  '1': 1\n  1: 1", "3:3", 'the key "1" stands here twice'),
        ("<<: {a: 1}", "1:1", "merge keys"),
        ("? [a]\n: 1", "1:3", "a key must be a plain name"),
        ("~: 1", "1:1", "a key without a name"),
        ("a: !mine x", "1:4", "the tag !mine"),
        ("a: !!python/name:os.system x", "1:4", "does not fit here"),
        ("a: !!timestamp 2024-01-01", "1:4", "does not fit here"),
        ("a: !!int x", "1:4", "the tag !!int"),
        ("!!set {a, b}", "1:1", "the tag !!set"),
        ("a: &x [*x]", "1:4", "an alias that contains itself"),
        ("a: *gone", "1:4", "not valid YAML: found undefined alias"),
        ("a: b: c", "1:5", "mapping values are not allowed"),
        ("a:\n\t- 1", "2:1", "not valid YAML"),
        ("--- 1\n--- 2", "2:1", "single document"),
    ],
)
def test_errors_have_a_place(text: str, where: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        parse(text)
    assert caught.value.where == f"file.yaml:{where}"


def test_aliases_cannot_blow_up() -> None:
    lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 9)]
    with pytest.raises(SchemaError, match="more than 1,000,000 values"):
        parse("\n".join(lines))


@pytest.mark.parametrize(
    ("content", "where", "message"),
    [
        (b"a: 1\nb: caf\xe9", "f.yaml:2", "not UTF-8"),
        (b"a: 1\nb: x\x00", "f.yaml:2:5", r"U\+0000"),
    ],
)
def test_strange_bytes(tmp_path: Path, content: bytes, where: str, message: str) -> None:
    (tmp_path / "f.yaml").write_bytes(content)
    with pytest.raises(SchemaError, match=message) as caught:
        strict_yaml.load(tmp_path / "f.yaml", shown="f.yaml")
    assert caught.value.where == where


def test_byte_order_mark_and_crlf_are_accepted(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb: x\r\n")
    assert strict_yaml.load_mapping(tmp_path / "f.yaml").value == {"a": 1, "b": "x"}


def test_empty_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("# nothing\n")
    assert strict_yaml.load(tmp_path / "f.yaml") == Scalar(None, "", "")
    assert strict_yaml.load_mapping(tmp_path / "f.yaml").entries == ()
    with pytest.raises(SchemaError, match="cannot be read: No such file"):
        strict_yaml.load(tmp_path / "none.yaml")


def test_fields() -> None:
    node = parse("columns: 1\nname: x")
    assert set(strict_yaml.fields(node, known=["columns", "name", "type"])) == {"columns", "name"}
    with pytest.raises(SchemaError, match='unknown key "colums"') as caught:
        strict_yaml.fields(parse("colums: 1"), known=["columns"])
    assert (caught.value.where, caught.value.remedy) == ("file.yaml:1:1", 'Did you mean "columns"?')
    with pytest.raises(SchemaError, match='the key "type" is missing'):
        strict_yaml.fields(node, known=["columns", "name"], required=["type"])
    with pytest.raises(SchemaError, match="expected a mapping, found a list"):
        strict_yaml.fields(parse("[1]"), known=[])


def _at_least_one(node: Node) -> int:
    return strict_yaml.integer(node, least=1)


def _of_two(node: Node) -> str:
    return strict_yaml.choice(node, ("all", "none"))


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (strict_yaml.string, "x", "x"),
        (strict_yaml.scalar_text, "0.10", "0.10"),
        (strict_yaml.scalar_text, "true", "true"),
        (_at_least_one, "1", 1),
        (strict_yaml.boolean, "false", False),
        (strict_yaml.strings, "[a, b]", ("a", "b")),
        (strict_yaml.strings, "a", ("a",)),
        (_of_two, "none", "none"),
    ],
)
def test_conversions(convert: Callable[[Node], object], text: str, value: object) -> None:
    assert convert(first(f"k: {text}")) == value


@pytest.mark.parametrize(
    ("convert", "text", "message"),
    [
        (strict_yaml.string, "12", "expected text, found the number 12"),
        (strict_yaml.string, "", "expected text, found nothing"),
        (strict_yaml.string, "[]", "expected text, found a list"),
        (strict_yaml.scalar_text, "", "expected a value, found nothing"),
        (_at_least_one, "0", "a whole number of at least 1"),
        (_at_least_one, "1.0", "expected a whole number, found the number 1.0"),
        (_at_least_one, "true", "expected a whole number, found the boolean true"),
        (strict_yaml.boolean, "yes", 'expected true or false, found the text "yes"'),
        (strict_yaml.strings, "[a, 1]", "expected text, found the number 1"),
        (_of_two, "nonee", "one of all, none"),
        (strict_yaml.sequence, "{}", "expected a list, found a mapping"),
    ],
)
def test_conversion_errors_have_a_place(convert: Callable[[Node], object], text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        convert(first(f"k: {text}"))
    assert str(caught.value.where).startswith("file.yaml:1:")
