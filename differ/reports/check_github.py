"""A check as GitHub's workflow commands, which become annotations on the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.reports.check_text import count_line
from differ.reports.failures import failures
from differ.reports.places import Place

if TYPE_CHECKING:
    from differ.checks.findings import Report
    from differ.reports.places import SchemaPlaces


def report_github(report: Report, places: SchemaPlaces) -> str:
    """Errors on the lines that assert, warnings on those that create the object, notices for what was skipped.

    GitHub shows ten of each level for a step, so what fails comes first and one cause is said once.
    """
    errors, warnings = [], []
    for failure in failures(report):
        finding = failure.finding
        title = f"{finding.section}: {finding.name}"
        errors.append(_command("error", Place.of(finding.where), title, failure.message))
        created = places.find(finding)
        if created is not None:
            message = f"{failure.message} (asserted at {finding.where})"
            warnings.append(_command("warning", created, title, message))
    notices = [
        _command("notice", Place.of(finding.where), f"{finding.section}: {finding.name}", f"skipped: {finding.reason}")
        for finding in report.findings
        if finding.status == "skipped"
    ]
    return "\n".join((*errors, *warnings, *notices, count_line(report))) + "\n"


def _command(level: str, place: Place, title: str, message: str) -> str:
    properties = {"file": place.file, "line": str(place.line), "col": str(place.column), "title": title}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Text that no line break or percent sign can turn into another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
