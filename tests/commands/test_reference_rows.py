"""Reference rows in plans: in their place among the steps, and rehearsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .project import Project, rows

if TYPE_CHECKING:
    import psycopg

SCHEMA = """\
create table public.owners (id integer primary key);
create table public.levels (
    code text primary key,
    rank integer not null constraint levels_rank_check check (rank > 0),
    owner integer references public.owners (id)
);
"""
SEEDS = "table: public.levels\nkey: code\nrows:\n- {code: a, rank: 1}\n- {code: b, rank: 2}\n"


@pytest.fixture
def seeded(project: Project) -> Project:
    project.write("schema/schema.sql", SCHEMA)
    project.write("schema/seeds/levels.yaml", SEEDS)
    return project


def test_rows_get_their_values_before_the_checks_that_want_them(seeded: Project, live: psycopg.Connection[Any]) -> None:
    live.execute("create table public.levels (code text primary key); insert into public.levels values ('b')")
    script = seeded.run("plan", "--sql").output
    places = [script.index(text) for text in ("ADD COLUMN rank integer;", "SET rank = 2", "SET NOT NULL", "CHECK")]
    assert places == sorted(places), script
    assert "reaches the desired state" in seeded.run("plan").output
    seeded.run("apply", "--yes")
    assert rows(live, "select code, rank from public.levels order by code") == [("a", 1), ("b", 2)]
    seeded.run("plan", "--exit-code")


def test_a_parent_gets_its_rows_before_a_key_points_at_them(seeded: Project, live: psycopg.Connection[Any]) -> None:
    seeded.write("schema/schema.sql", SCHEMA + "create table public.uses (code text references public.levels (code));")
    live.execute("create table public.uses (code text); insert into public.uses values ('b')")
    seeded.run("apply", "--yes")
    seeded.run("plan", "--exit-code")


def test_rows_that_the_schema_refuses_are_found_by_the_rehearsal(
    seeded: Project, live: psycopg.Connection[Any]
) -> None:
    seeded.run("apply", "--yes")
    seeded.write("schema/seeds/levels.yaml", SEEDS.replace("rank: 2", "rank: -2"))
    result = seeded.run("plan", code=3)
    assert "levels_rank_check" in result.output + result.errors
    assert rows(live, "select rank from public.levels where code = 'b'") == [(2,)]


def test_rows_that_need_rows_of_users_are_said_not_to_be_rehearsed(
    seeded: Project, live: psycopg.Connection[Any]
) -> None:
    seeded.run("apply", "--yes")
    live.execute("insert into public.owners values (7)")
    seeded.write("schema/seeds/levels.yaml", SEEDS.replace("rank: 2", "rank: 2, owner: 7"))
    assert "were not rehearsed: they need rows" in seeded.run("plan").output
    seeded.run("apply", "--yes")
    assert rows(live, "select owner from public.levels where code = 'b'") == [(7,)]
