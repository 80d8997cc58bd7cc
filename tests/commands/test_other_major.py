"""A live server of another major version than the PostgreSQL that judges the schema: 15 prints views in other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.servers import ScratchServer, find_installation
from tests.engine.servers import needed

from .project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.pg15

VIEWS = """
create table t (id int primary key, a text not null);
create view v as select id, a from t where a <> 'x';
create materialized view m as select a, count(*) as n from t group by a;
grant all on t to pg_monitor;
alter default privileges grant all on tables to pg_monitor;
"""


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Project]:
    """A project whose database is on PostgreSQL 15, with VIEWS applied as PostgreSQL 17 judges them."""
    with ScratchServer(needed(15)) as server:
        project = Project(tmp_path, server.url())
        project.write("differ.yaml", f"platform: plain\npostgres: {find_installation(17).bin}\n")
        project.write("schema/schema.sql", VIEWS)
        project.write("expected_state.yaml", "version: 1\ndrift: none\n")
        applied = project.run("apply", "--yes")
        assert "the database is as described, and a new plan would be empty" in applied.output
        yield project


def _execute(project: Project, sql: str) -> None:
    with psycopg.connect(str(project.url), autocommit=True) as connection:
        connection.execute(sql.encode())


def test_what_only_reads_otherwise_is_no_difference(older: Project) -> None:
    assert "Nothing to do" in older.run("plan").output
    assert older.run("diff", str(older.url), "schema/schema.sql").output == ""
    older.run("check")


def test_what_differs_is_applied_and_then_known(older: Project) -> None:
    older.write("schema/schema.sql", VIEWS.replace("a <> 'x'", "a <> 'y'"))
    plan = older.run("plan")
    assert "~ view public.v" in plan.output
    assert "materialized view" not in plan.output
    assert "Rehearsed on a clone: the plan reaches the desired state." in plan.output
    older.run("check", code=1)
    older.run("apply", "--yes")
    assert "Nothing to do" in older.run("plan").output


def test_what_was_changed_by_hand_is_found(older: Project) -> None:
    _execute(older, "create or replace view v as select id, a from t where a <> 'z'")
    assert "~ view public.v" in older.run("plan").output


def test_what_the_judge_does_not_know_is_said(tmp_path: Path, new_database: Callable[[], str]) -> None:
    project = Project(tmp_path, new_database())
    _execute(project, "create table t (a int); create view v as select any_value(a) as a from t")
    project.write("differ.yaml", f"platform: plain\npostgres: {needed(15).bin}\n")
    project.write("schema/schema.sql", "create table t (a int, b int);")
    plan = project.run("plan", code=3)
    assert "could not clone the live structure (function any_value(integer) does not exist)" in plan.output
    assert "cannot make the live structure to rehearse on: function any_value(integer) does not exist" in plan.output
