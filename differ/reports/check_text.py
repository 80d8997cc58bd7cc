"""A check on a terminal: failures first, by object, with what was expected and what was found; then the counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from differ.reports.failures import advice, notes

if TYPE_CHECKING:
    from rich.console import Console

    from differ.checks.findings import Finding, Report, Status

_STYLES: dict[Status, tuple[str, str]] = {
    "fail": ("✗", "red"),
    "error": ("!", "magenta"),
    "skipped": ("-", "yellow"),
    "hold": ("✓", "green"),
}
_NAMED = 5  # notes of one lint that are all shown
_ORDER: tuple[Status, ...] = ("fail", "error", "skipped")
_WORDS: dict[Status, str] = {"hold": "hold", "fail": "failed", "skipped": "skipped", "error": "could not be evaluated"}


def show_report(report: Report, console: Console, *, verbose: bool = False) -> None:
    """Print what does not hold, and the counts; with `verbose` also what holds."""
    for status in (*_ORDER, "hold") if verbose else _ORDER:
        for heading, findings in finding_groups(report, status).items():
            _group(heading, findings, console)
    _notes(report, console, verbose)
    for note in report.notes:
        show_line(console, Text(f"Note: {note}"), 0)
    style = "bold green" if report.exit_code == 0 else "bold red"
    show_line(console, Text(count_line(report), style), 0)


def count_line(report: Report) -> str:
    """`Check: 412 hold, 2 failed, 1 skipped (0.4 s)`; zeros are said of failures only."""
    counts = report.counts
    parts = [f"{counts['hold']} hold", f"{counts['fail']} failed"]
    parts += [f"{counts[status]} {_WORDS[status]}" for status in ("error", "skipped") if counts[status]]
    parts += [f"{report.lints_run} lints ran"] if report.lints_run else []
    return f"Check: {', '.join(parts)} ({report.seconds:.1f} s)"


def _notes(report: Report, console: Console, verbose: bool) -> None:
    """What lints say for information, by lint; many of one are told in a line."""
    for title, findings in notes(report).items():
        named = len(findings) <= _NAMED or verbose
        show_line(console, Text("for information: ", "dim").append(title, "bold"), 0)
        for finding in findings if named else findings[:1]:
            place = "" if finding.title == "" else f"{finding.object}: "
            show_line(console, Text("i ", "cyan").append(f"{place}{finding.found}", "default"), 2)
        if not named:
            show_line(console, Text(f"and {len(findings) - 1} more; --verbose lists them", "dim"), 4)
        _remedy(findings[0], console, 4)
        show_line(console, Text(), 0)


def _remedy(finding: Finding, console: Console, indent: int) -> None:
    if finding.remedy:
        show_line(console, Text(advice(finding), "dim"), indent)


def finding_groups(report: Report, status: Status) -> dict[tuple[str, str], list[Finding]]:
    """Findings of a status by section and object; objects about which there is but one are together under ""."""
    found = [finding for finding in report.findings if finding.status == status and not finding.for_information]
    about = Counter((finding.section, finding.object) for finding in found)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        alone = not finding.title and about[finding.section, finding.object] == 1
        groups.setdefault((finding.section, "" if alone else finding.object), []).append(finding)
    return groups


def _group(heading: tuple[str, str], findings: list[Finding], console: Console) -> None:
    """The findings under a heading; those that fail because something else is missing are one line."""
    section, name = heading
    show_line(console, Text(f"{section}: ", "dim").append(name, "bold") if name else Text(section, "bold"), 0)
    causes: Counter[str] = Counter()
    troubles: dict[tuple[str | None, str], list[Finding]] = {}
    skipped: dict[str, list[str]] = {}
    for finding in findings:
        if finding.status == "skipped" and section == "lints":
            skipped.setdefault(finding.reason or "", []).append(finding.title)
        elif finding.status == "fail" and finding.reason:
            causes[finding.reason] += 1
        elif finding.status == "error":
            troubles.setdefault((finding.reason, finding.where), []).append(finding)
        else:
            show_line(console, failure_line(finding, finding.title if name else finding.object), 2)
            _remedy(finding, console, 4)
    for together in troubles.values():
        show_line(console, _trouble(together, name), 2)
    for reason, titles in skipped.items():
        show_line(console, Text("- ", "yellow").append(f"{reason}: {', '.join(titles)}", "default"), 2)
    for reason, count in causes.items():
        more = f"{count} assertion{'s' if count > 1 else ''} about it"
        show_line(console, Text("✗ ", "red").append(f"{reason}, so {more} cannot hold", "default"), 2)
    show_line(console, Text(), 0)


def _trouble(findings: list[Finding], heading: str) -> Text:
    """What could not be evaluated, and how many more could not for the same reason."""
    line = failure_line(findings[0], findings[0].title if heading else findings[0].object)
    if len(findings) > 1:
        line.append(f" (and {len(findings) - 1} more for the same reason)", "dim")
    return line


def failure_line(finding: Finding, title: str) -> Text:
    """What became of one assertion, and where that stands."""
    sign, style = _STYLES[finding.status]
    line = Text(f"{sign} ", style).append(f"{title}: " if title else "", "default")
    if finding.status == "fail":
        line.append("expected ", "default").append(str(finding.expected), "green")
        line.append(", found ", "default").append(str(finding.found), "red")
    elif finding.status == "hold":
        line.append(f"holds ({finding.reason})" if finding.reason else "holds", "default")
    else:
        line.append(finding.reason or "", "default")
    return line.append(f"  {finding.where}", "dim")


def show_line(console: Console, text: Text, indent: int) -> None:
    """Print a line: on a terminal long lines wrap under their indent; elsewhere a finding is one line."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)), highlight=False)
    else:
        console.print(Text(" " * indent).append(text), highlight=False, soft_wrap=True)
