"""Expressions as a plan spells them, so that PostgreSQL and psql read them as they were."""

from __future__ import annotations

import pytest

from differ.spelling import faithful


@pytest.mark.parametrize(
    ("printed", "spelt"),
    [
        ('a[1:"PORT"]', 'a[1: "PORT"]'),  # psql would put its own variable there
        ('a[:"USER"] + b[\'x\':"HOST"]', 'a[: "USER"] + b[\'x\': "HOST"]'),
        ("""'1:"PORT"'::text""", """'1:"PORT"'::text"""),
        ('x::"char"', 'x::"char"'),
        ('"a:""b" + 1', '"a:""b" + 1'),
        ("a[lo:hi]", "a[lo:hi]"),
        ("((a AND b) AND c)", "((a AND b)::boolean AND c)"),
    ],
)
def test_an_expression_is_spelt_to_be_read_back(printed: str, spelt: str) -> None:
    assert faithful(printed) == spelt
