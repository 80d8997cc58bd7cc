"""What a scaffold writes: it passes, it is readable, it is the same twice, and its schema accepts it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from differ import strict_yaml
from differ.catalog import read_snapshot
from differ.checks.base import AssertionKind, discover
from differ.checks.evaluate import check
from differ.checks.scaffold import scaffold
from differ.checks.schema import json_schema, json_schema_text, shipped
from differ.checks.spec import load_spec, parse_spec
from differ.checks.yaml_text import yaml_lines
from differ.errors import UsageError
from tests.checks.conftest import ROOT, Connection
from tests.checks.test_check_spec import BAD
from tests.checks.test_check_structure import HOLD

VALIDATOR = jsonschema.Draft202012Validator(json.loads(shipped()))

STRANGE = """
    create schema "Odd one";
    create table "Odd one"."Two words" ("A b" text default 'x: y # z', "yes" int check ("yes" > -1), "null" text);
    create index "odd: index" on "Odd one"."Two words" (("A b" || 'x'), "yes" nulls first) where "A b" like '%;%';
    create policy "it's me: {really}" on "Odd one"."Two words" for update
        using ("A b" = 'true' or not ("yes" in (1, 2)));
    comment on table "Odd one"."Two words" is e'Two\\nlines: #1\\n\\n  and "quotes"';
    comment on column "Odd one"."Two words"."A b" is '- not a list';
    create function "Odd one".f("in text" text, out a int, variadic rest int[]) language sql as 'select 1';
    create procedure "Odd one".p(inout x numeric) language sql begin atomic select 1.0; end;
    create type "Odd one"."En um" as enum ('', 'on', '1', 'a, b', E'new\\nline');
"""


def test_a_scaffold_passes_on_its_database(shop: Connection) -> None:
    text = scaffold(None, shop, ["public", "stock"])
    report = check(shop, parse_spec(text, "scaffold.yaml"))
    assert [finding for finding in report.findings if finding.status != "hold"] == []
    assert len(report.findings) > 40
    assert "price: numeric(10,2) not null default 0\n" in text
    assert "using: name = CURRENT_USER or price between 1 and 9".lower() in text.lower()
    assert "foreign_keys: {customer: customers(id) on delete cascade}\n" in text
    assert "- update(email, name)\n" in text or '"update(email, name)"' in text
    assert text == scaffold(read_snapshot(shop), None, ["public", "stock"])


def test_a_scaffold_names_its_json_schema_first(shop: Connection) -> None:
    first, second, *_ = scaffold(None, shop).splitlines()
    assert first == "# yaml-language-server: $schema=differ/checks/expected_state.schema.json"
    assert (ROOT / first.partition("=")[2]).is_file()
    assert second == "version: 1"


def test_strange_names_and_texts_survive(own_shop: Connection) -> None:
    own_shop.execute(STRANGE.encode())
    text = scaffold(None, own_shop, ["Odd one", "public"])
    report = check(own_shop, parse_spec(text, "scaffold.yaml"))
    assert [finding for finding in report.findings if finding.status != "hold"] == []
    assert not list(VALIDATOR.iter_errors(strict_yaml.parse(text, "").value))


def test_a_scaffold_notices_what_comes_later(own_shop: Connection) -> None:
    spec = parse_spec(scaffold(None, own_shop, ["public", "stock"]), "scaffold.yaml")
    own_shop.execute("create policy loose on customers using (true)")
    own_shop.execute("drop index customers_name")
    own_shop.execute("alter function touch() reset search_path")
    failed = {finding.name for finding in check(own_shop, spec).findings if finding.status == "fail"}
    assert failed == {
        "schema public: policies",
        "schema public: indexes",
        "table public.customers: index customers_name",
        "function public.touch()",
    }


def test_the_shipped_json_schema_is_current() -> None:
    """Renew it with: python -m differ.checks.schema > differ/checks/expected_state.schema.json."""
    assert shipped() == json_schema_text()
    VALIDATOR.check_schema(json_schema())


@pytest.mark.parametrize("text", [f"version: 1\n{HOLD}", (ROOT / "expected_state.yaml").read_text()])
def test_files_that_load_are_valid(text: str) -> None:
    parse_spec(text, "spec.yaml")
    assert not list(VALIDATOR.iter_errors(strict_yaml.parse(text, "").value))


UNKNOWN = [body for body, _, message, _ in BAD if "unknown key" in message or "is missing" in message]


@pytest.mark.parametrize("body", [body for body in UNKNOWN if "rows: [{name" not in body and "key: " not in body])
def test_unknown_and_missing_keys_are_not_valid(body: str) -> None:
    value = strict_yaml.parse(f"version: 1\n{body}\n", "").value
    assert list(VALIDATOR.iter_errors(value))


def test_the_products_file_names_its_schema() -> None:
    first = (ROOT / "expected_state.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=differ/checks/expected_state.schema.json"


def test_every_kind_of_assertion_has_a_description_and_a_place() -> None:
    discover()
    classes = {type(kind) for kind in AssertionKind.registry.values()}
    assert len({kind.__name__ for kind in classes}) == len(classes) > 20
    assert all(kind.description for kind in classes)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=150)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT.filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(_TEXT.filter(bool), _VALUES, min_size=1, max_size=4))
def test_written_yaml_reads_back(value: dict[str, Any]) -> None:
    assert strict_yaml.parse("\n".join(yaml_lines(value)) + "\n", "").value == value


def test_a_scaffold_of_nothing_is_refused(shop: Connection) -> None:
    with pytest.raises(UsageError):
        scaffold(None, shop, [])


def test_a_scaffold_can_be_saved_and_loaded(shop: Connection, tmp_path: Path) -> None:
    path = tmp_path / "expected_state.yaml"
    path.write_text(scaffold(None, shop), encoding="utf-8")
    assert len(load_spec(path).assertions) > 20
