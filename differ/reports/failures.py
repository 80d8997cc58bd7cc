"""What does not hold, for reports that have no room for every consequence of one missing object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from differ.reports.manual import address

if TYPE_CHECKING:
    from differ.checks.findings import Finding, Report


@dataclass(frozen=True, slots=True)
class Failure:
    """A finding that fails or could not be evaluated; `others` more fail for the very same reason."""

    finding: Finding
    others: int = 0

    @property
    def message(self) -> str:
        """What was expected and what was found, or why nobody knows."""
        finding = self.finding
        if finding.status == "error":
            more = f", nor could {_more(self.others)} for the same reason" if self.others else ""
            return f"could not be evaluated: {finding.reason or 'no reason was given'}{more}"
        if finding.reason:
            more = f", and {_more(self.others)} about it" if self.others else ""
            return f"cannot hold: {finding.reason}{more}"
        return f"expected {finding.expected}, found {finding.found}"

    @property
    def advice(self) -> str:
        """What to do about it and where that is explained, "" where nothing is known."""
        return advice(self.finding)

    @property
    def is_warning(self) -> bool:
        """Whether it is a lint whose level is no more than that."""
        return self.finding.status == "fail" and self.finding.level == "warning"


def _more(others: int) -> str:
    return "one more assertion" if others == 1 else f"{others} more assertions"


def advice(finding: Finding) -> str:
    """The remedy of a lint, with the link behind it."""
    link = f" ({address(finding.link)})" if finding.link else ""
    return f"{finding.remedy}{link}" if finding.remedy else ""


def notes(report: Report) -> dict[str, list[Finding]]:
    """What holds and is for information, by lint."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.for_information:
            found.setdefault(finding.title or finding.object, []).append(finding)
    return found


def failures(report: Report) -> list[Failure]:
    """Failures first, then what could not be evaluated, in the order of the file; one for each reason in common."""
    found: list[Failure] = []
    by_reason: dict[tuple[str, str, str], int] = {}
    for finding in (*_of(report, "fail"), *_of(report, "error")):
        if finding.reason:
            # What keeps several from being evaluated stands in one place.
            about = finding.object if finding.status == "fail" else finding.where
            key = (finding.status, about, finding.reason)
            if key in by_reason:
                place = by_reason[key]
                found[place] = Failure(found[place].finding, found[place].others + 1)
                continue
            by_reason[key] = len(found)
        found.append(Failure(finding))
    return found


def _of(report: Report, status: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.status == status]
