"""Files that are not understood: the error names the place and what was probably meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from differ.checks.spec import load_spec, parse_spec
from differ.errors import SchemaError
from tests.checks.conftest import ROOT

BAD = [
    ("tabels: {}", "2:1", 'unknown key "tabels"', 'Did you mean "tables"?'),
    ("tables: {}\ntables: {}", "3:1", "stands here twice", None),
    ("tables:\n  users: {colums: {}}", "3:11", 'unknown key "colums"', 'Did you mean "columns"?'),
    ("tables:\n  users:\n    columns: {id: {tpye: uuid}}", "4:20", 'unknown key "tpye"', 'Did you mean "type"?'),
    ("tables:\n  users:\n    columns: {id: {nullable: no}}", "4:30", "expected true or false", None),
    ("tables:\n  users:\n    columns:\n      id: {}\n      id: {}", "6:7", "stands here twice", None),
    ("tables: {users: 7}", "2:17", "expected a mapping, found the number 7", "Known here: "),
    ("tables: {users: {grants: {anon: [selct]}}}", "2:34", '"selct" is not a privilege', 'Did you mean "select"?'),
    ("tables: {users: {foreign_keys: {a: organizations}}}", "2:36", "is not a foreign key", None),
    ("tables: {users: {policies: {p: {command: selct}}}}", "2:42", "expected one of all, select", None),
    ("tables: {'a b': }", "2:10", "is not a name", None),
    ("tables: {users: {checks: {c: \"a = 'x\"}}}", "2:30", "cannot be read", None),
    ("counts: [{what: tables}]", "2:10", "how many are expected is missing", None),
    ("counts: [{what: tables, exactly: 1, at_least: 1}]", "2:10", "does not go together", None),
    ("counts: [{exactly: 1}]", "2:10", "exactly one of what, rows_of and query", None),
    ("counts: [{what: views, function: f, exactly: 1}]", "2:34", "only triggers", None),
    ("counts: [{rows_of: t, schema: s, exactly: 1}]", "2:31", "schema does not go together", None),
    ("seeds: [{table: t, rows: [{id: 1}]}]", "2:9", 'the key "key" is missing', None),
    ("seeds: [{table: t, key: [id], rows: [{name: x}]}]", "2:38", 'the key column "id" is missing', None),
    ("seeds: [{table: t}]", "2:9", "neither rows nor their number", None),
    ("queries: [{name: q, sql: delete from t, expect: {value: 1}}]", "2:26", "a query begins with", None),
    ("queries: [{name: q, sql: select 1, expect: {}}]", "2:44", "nothing is expected", None),
    ("queries: [{name: q, sql: select 1, expect: {error: '42501'}}]", "2:45", 'unknown key "error"', None),
    ("queries: [{name: q, expect: {value: 1}}]", "2:11", 'the key "sql" is missing', None),
    ("behaviours: [{name: b, steps: [{do: commit}]}]", "2:37", "COMMIT cannot be a step", None),
    ("behaviours: [{name: b, steps: [{do: ' /* x */ set role x'}]}]", "2:37", "SET cannot be a step", None),
    ("behaviours: [{name: b, steps: [{do: x, expect: {error: oops}}]}]", "2:56", "neither an SQLSTATE", None),
    ("behaviours: [{name: b, as: {claims: {}}, steps: []}]", "2:28", 'the key "role" is missing', None),
    ("behaviours: [{name: b, as: bob, steps: [{do: x}]}]", "2:28", '"bob" is not one of the users', "Name them under"),
    ("users: {bob: {role: a}}\nbehaviours: [{name: b, steps: [{do: x, as: bbo}]}]", "3:44", "users", "Did you"),
    ("users: {bob: {claims: {}}}", "2:14", 'the key "role" is missing', None),
    ("users: {bob: {role: none}}", "2:21", "none is no role", None),
    ("behaviours: [{name: b, steps: []}]", "2:31", "a behaviour without steps", None),
    ("behaviours: [{name: b, given: g, steps: [{do: x}]}]", "2:31", '"g" does not name given rows', None),
    ("given: {g: {t: [{}]}}", "2:17", "a row without columns", None),
    ("given: {g: {t: {}}}", "2:16", "expected a list", None),
    ("queries: [{name: q, sql: select 1, expect: {contains: []}}]", "2:55", "no row is named", None),
    ("explain: [{name: e, sql: explain select 1}]", "2:26", "write the query alone", None),
    ("explain: [{name: e, sql: delete from t}]", "2:26", "a query begins with", None),
    ("http: {address_from: A, requests: [{path: /x, expect_status: 99}]}", "2:62", "at least 100", None),
    ("http: {address_from: A, requests: [{path: /x, expect_status: [200, 600]}]}", "2:68", "100 to 599", None),
    ("http: {address_from: A, requests: [{path: /x y, expect_status: 200}]}", "2:43", "a path begins with /", None),
    ("http: {address_from: A, headers: {a b: c}, requests: []}", "2:35", "not the name of a header", None),
    ("http: {address_from: A, headers: {a: é}, requests: []}", "2:38", "one line of ASCII", None),
    ("http: {address_from: A, requests: [{expect_json: {$..: 1}, path: /, expect_status: 200}]}", "2:51", "JSON", None),
    ("http: {address_from: A, requests: [{expect_json: {$.*: 1}, path: /, expect_status: 200}]}", "2:56", "list", None),
    ("http: {requests: []}", "2:7", 'the key "address_from" is missing', None),
    ("http: {address_from: A, requests: [{path: x, expect_status: 200}]}", "2:43", "a path begins with /", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "place", "message", "remedy"), BAD)
def test_what_is_not_understood_is_named(body: str, place: str, message: str, remedy: str | None) -> None:
    with pytest.raises(SchemaError) as caught:
        parse_spec(f"version: 1\n{body}\n", "spec.yaml")
    assert message in caught.value.message
    assert caught.value.where == f"spec.yaml:{place}"
    assert (remedy or "") in (caught.value.remedy or "")


@pytest.mark.parametrize("text", ["tables: {}\n", "version: 2\n", "version: one\n", "- version: 1\n"])
def test_the_version_is_required(text: str) -> None:
    with pytest.raises(SchemaError):
        parse_spec(text, "spec.yaml")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="No such file"):
        load_spec(tmp_path / "no.yaml")


def test_an_empty_section_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text("version: 1\ntables:\ncounts: []\n")
    assert load_spec(path, shown="shown.yaml").assertions == ()


EXAMPLES = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "expected_state.md").read_text(), re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_of_the_manual_are_understood(text: str) -> None:
    parse_spec(text if "version: 1" in text else f"version: 1\n{text}", "docs/expected_state.md")


def test_the_manual_has_examples_of_every_part() -> None:
    keys = {key for text in EXAMPLES for key in re.findall(r"^(\w+):", text, re.MULTILINE)}
    parts = {"tables", "seeds", "counts", "queries", "explain", "users", "given", "behaviours", "http", "lints"}
    assert parts <= keys
