"""`drift: none`: check names what somebody changed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .project import Project

if TYPE_CHECKING:
    import psycopg

SPEC = "version: 1\ndrift: none\n"


@pytest.fixture
def watched(applied: Project) -> Project:
    applied.write("expected_state.yaml", SPEC)
    return applied


def test_a_database_as_described_has_none(watched: Project) -> None:
    assert "Check: 1 hold, 0 failed" in watched.run("check").output


@pytest.mark.parametrize(
    ("by_hand", "lines"),
    [
        ("create table public.mine (id integer)", ["table public.mine", "it is there"]),
        ("drop view public.recent", ["view public.recent", "it is missing"]),
        ("alter table public.users alter column email drop not null", ["column public.users.email", "not null: no"]),
        ("drop index public.notes_user_id", ["index public.notes_user_id", "it is missing"]),
        ("grant select on public.users to public", ["table public.users", "SELECT to PUBLIC"]),
        ("comment on table public.users is 'Mine.'", ["table public.users", "comment: Mine."]),
    ],
)
def test_what_was_done_by_hand_is_named(
    watched: Project, live: psycopg.Connection[Any], by_hand: str, lines: list[str]
) -> None:
    live.execute(by_hand.encode())
    result = watched.run("check", code=1)
    for line in lines:
        assert line in result.output
    assert "expected_state.yaml:2:8" in result.output


def test_what_is_remembered_holds_for_these_files_and_this_database_alone(
    watched: Project, live: psycopg.Connection[Any]
) -> None:
    """The answer of a check is kept for the next one, which may be about something else."""
    assert "1 hold" in watched.run("check").output
    live.execute("alter table public.notes add extra text")
    assert "column public.notes.extra" in watched.run("check", code=1).output
    schema = watched.folder / "schema" / "schema.sql"
    schema.write_text(schema.read_text() + "alter table public.notes add extra text;")
    assert "1 hold" in watched.run("check").output
    watched.write("differ.yaml", "platform: plain\nexclude_schemas: [public]\n")
    live.execute("alter table public.notes drop extra")
    assert "1 hold" in watched.run("check").output


def test_long_values_are_cut_to_where_they_differ(watched: Project, live: psycopg.Connection[Any]) -> None:
    many = ", ".join(f"'state number {number}'" for number in range(20))
    schema = f"create table public.users (id integer, state text, constraint states check (state in ({many})));"
    watched.write("schema/schema.sql", schema)
    live.execute("drop table public.users cascade; drop table public.notes cascade")
    live.execute(schema.replace("'state number 19'", "'state number 91'").encode())
    output = watched.run("check", code=1).output
    assert "'state number 19'::text" in output
    assert "'state number 91'::text" in output
    assert "number 0" not in output


def test_parts_of_what_is_gone_go_without_saying(watched: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("drop table public.notes cascade")
    lines = [line for line in watched.run("check", code=1).output.splitlines() if "✗" in line]
    assert [line.split(":")[0].strip() for line in lines] == ["✗ table public.notes", "✗ view public.recent"]


def test_a_schema_that_does_not_load_is_an_error_and_no_drift(watched: Project) -> None:
    watched.write("schema/schema.sql", "create table public.users (id intger);")
    result = watched.run("check", code=8)
    assert "schema.sql:1" in result.output
    assert "intger" in result.output


def test_only_none_can_be_said(watched: Project) -> None:
    watched.write("expected_state.yaml", "version: 1\ndrift: some\n")
    assert "expected_state.yaml:2:8: drift can only be none" in watched.run("check", code=6).errors
