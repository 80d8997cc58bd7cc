"""`lints:` the database's own advice; every lint runs, unless it is off or the database lacks what it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.findings import Finding, Severity, Status
from differ.checks.lints.baseline import Known
from differ.checks.lints.files import Lint, lints
from differ.checks.lints.scope import Scope, scope_of
from differ.checks.lints.settings import Exclude, Settings, read_settings, settings_schema
from differ.checks.running import Query

if TYPE_CHECKING:
    from datetime import date

    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_WHOLE = "database"
_SHOWN = 10
_WORST: tuple[Status, ...] = ("error", "fail", "skipped", "hold")


@dataclass(frozen=True, slots=True)
class LintRun(Assertion):
    """That no lint finds anything but what is excluded or known."""

    settings: Settings

    def queries(self, snapshot: Snapshot, context: Context) -> Iterable[Query]:
        scope = scope_of(snapshot, context.platform_of(snapshot), self.settings)
        return [query for lint, _, query in self._asked(scope) if query is not None]

    def evaluate(self, state: State) -> Finding:
        """The worst of the findings."""
        return min(self.findings(state), key=lambda finding: _WORST.index(finding.status))

    def findings(self, state: State) -> Iterator[Finding]:
        """What each lint found, or that it found nothing; then what the settings themselves have to answer for."""
        scope = scope_of(state.snapshot, state.context.platform_of(state.snapshot), self.settings)
        today = datetime.now(UTC).date()
        seen = _Seen(self.settings, today)
        for lint, level, query in self._asked(scope):
            place = Place(self.place.section, _WHOLE, lint.name, self.settings.place(lint))
            if query is None:
                yield place.finding("skipped", reason=scope.lacks(lint))
            elif error := state.results[query].error:
                yield place.finding("error", reason=error)
            else:
                rows = state.results[query].rows
                yield from self._of_lint(place, lint, level, [tuple(map(str, row)) for row in rows], seen)
        for name in scope.missing:
            yield self.place.finding("error", reason=f"the section names a {name} that is not there")
        yield from self._of_excludes(seen, today)
        yield from self._of_baseline(seen)

    def _asked(self, scope: Scope) -> Iterator[tuple[Lint, Severity, Query | None]]:
        """Each lint that is not off; without a query where the database lacks what it needs."""
        values = scope.values()
        for lint in lints().values():
            level = self.settings.level(lint)
            if level != "off":
                yield lint, level, None if scope.lacks(lint) else Query(lint.sql(values), names_in_full=True)

    def _of_lint(
        self, place: Place, lint: Lint, level: Severity, rows: Iterable[tuple[str, ...]], seen: _Seen
    ) -> Iterator[Finding]:
        set_aside: Counter[str] = Counter()
        found = False
        seen.ran.add(lint.name)
        for _, _, name, detail, remedy, link in rows:
            why = seen.set_aside(lint.name, name)
            if why is not None:
                set_aside[why] += 1
                continue
            found = True
            fails = level == "error" or (level == "warning" and self.settings.fail_on == "warning")
            status: Status = "fail" if fails else "hold"
            finding = replace(place, object=name).finding(status, expected=lint.expects, found=detail)
            yield replace(finding, level=level, remedy=remedy, link=link)
        if not found:
            reason = ", ".join(f"{count} {why}" for why, count in set_aside.items()) or None
            yield replace(place.finding("hold", reason=reason), level=level)

    def _of_excludes(self, seen: _Seen, today: date) -> Iterator[Finding]:
        for exclude in self.settings.excludes:
            place = Place(self.place.section, ", ".join(exclude.objects), f"exclude of {exclude.lint}", exclude.where)
            if exclude.expired(today):
                finding = place.finding(
                    "fail", expected=f"mended by {exclude.until}: {exclude.reason}", found="the day has passed"
                )
                yield replace(finding, remedy="Mend it and remove the entry, or give it another day.")
            elif exclude.lint in seen.ran and exclude not in seen.used:
                finding = place.finding("hold", found="nothing that it excludes")
                yield replace(finding, level="info", remedy="Remove the entry.")

    def _of_baseline(self, seen: _Seen) -> Iterator[Finding]:
        baseline = self.settings.baseline
        if baseline is None:
            return
        place = Place(self.place.section, f"baseline {baseline.path.name}", "", baseline.where)
        if baseline.known is None:
            yield place.finding("error", reason="there is no such file; `differ check --lint-baseline` writes it")
            return
        gone = sorted(known for known in baseline.known - seen.known if known[0] in seen.ran)
        if gone:
            listed = ", ".join(f"{name} of {item}" for name, item in gone[:_SHOWN])
            more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
            finding = place.finding("hold", found=f"{len(gone)} known findings are gone: {listed}{more}")
            yield replace(finding, level="info", remedy="Run `differ check --lint-baseline` to take them out.")


class _Seen:
    """Which lints ran, and which excludes and known findings they came across."""

    def __init__(self, settings: Settings, today: date) -> None:
        self.ran: set[str] = set()
        self.used: set[Exclude] = set()
        self.known: set[Known] = set()
        self._excludes = [exclude for exclude in settings.excludes if not exclude.expired(today)]
        self._baseline = settings.baseline.known or frozenset() if settings.baseline else frozenset()

    def set_aside(self, lint: str, name: str) -> str | None:
        """Why a finding does not count; None where it does."""
        excludes = [exclude for exclude in self._excludes if exclude.lint == lint and exclude.covers(name)]
        self.used.update(excludes)
        if (lint, name) in self._baseline:
            self.known.add((lint, name))
            return "known"
        return "excluded" if excludes else None


class Lints(AssertionKind, name="lints", order=90):
    description = "Lints: levels, what is exposed, excludes with a reason, a baseline of known findings."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        settings = read_settings(node, context.folder or Path())
        yield LintRun(Place(self.name, _WHOLE, "", node.where), settings)

    def json_schema(self) -> JsonSchema:
        return settings_schema(self.description)
