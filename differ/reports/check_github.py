"""A check as GitHub's workflow commands, which become annotations on the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.reports.check_text import count_line
from differ.reports.failures import advice, failures, notes
from differ.reports.places import Place

if TYPE_CHECKING:
    from differ.checks.findings import Finding, Report
    from differ.reports.places import SchemaPlaces


def report_github(report: Report, places: SchemaPlaces) -> str:
    """Errors on the lines that assert, warnings on those that create the object, notices for what was skipped.

    GitHub shows ten of each level for a step, so what fails comes first and one cause is said once.
    """
    errors: list[str] = []
    warnings: list[str] = []
    for failure in failures(report):
        finding = failure.finding
        title = f"{finding.section}: {finding.name}"
        message = "\n".join(filter(None, (failure.message, failure.advice)))
        level = "warning" if failure.is_warning else "error"
        (warnings if failure.is_warning else errors).append(_command(level, Place.of(finding.where), title, message))
        created = places.find(finding)
        if created is not None:
            message = f"{failure.message} (asserted at {finding.where})"
            warnings.append(_command("warning", created, title, message))
    notices = [_remark(title, findings) for title, findings in notes(report).items()]
    notices += [
        _command("notice", Place.of(finding.where), f"{finding.section}: {finding.name}", f"skipped: {finding.reason}")
        for finding in report.findings
        if finding.status == "skipped"
    ]
    notices += [f"::notice title=differ check::{_data(note)}" for note in report.notes]
    return "\n".join((*errors, *warnings, *notices, count_line(report))) + "\n"


def _remark(title: str, findings: list[Finding]) -> str:
    """All that one lint says for information."""
    lines = [f"{finding.object}: {finding.found}" for finding in findings[:5]]
    lines += [f"and {len(findings) - 5} more"] if len(findings) > 5 else []
    message = "\n".join(filter(None, (*lines, advice(findings[0]))))
    return _command("notice", Place.of(findings[0].where), f"for information: {title}", message)


def _command(level: str, place: Place, title: str, message: str) -> str:
    properties = {"file": place.file, "line": str(place.line), "col": str(place.column), "title": title}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Text that no line break or percent sign can turn into another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
