"""What a check finds that the one before did not, and what it does not find any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from differ.reports.check_text import count_line, show_line
from differ.reports.failures import failures

if TYPE_CHECKING:
    from rich.console import Console

    from differ.checks.findings import Finding, Report


def show_changes(before: Report, after: Report, at: str, console: Console) -> None:
    """One line with the time and the counts, and one for each failure that appeared, changed or went."""
    old, new = _failing(before), _failing(after)
    appeared = [finding for key, finding in new.items() if key not in old or _outcome(old[key]) != _outcome(finding)]
    gone = [finding for key, finding in old.items() if key not in new]
    unchanged = "" if appeared or gone else "unchanged, "
    style = "bold green" if after.exit_code == 0 else "bold red"
    show_line(console, Text(f"{at} ", "dim").append(f"{unchanged}{count_line(after)}", style), 0)
    for failure in failures(replace(after, findings=tuple(appeared))):
        sign, colour = ("!", "magenta") if failure.finding.status == "error" else ("✗", "red")
        line = Text(f"{sign} ", colour).append(f"{_name(failure.finding)}: {failure.message}", "default")
        show_line(console, line.append(f"  {failure.finding.where}", "dim"), 2)
    for failure in failures(replace(before, findings=tuple(gone))):
        others = f", nor do {failure.others} more" if failure.others else ""
        line = Text("✓ ", "green").append(f"{_name(failure.finding)} does not fail any more{others}", "default")
        show_line(console, line, 2)
    for note in after.notes:
        if note not in before.notes:
            show_line(console, Text(f"Note: {note}"), 2)


def _failing(report: Report) -> dict[tuple[str, str, str], Finding]:
    found = (finding for finding in report.findings if finding.status in ("fail", "error"))
    return {(finding.section, finding.object, finding.title): finding for finding in found}


def _outcome(finding: Finding) -> tuple[object, ...]:
    """What became of an assertion, wherever it stands in the file by now."""
    return finding.status, finding.expected, finding.found, finding.reason


def _name(finding: Finding) -> str:
    return f"{finding.section}: {finding.name}"
