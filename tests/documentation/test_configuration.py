"""docs/configuration.md says every key and variable, and its example is a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from differ.addresses import SUPABASE_CA, URL_VARIABLES
from differ.configuration import FILE_NAME, KEYS, Configuration, load_configuration

from .pages import REPOSITORY, blocks, first_cells, inline_code, section

PAGE = (REPOSITORY / "docs" / "configuration.md").read_text(encoding="utf-8")


def test_every_key_has_its_row_and_no_other() -> None:
    assert [cell.strip("`") for cell in first_cells(section(PAGE, FILE_NAME))] == list(KEYS)


def test_the_defaults_are_those_of_the_code() -> None:
    folder = Path()
    defaults = Configuration(folder, folder, folder, folder)
    rows = {line.split("|")[1].strip(" `"): line.split("|")[2] for line in PAGE.splitlines() if line.startswith("| `")}
    assert f"`{defaults.lock_timeout}`" in rows["lock_timeout"]
    assert f"`{defaults.statement_timeout}`" in rows["statement_timeout"]
    assert f"`[{', '.join(defaults.exposed_schemas)}]`" in rows["exposed_schemas"]


def test_the_example_is_a_configuration(tmp_path: Path) -> None:
    (example,) = [block.text for block in blocks(section(PAGE, FILE_NAME)) if block.language == "yaml"]
    (tmp_path / FILE_NAME).write_text(example, encoding="utf-8")
    found = load_configuration(tmp_path)
    assert found.schema == tmp_path / "database" / "schema"
    assert found.exclude_schemas == ("legacy", "tmp_*")


@pytest.mark.parametrize(
    "name", [*URL_VARIABLES, "SUPABASE_PROJECT_REF", "SUPABASE_DB_PASSWORD", "PGSERVICE", "PGHOST"]
)
def test_every_variable_with_an_address_is_named(name: str) -> None:
    assert name in inline_code(section(PAGE, "Where the address comes from"))


def test_the_url_variables_stand_in_their_order() -> None:
    positions = [PAGE.index(f"`{name}`") for name in URL_VARIABLES]
    assert positions == sorted(positions)


def test_the_certificate_has_the_name_that_is_looked_for() -> None:
    assert SUPABASE_CA in inline_code(section(PAGE, "TLS"))
