"""Findings lead to the lines of the schema that create what they are about."""

from __future__ import annotations

from pathlib import Path

import pytest

from differ.reports.places import Place, SchemaPlaces

from .samples import finding, places


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("expected_state.yaml:12:3", Place("expected_state.yaml", 12, 3)),
        ("a b/x.yaml:7", Place("a b/x.yaml", 7, 1)),
        ("alone.yaml", Place("alone.yaml", 1, 1)),
        ("C:/odd:name.yaml:7:1", Place("C:/odd:name.yaml", 7, 1)),
    ],
)
def test_a_place_is_read_from_words(where: str, place: Place) -> None:
    assert Place.of(where) == place


@pytest.mark.parametrize(
    ("name", "title", "place"),
    [
        ("table public.users", "", (4, 1)),
        ("table public.users", "column email", (7, 5)),
        ("table public.users", "column order", (6, 5)),
        ("table public.users", "column missing", (4, 1)),
        ("table public.users", "policy users_select", (10, 1)),
        ("table public.users", "index users_email", (9, 1)),
        ("policy public.users.users_select", "", (10, 1)),
        ("column public.users.email", "", (7, 5)),
        ("index public.users_email", "", (9, 1)),
        ("function app.touch()", "", (11, 1)),
        ("schema Stock", "", (1, 1)),
        ("table Stock.The Items", "", (12, 1)),
    ],
)
def test_what_is_created_is_found(tmp_path: Path, name: str, title: str, place: tuple[int, int]) -> None:
    assert places(tmp_path).find(finding("fail", name, title)) == ("schema/schema.sql", *place)


def test_what_is_not_created_or_has_no_schema_is_nowhere(tmp_path: Path) -> None:
    known = places(tmp_path)
    assert known.find(finding("fail", "table public.lost")) is None
    assert known.find(finding("fail", "a user can sign up")) is None
    assert SchemaPlaces(tmp_path / "nothing").find(finding("fail", "table public.users")) is None
