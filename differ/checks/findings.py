"""What a check finds: values that reports show and exit codes follow from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from differ.errors import CheckUnevaluated

Status = Literal["hold", "fail", "skipped", "error"]
Severity = Literal["error", "warning", "info"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Finding:
    """One assertion and what became of it.

    `section` is the key in the file, `object` what it is about ("table public.users"), `title` what is asserted of it
    ("column email", or "" for the object itself), `where` file:line:column. `reason` says why an assertion was
    skipped, could not be evaluated, or fails only because something else is missing.

    A lint's findings have its `level`, a `remedy` and a `link` into the manual, and its name as title. Those that hold
    and have something in `found` are for information.
    """

    section: str
    object: str
    title: str
    status: Status
    where: str
    expected: str | None = None
    found: str | None = None
    reason: str | None = None
    level: Severity | None = None
    remedy: str | None = None
    link: str | None = None

    @property
    def for_information(self) -> bool:
        """Whether it holds and is still worth a look."""
        return self.status == "hold" and self.level is not None and self.found is not None

    @property
    def name(self) -> str:
        """The object and what is asserted of it: "table public.users: column email"."""
        return ": ".join(filter(None, (self.object, self.title)))


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one check, in the order of the file; `notes` are sentences about the check as a whole."""

    database: str
    spec: str
    findings: tuple[Finding, ...]
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Status, int]:
        """How many findings have each status, zero included."""
        counted = Counter(finding.status for finding in self.findings)
        return {status: counted[status] for status in STATUSES}

    @property
    def lints_run(self) -> int:
        """How many lints could be run."""
        ran = {
            f.title for f in self.findings if f.section == "lints" and f.level and not f.title.startswith("exclude ")
        }
        return len(ran - {""})

    @property
    def exit_code(self) -> int:
        """0: nothing fails; 1: something fails; 8: something could not be evaluated, so that nobody knows."""
        counts = self.counts
        if counts["error"]:
            return CheckUnevaluated.exit_code
        return 1 if counts["fail"] else 0
