"""A check as Markdown, for a comment on a pull request or the summary of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.reports.check_text import count_line
from differ.reports.failures import Failure, advice, failures, notes
from differ.reports.markdown import ROOM, cell, code, that_fits

if TYPE_CHECKING:
    from differ.checks.findings import Report

MARK = "<!-- differ check -->"
"""By this first line a comment is found again, to be replaced."""


def report_markdown(report: Report, database: str) -> str:
    """What fails as a table, what was skipped as a list, and the counts; never longer than a comment may be."""
    sign = "✅" if report.exit_code == 0 else "❌"
    lines = [MARK, f"### {sign} {count_line(report)}", "", f"Database {code(database)}, {code(report.spec)}"]
    found = failures(report)
    if found:
        lines += ["", "| section | what | expected | found | where |", "| --- | --- | --- | --- | --- |"]
        lines += that_fits(map(_row, found), ROOM - 20_000, "that do not hold")
    advices = list(dict.fromkeys(code(failure.advice) for failure in found if failure.advice))
    if advices:
        lines += ["", *that_fits((f"- {text}" for text in advices), 5_000, "remedies")]
    if report.notes:
        lines += ["", *that_fits((f"- Note: {code(note)}" for note in report.notes), 3_000, "notes")]
    remarks = notes(report)
    if remarks:
        lines += ["", f"<details><summary>for information: {len(remarks)}</summary>", ""]
        items = [f"- {code(title)}: {len(members)}, {code(advice(members[0]))}" for title, members in remarks.items()]
        lines += [*that_fits(items, 5_000, "of them"), "", "</details>"]
    skipped = [finding for finding in report.findings if finding.status == "skipped"]
    if skipped:
        lines += ["", f"<details><summary>{len(skipped)} skipped</summary>", ""]
        items = [f"- {code(finding.name)}: {code(finding.reason or '')}" for finding in skipped]
        lines += [*that_fits(items, 8_000, "skipped"), "", "</details>"]
    return "\n".join(lines) + "\n"


def _row(failure: Failure) -> str:
    finding = failure.finding
    if finding.status == "error" or finding.reason:
        middle = [cell(failure.message), ""]
    else:
        middle = [cell(finding.expected or ""), cell(finding.found or "")]
    return f"| {' | '.join((cell(finding.section), cell(finding.name), *middle, cell(finding.where)))} |"
