"""Annotations are the workflow commands that another package writes for the same file, line, title and message.

GitHub's own parser is a part of its runner and cannot be had apart from it, so ours are held against an independent
writer instead: its lines may differ in the order of properties only.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import github_action_utils
import pytest

from differ.reports.check_github import report_github
from differ.reports.failures import failures

from .samples import GREEN, HOSTILE, LINTED, REPORT, places

if TYPE_CHECKING:
    from pathlib import Path

    from differ.checks.findings import Report

_LINE = re.compile(r"::(?P<level>[a-z]+) (?P<properties>.*?)::(?P<message>.*)")


def _parts(line: str) -> tuple[str, list[str], str]:
    match = _LINE.fullmatch(line)
    assert match, line
    return match["level"], sorted(match["properties"].split(",")), match["message"]


def _ours(report: Report, folder: Path) -> list[tuple[str, list[str], str]]:
    return [_parts(line) for line in report_github(report, places(folder)).split("\n") if line.startswith("::")]


def test_failures_are_written_as_another_package_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for failure in failures(REPORT):
        finding = failure.finding
        file, line, column = finding.where.split(":")
        title = f"{finding.section}: {finding.name}"
        github_action_utils.error(failure.message, title=title, file=file, line=int(line), col=int(column))
    theirs = [_parts(line) for line in capsys.readouterr().out.splitlines()]
    assert [one for one in _ours(REPORT, tmp_path) if one[0] == "error"] == theirs
    assert any("%25" in message and "%0A" in message for _, _, message in theirs)
    assert any("title=" in one and "%3A" in one for _, properties, _ in theirs for one in properties)


def test_notes_are_written_as_another_package_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = replace(GREEN, notes=(HOSTILE, "100 %: done, at last\r\n"))
    for note in report.notes:
        github_action_utils.notice(note, title="differ check")
    theirs = [_parts(line) for line in capsys.readouterr().out.splitlines()]
    assert _ours(report, tmp_path)[-2:] == theirs


def test_every_line_but_the_last_is_a_command(tmp_path: Path) -> None:
    *commands, last = report_github(LINTED, places(tmp_path)).removesuffix("\n").split("\n")
    assert [level for level, _, _ in map(_parts, commands)] == ["error", "warning", "warning", "warning", "notice"]
    assert last.startswith("Check: ")
