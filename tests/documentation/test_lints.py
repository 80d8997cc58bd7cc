"""docs/lints.md has every lint, and every lint links to its section."""

from __future__ import annotations

import re

import pytest

from differ.checks.lints.files import COLUMNS, lints

from .pages import REPOSITORY, anchors, section

PAGE = (REPOSITORY / "docs" / "lints.md").read_text(encoding="utf-8")


def test_no_other_lint_is_explained() -> None:
    assert sorted(re.findall(r"^## (\w+)$", PAGE, re.MULTILINE)) == list(lints())


@pytest.mark.parametrize("name", lints())
def test_a_lint_has_its_section(name: str) -> None:
    what, _, remedy = section(PAGE, name).strip().partition("\n\nRemedy: ")
    assert len(what) > 60
    assert remedy.strip()


@pytest.mark.parametrize("name", lints())
def test_a_lint_is_listed_with_its_level_and_what_it_expects(name: str) -> None:
    lint = lints()[name]
    assert f"| [{name}](#{name}) | {lint.level} | {lint.expects} |" in PAGE.splitlines()


@pytest.mark.parametrize("name", lints())
def test_a_lint_names_its_columns_and_links_to_its_section(name: str) -> None:
    text = lints()[name].text
    assert re.findall(r"\bas (name|level|object|detail|remedy|link)\b", text)[-6:] == list(COLUMNS)
    assert f"'{name}' as name," in text
    (link,) = set(re.findall(r"'(docs/[^']+)'", text))
    page, _, anchor = link.partition("#")
    assert (REPOSITORY / page).is_file()
    assert anchor == name
    assert anchor in anchors(PAGE)
