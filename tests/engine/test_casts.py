"""What a plan says of values that PostgreSQL may not know how to convert."""

from __future__ import annotations

import pytest

from differ.kinds.casts import doubt, needs_cast
from differ.model import Ref

_COLUMN = Ref("column", ("public", "t", "a b"))


@pytest.mark.parametrize(
    ("before", "after", "using"),
    [
        ("bit(16)", "bit(8)", '"a b"::bit(8)'),
        ("integer", "integer[]", 'ARRAY["a b"]'),
        ("jsonb", "text[]", "..."),
        ("uuid", "integer", "..."),
    ],
)
def test_a_plan_says_what_to_write_where_values_may_not_convert(before: str, after: str, using: str) -> None:
    sentence = doubt(_COLUMN, before, after)
    assert sentence is not None
    assert sentence.startswith(f"values of column public.t.a b, which goes from {before} to {after}: ")
    assert sentence.endswith(f"write `-- differ: using {using}` above it in the schema")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("integer", "bigint"),
        ("text", "integer"),
        ("text[]", "jsonb"),
        ("integer[]", "bigint[]"),
        ("bit(8)", "bit(16)"),
        ("public.old", "public.new"),
        ("interval year to month", "interval"),
    ],
)
def test_a_plan_is_silent_where_values_convert(before: str, after: str) -> None:
    assert doubt(_COLUMN, before, after) is None


def test_an_interval_of_other_fields_needs_no_cast() -> None:
    assert not needs_cast("interval(3)", "interval year to month")


@pytest.mark.parametrize(("before", "needed"), [("integer", True), ("name", True), ("text", False), ('"char"', False)])
def test_only_texts_become_one_byte_by_themselves(before: str, needed: bool) -> None:
    assert needs_cast(before, '"char"') is needed
