"""docs/coverage.md is that of these kinds, names cases that exist, and gives a reason for every hole."""

from __future__ import annotations

import re

import pytest

from differ.kinds.base import discover
from tests.engine.coverage import PAGE, holes, properties
from tests.engine.test_cases import CASES

from .pages import section

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(discover()))
def test_every_property_of_a_kind_has_its_row(kind: str) -> None:
    rows = [line.split("|")[1].strip() for line in section(TEXT, kind).splitlines() if line.startswith("| ")]
    assert [row for row in rows if row not in ("property", "---")] == properties(kind)


def test_no_other_kind_is_told() -> None:
    assert set(re.findall(r"^## (.+)$", TEXT, re.MULTILINE)) == {*discover(), "What does not converge"}


def test_every_case_that_is_named_exists() -> None:
    named = set(re.findall(r"\| `([^`]+)` \|", TEXT))
    assert len(named) > 100
    assert [case for case in named if not (CASES / case / "a.sql").is_file()] == []


def test_every_hole_has_a_reason() -> None:
    assert "none yet" not in TEXT
    told = {(kind, one) for kind, reasons in holes().items() for one in reasons}
    assert [one for one in told if one[0] not in discover() or one[1] not in properties(one[0])] == []
