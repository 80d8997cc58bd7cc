"""A spec and a database → a report of what holds."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

import psycopg

from differ.catalog import read_snapshot
from differ.checks.assertions.lints import LintRun
from differ.checks.base import State
from differ.checks.findings import Report
from differ.checks.lints.baseline import write_baseline
from differ.checks.named import ObjectAssertion
from differ.checks.running import run_queries
from differ.checks.side_effects import side_effects
from differ.errors import CheckUnevaluated, UsageError
from differ.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from differ.checks.base import Assertion, Drifted
    from differ.checks.spec import Spec
    from differ.model import Scope, Snapshot
    from differ.platforms import Platform

SECONDS = 10.0


def check(
    connection: psycopg.Connection[Any],
    spec: Spec,
    *,
    snapshot: Snapshot | None = None,
    platform: Platform | None = None,
    allow_writes: bool = False,
    require_http: bool = False,
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    drift: Callable[[Snapshot], Sequence[Drifted]] | None = None,
    scopes: Sequence[Scope] = (),
) -> Report:
    """Evaluate every assertion on an autocommit connection; nothing that it does stays in the database.

    `snapshot` saves reading the catalog again; `platform` is where it runs, else recognised. Behaviours that write are
    skipped unless `allow_writes`; requests without an address fail where `require_http`, else they are skipped; each
    statement and request may take `seconds`. `drift` says how a snapshot differs from schema/; `scopes`, what else than
    objects of the database is read for it. CheckUnevaluated where the database cannot be asked at all.
    """
    start = time.monotonic()
    try:
        if snapshot is None:
            snapshot = read_snapshot(connection, scopes, settings=(_reading(seconds),))
        context = replace(spec.context, platform=platform)
        asked = [query for item in spec.assertions for query in item.queries(snapshot, context)]
        state = State(
            snapshot,
            context,
            connection,
            results=run_queries(connection, asked, seconds) if asked else {},
            environment=os.environ if environment is None else environment,
            allow_writes=allow_writes,
            require_http=require_http,
            seconds=seconds,
            drift=drift,
            asserted=frozenset((a.kind, a.path) for a in spec.assertions if isinstance(a, ObjectAssertion)),
        )
        findings = [finding for group in _by_class(spec) for finding in type(group[0]).evaluate_all(group, state)]
        notes = side_effects(connection, spec.assertions, snapshot)
    except psycopg.Error as error:
        locked = isinstance(error, psycopg.errors.LockNotAvailable)
        raise CheckUnevaluated(
            f"the check could not be finished: {redact(str(error)).strip()}",
            remedy="Somebody holds a lock, perhaps a migration that runs: check again when it has ended."
            if locked
            else "See that the database is reachable and run the check again.",
        ) from error
    return Report(snapshot.server.database, spec.name, tuple(findings), time.monotonic() - start, tuple(notes))


def keep_known_findings(
    connection: psycopg.Connection[Any], spec: Spec, *, platform: Platform | None = None, seconds: float = SECONDS
) -> str:
    """Write the file of known findings of lints that a spec names; one line that says what was done.

    UsageError where it names none, CheckUnevaluated where a lint could not be run.
    """
    run = next((item for item in spec.assertions if isinstance(item, LintRun)), None)
    baseline = run.settings.baseline if run else None
    if run is None or baseline is None:
        raise UsageError(
            f"{spec.name} names no file for known findings", remedy="Add one to it: `lints: {baseline: lints.yaml}`."
        )
    # Without the file every finding shows.
    bare = replace(run, settings=replace(run.settings, baseline=None))
    report = check(connection, replace(spec, assertions=(bare,)), platform=platform, seconds=seconds)
    failed = next((finding for finding in report.findings if finding.status == "error"), None)
    if failed is not None:
        raise CheckUnevaluated(f"{failed.name}: {failed.reason}", remedy="Nothing was written; see to this first.")
    known = [
        (finding.title, finding.object) for finding in report.findings if finding.status == "fail" and finding.level
    ]
    return write_baseline(baseline, known, {finding.title for finding in report.findings if finding.level})


def _reading(seconds: float) -> str:
    """Limits for reading the catalog: as long for a lock as elsewhere, and more for a query, of which some are big."""
    lock, statement = max(1, int(seconds * 1000 / 3)), max(1, int(seconds * 6000))
    return f"select set_config('lock_timeout', '{lock}', true), set_config('statement_timeout', '{statement}', true)"


def _by_class(spec: Spec) -> list[list[Assertion]]:
    """The assertions in order, those of one class that follow each other together."""
    return [list(group) for _, group in groupby(spec.assertions, type)]
