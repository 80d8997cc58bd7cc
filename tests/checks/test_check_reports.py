from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from differ.checks.findings import Finding, Report, Status
from differ.reports.check_json import report_json
from differ.reports.check_text import count_line, show_report


def _finding(status: Status, name: str, title: str = "", **values: Any) -> Finding:
    return Finding("tables", name, title, status, "expected_state.yaml:7:3", **values)


REPORT = Report(
    "shop",
    "expected_state.yaml",
    (
        _finding("hold", "table public.a"),
        _finding("skipped", "table public.a", "x", reason="API_URL is not set"),
        _finding("error", "table public.a", "y", reason="permission denied for table a"),
        _finding("fail", "table public.users", "column email", expected="type text", found="type varchar(3)"),
        _finding("fail", "table public.lost", expected="exists", found="missing"),
        _finding("fail", "table public.lost", "column a", found="missing", reason="table public.lost is missing"),
        _finding("fail", "table public.lost", "column b", found="missing", reason="table public.lost is missing"),
    ),
    0.4321,
)


def _shown(report: Report, *, terminal: bool = False, width: int = 200) -> str:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=terminal, width=width, color_system="standard" if terminal else None)
    show_report(report, console)
    return stream.getvalue()


def test_failures_come_first_with_expected_and_found() -> None:
    assert _shown(REPORT).splitlines() == [
        "tables: table public.users",
        "  ✗ column email: expected type text, found type varchar(3)  expected_state.yaml:7:3",
        "",
        "tables: table public.lost",
        "  ✗ expected exists, found missing  expected_state.yaml:7:3",
        "  ✗ table public.lost is missing, so 2 assertions about it cannot hold",
        "",
        "tables: table public.a",
        "  ! y: permission denied for table a  expected_state.yaml:7:3",
        "",
        "tables: table public.a",
        "  - x: API_URL is not set  expected_state.yaml:7:3",
        "",
        "Check: 1 hold, 4 failed, 1 could not be evaluated, 1 skipped (0.4 s)",
    ]


def test_lines_wrap_on_a_narrow_terminal_only() -> None:
    narrow = _shown(REPORT, terminal=True, width=40)
    assert "\x1b[" in narrow
    plain = _shown(REPORT, width=40)
    assert "\x1b[" not in plain
    assert max(map(len, plain.splitlines())) > 60


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = io.StringIO()
    show_report(REPORT, Console(file=stream, force_terminal=True, width=100, color_system="standard"))
    assert "\x1b[31m" not in stream.getvalue()
    assert "\x1b[32m" not in stream.getvalue()


def test_markup_in_what_was_found_is_shown_as_it_is() -> None:
    finding = _finding("fail", "table public.[red]x", "a", expected="[bold]", found="[/bold]")
    assert "expected [bold], found [/bold]" in _shown(Report("d", "s", (finding,), 0.0))


def test_only_holds_is_short() -> None:
    report = Report("d", "s", (_finding("hold", "table a"),), 0.04)
    assert _shown(report) == "Check: 1 hold, 0 failed (0.0 s)\n"
    assert count_line(report) == "Check: 1 hold, 0 failed (0.0 s)"


def test_the_document_has_everything() -> None:
    document = json.loads(report_json(REPORT))
    assert (document["format"], document["version"], document["exit_code"]) == ("differ check", 1, 8)
    assert document["counts"] == {"hold": 1, "fail": 4, "skipped": 1, "error": 1}
    assert document["findings"][3] == {
        "section": "tables",
        "object": "table public.users",
        "title": "column email",
        "status": "fail",
        "where": "expected_state.yaml:7:3",
        "expected": "type text",
        "found": "type varchar(3)",
        "reason": None,
        "level": None,
        "remedy": None,
        "link": None,
    }
