"""One check, made once or again and again: between rounds the connection stays, and what files say."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from differ import env_files
from differ.catalog import read_snapshot
from differ.checks.assertions.http import HttpAssertion
from differ.checks.assertions.lints import LintRun
from differ.checks.evaluate import SECONDS, check
from differ.checks.spec import load_spec
from differ.drift import Drift
from differ.errors import DifferError, SchemaError
from differ.kinds.policies import Policy
from differ.platforms import platform_named
from differ.reports.forms import Checked
from differ.reports.places import SchemaPlaces

if TYPE_CHECKING:
    from collections.abc import Callable

    from differ.checks.findings import Report
    from differ.checks.spec import Spec
    from differ.plans import Progress
    from differ.reports.page import Drawn
    from differ.targets import Target


@dataclass(frozen=True, slots=True)
class Wishes:
    """What options ask of a check; `drawn` is the page with the plan and the schema."""

    allow_writes: bool = False
    require_http: bool = False
    policy_coverage: bool = False
    drawn: bool = False


class Checking:
    """Checks the target's database against the file; use it as a context manager, within the target's."""

    def __init__(self, target: Target, spec: Path, wishes: Wishes) -> None:
        self._target = target
        self._path = spec
        self._wishes = wishes
        self._drift = Drift(target)
        self._spec: tuple[tuple[bytes | None, ...], Spec] | None = None
        self._connection: psycopg.Connection[Any] | None = None

    def __enter__(self) -> Checking:
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()

    def spec(self) -> Spec:
        """What the file asserts, read again where it or its list of known findings has changed."""
        if self._spec is None or self._spec[0] != self._texts(self._spec[1]):
            found = load(self._path)
            self._spec = self._texts(found), found
        return self._spec[1]

    def connection(self) -> psycopg.Connection[Any]:
        """The connection to the target, opened when it is needed first."""
        if self._connection is None:
            self._connection = self._target.connect(purpose="check")
        return self._connection

    def round(self, progress: Progress, say: Callable[[str], None] | None = None) -> Checked:
        """One check; a connection that got lost since the last one is opened again, once."""
        spec = self.spec()
        kept = self._connection
        try:
            return self._checked(spec, progress)
        except (DifferError, psycopg.Error):
            lost = kept is not None and kept.closed
            self._let_go()
            if not lost:
                raise
        if say is not None:
            say("the connection was lost; connecting again")
        return self.round(progress)

    def _checked(self, spec: Spec, progress: Progress) -> Checked:
        target, wishes = self._target, self._wishes
        progress("checking the database")
        connection = self.connection()
        named = target.configuration.platform
        drift = Drift(target, connection) if wishes.drawn else self._drift
        report = check(
            connection,
            spec,
            platform=platform_named(named) if named else None,
            allow_writes=wishes.allow_writes,
            drift=drift,
            scopes=target.configuration.scopes,
            require_http=wishes.require_http,
            environment=self._environment(spec),
        )
        if wishes.policy_coverage:
            progress("trying out the policies")
            report = self._with_policy_coverage(report, connection, spec)
        drawn = self._drawn(connection, drift, progress) if wishes.drawn else None
        schema = target.configuration.schema
        return Checked(report, target.describe(), SchemaPlaces(schema, Path(shown(schema))), drawn)

    def _environment(self, spec: Spec) -> dict[str, str]:
        """What requests ask for, from the environment or else from env files; and the environment."""
        wanted = {name for item in spec.assertions if isinstance(item, HttpAssertion) for name in item.variables()}
        found: dict[str, str] = {}
        for name in (".env", ".env.local") if wanted else ():
            variables = env_files.read(self._target.configuration.folder / name, wanted)
            found |= {key: variable.value for key, variable in variables.items()}
        return found | dict(os.environ)

    def _drawn(self, connection: psycopg.Connection[Any], drift: Drift, progress: Progress) -> Drawn:
        from differ.reports.page import draw

        progress("drawing the schema")
        return draw(self._target, connection, drift.planned)

    def _with_policy_coverage(self, report: Report, connection: psycopg.Connection[Any], spec: Spec) -> Report:
        from differ.checks.policy_coverage import coverage_line, policy_coverage

        covered = policy_coverage(connection, spec, self._own_policies(connection), seconds=SECONDS)
        return replace(report, findings=(*report.findings, *covered), notes=(*report.notes, coverage_line(covered)))

    def _own_policies(self, connection: psycopg.Connection[Any]) -> list[Policy]:
        """The policies that the platform does not manage."""
        snapshot = read_snapshot(connection)
        platform = self._target.platform(snapshot)
        policies = (item for item in snapshot.objects.values() if isinstance(item, Policy))
        return [policy for policy in policies if not platform.is_managed(policy.ref, snapshot)]

    def _texts(self, spec: Spec) -> tuple[bytes | None, ...]:
        """The contents of the files that a spec was read from."""
        settings = [item.settings for item in spec.assertions if isinstance(item, LintRun)]
        baselines = [one.baseline.path for one in settings if one.baseline is not None]
        return tuple(path.read_bytes() if path.is_file() else None for path in (self._path, *baselines))

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def load(path: Path) -> Spec:
    """Read the file; SchemaError where there is none."""
    if not path.exists():
        raise SchemaError(
            "There is no such file.",
            where=shown(path),
            remedy="Write one from the database as it is: `differ check --scaffold > expected_state.yaml`.",
        )
    return load_spec(path, shown=shown(path))


def shown(path: Path) -> str:
    """A path as people see it: from where they stand, if it is there."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
