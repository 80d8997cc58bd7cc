"""Lints from the command line: what fails, the file of known findings, the document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg

    from .project import Project

SPEC = "version: 1\nlints: {baseline: known_lints.yaml}\n"


@pytest.fixture
def old(project: Project, live: psycopg.Connection[Any]) -> Project:
    """A project whose database has two columns of char(n)."""
    live.execute("create table old (id bigint primary key, a char(3), b char(3))")
    project.write("expected_state.yaml", SPEC)
    return project


def test_an_old_database_starts_green(old: Project, live: psycopg.Connection[Any]) -> None:
    assert "there is no such file" in old.run("check", code=8).output
    assert old.run("check", "--lint-baseline").output.strip().endswith("known_lints.yaml: 2 known findings written.")
    assert "0 failed" in old.run("check").output

    live.execute("alter table old add c char(3); alter table old drop a")
    shown = old.run("check", code=1).output
    assert "✗ char_type: expected text or varchar, found character(3)" in shown
    assert "1 known findings are gone: char_type of column public.old.a" in shown
    assert "1 findings are gone, 1 left. 1 new ones are not added" in old.run("check", "--lint-baseline").output


def test_the_document_has_level_remedy_and_link(old: Project) -> None:
    old.run("check", "--lint-baseline")
    old.write("expected_state.yaml", "version: 1\nlints: {}\n")
    document = json.loads(old.run("check", "--json", code=1).output)
    found = [finding for finding in document["findings"] if finding["status"] == "fail"]
    assert [(finding["object"], finding["level"], finding["link"]) for finding in found] == [
        (f"column public.old.{name}", "warning", "docs/lints.md#char_type") for name in "ab"
    ]


def test_without_a_place_for_the_file_it_says_so(old: Project) -> None:
    old.write("expected_state.yaml", "version: 1\nlints: {}\n")
    assert "lints: {baseline: lints.yaml}" in old.run("check", "--lint-baseline", code=64).errors
