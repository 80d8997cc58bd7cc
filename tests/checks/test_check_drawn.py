"""A page shows the plan that drift was judged by: it is made once, and the drift is that of a check without a page."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from differ import plans
from differ.cli.checking import Checking, Wishes
from differ.configuration import load_configuration
from differ.reports.forms import Checked
from differ.servers import ScratchServer
from differ.targets import find_target

_numbers = count(1)
SCHEMA = "create table public.notes (id integer primary key, body text); comment on table public.notes is 'Words.';"


@pytest.fixture
def drifted(plain_server: ScratchServer, tmp_path: Path) -> tuple[Path, str]:
    """A project whose database has something more, something less and something else."""
    name = f"drawn_{next(_numbers)}"
    plain_server.create_database(name)
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "schema.sql").write_text(SCHEMA)
    (tmp_path / "differ.yaml").write_text("platform: plain\n")
    (tmp_path / "expected_state.yaml").write_text("version: 1\ndrift: none\n")
    with plain_server.connect(name) as connection:
        connection.execute(b"create table notes (id integer primary key); create table more (id integer)")
    return tmp_path, plain_server.url(name)


def _checked(project: tuple[Path, str], *, drawn: bool) -> Checked:
    folder, url = project
    target = find_target(load_configuration(folder), url, environment={})
    with target, Checking(target, folder / "expected_state.yaml", Wishes(drawn=drawn)) as checking:
        return checking.round(plans.nothing_to_report)


def test_one_plan_is_made(drifted: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counted(name: str) -> None:
        original = getattr(plans, name)

        def call(*arguments: object, **options: object) -> object:
            made.append(name)
            return original(*arguments, **options)

        monkeypatch.setattr(plans, name, call)

    counted("make_plan")
    counted("read_snapshot")
    drawn = _checked(drifted, drawn=True)
    assert made == ["make_plan"]
    assert drawn.drawn is not None
    assert drawn.drawn.plan is not None
    assert drawn.report.findings == _checked(drifted, drawn=False).report.findings
    assert [finding.object for finding in drawn.report.findings] == [
        "table public.notes",
        "column public.notes.body",
        "table public.more",
    ]


def test_hints_change_what_is_planned_and_not_what_has_drifted(drifted: tuple[Path, str]) -> None:
    folder, _ = drifted
    hinted = f"-- differ: renamed from public.more\ncreate table public.others (id integer);\n{SCHEMA}"
    (folder / "schema" / "schema.sql").write_text(hinted)
    with_page, without = _checked(drifted, drawn=True), _checked(drifted, drawn=False)
    assert with_page.report.findings == without.report.findings
    assert with_page.drawn is not None
    assert with_page.drawn.plan is not None
    assert any("renamed from" in detail for one in with_page.drawn.plan.summaries for detail in one.details)


def test_what_keeps_a_plan_from_being_made_is_said_in_both(drifted: tuple[Path, str]) -> None:
    (drifted[0] / "schema" / "schema.sql").write_text("create tabel x ();")
    checked = _checked(drifted, drawn=True)
    assert checked.report.exit_code == 8
    assert checked.drawn is not None
    assert "schema.sql:1:8" in checked.drawn.no_plan
    assert checked.report.findings == _checked(drifted, drawn=False).report.findings
