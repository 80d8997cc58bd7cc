"""What a look at one thing found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from differ.errors import DifferError
from differ.redaction import redact

FORMAT = 1
Level = Literal["ok", "warning", "problem"]
Section = Literal["environment", "project", "database", "keys"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` names what was looked at, the same in every run; `message` and `remedy` hold no secret."""

    section: Section
    check: str
    level: Level
    message: str
    remedy: str | None = None


class Findings(list[Finding]):
    """The findings of one section, in the order in which people read them."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section: Section = section

    def ok(self, check: str, message: str, remedy: str | None = None) -> None:
        """All is well; a remedy says what to do if it is not."""
        self._add(check, "ok", message, remedy)

    def warning(self, check: str, message: str, remedy: str | None) -> None:
        """It works, and may surprise."""
        self._add(check, "warning", message, remedy)

    def problem(self, check: str, message: str, remedy: str | None) -> None:
        """Something does not work or leaks until it is put right."""
        self._add(check, "problem", message, remedy)

    def failure(self, check: str, error: DifferError, level: Level = "problem") -> None:
        """An error that another command would stop at."""
        message = f"{error.where}: {error.message}" if error.where else error.message
        self._add(check, level, message, error.remedy)

    def _add(self, check: str, level: Level, message: str, remedy: str | None) -> None:
        self.append(Finding(self._section, check, level, redact(message), redact(remedy) if remedy else None))


def document(findings: list[Finding]) -> dict[str, Any]:
    """The findings as a versioned JSON document."""
    return {
        "format": FORMAT,
        "problems": count(findings, "problem"),
        "warnings": count(findings, "warning"),
        "findings": [
            {"section": f.section, "check": f.check, "level": f.level, "message": f.message, "remedy": f.remedy}
            for f in findings
        ],
    }


def count(findings: list[Finding], level: Level) -> int:
    """How many findings are of this level."""
    return sum(finding.level == level for finding in findings)


def counted(number: int, word: str) -> str:
    """ "1 table", "2 tables"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
