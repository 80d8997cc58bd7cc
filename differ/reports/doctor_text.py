"""The doctor's findings on a terminal: a section after the other, each remedy below what it is for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from differ.doctor import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from differ.doctor import Finding, Level, Section

_TITLES: dict[Section, str] = {
    "environment": "Environment",
    "project": "Project",
    "database": "Database",
    "keys": "Supabase keys",
}
_STYLES: dict[Level, str] = {"ok": "green", "warning": "yellow", "problem": "red"}
_INDENT = 11


def show_findings(findings: Sequence[Finding], console: Console) -> None:
    """Print all findings, and how many problems and warnings there are."""
    for section, members in groupby(findings, key=lambda finding: finding.section):
        console.print(_TITLES[section], style="bold")
        for finding in members:
            _show(finding, console)
        console.print()
    problems, warnings = count(list(findings), "problem"), count(list(findings), "warning")
    worst: Level = "problem" if problems else "warning" if warnings else "ok"
    console.print(_counted(problems, warnings), style=f"bold {_STYLES[worst]}")


def _show(finding: Finding, console: Console) -> None:
    _hanging(Text(f"{finding.level:<9}", _STYLES[finding.level]), Text(finding.message), console)
    if finding.remedy:
        _hanging(Text(" " * 9), Text(f"→ {finding.remedy}", "dim"), console)


def _hanging(label: Text, text: Text, console: Console) -> None:
    """One paragraph, whose later lines begin below its text; a pipe gets it on one line."""
    lines = [text] if console.soft_wrap else text.wrap(console, max(console.width - _INDENT, 20))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text("  ") + label + line if number == 0 else Text(" " * _INDENT) + line)


def _counted(problems: int, warnings: int) -> str:
    if not problems and not warnings:
        return "No problem was found."
    words = [f"{number} {word}{'' if number == 1 else 's'}" for number, word in _named(problems, warnings) if number]
    return ", ".join(words)


def _named(problems: int, warnings: int) -> tuple[tuple[int, str], ...]:
    return ((problems, "problem"), (warnings, "warning"))
