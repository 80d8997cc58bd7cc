"""A spec and a database → a report of what holds."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg

from differ.catalog import read_snapshot
from differ.checks.base import State
from differ.checks.findings import Report
from differ.checks.named import ObjectAssertion
from differ.checks.running import run_queries
from differ.errors import CheckUnevaluated
from differ.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from differ.checks.base import Drifted
    from differ.checks.spec import Spec
    from differ.model import Snapshot
    from differ.platforms import Platform

SECONDS = 10.0


def check(
    connection: psycopg.Connection[Any],
    spec: Spec,
    *,
    snapshot: Snapshot | None = None,
    platform: Platform | None = None,
    allow_writes: bool = False,
    environment: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    drift: Callable[[Snapshot], Sequence[Drifted]] | None = None,
) -> Report:
    """Evaluate every assertion on an autocommit connection; nothing that it does stays in the database.

    `snapshot` saves reading the catalog again; `platform` is where it runs, else recognised. Behaviours that write are
    skipped unless `allow_writes`; each statement and request may take `seconds`. `drift` says how a snapshot differs
    from schema/. CheckUnevaluated where the database cannot be asked at all.
    """
    start = time.monotonic()
    try:
        if snapshot is None:
            snapshot = read_snapshot(connection)
        context = replace(spec.context, platform=platform)
        asked = [query for item in spec.assertions for query in item.queries(snapshot, context)]
        state = State(
            snapshot,
            context,
            connection,
            results=run_queries(connection, asked, seconds) if asked else {},
            environment=os.environ if environment is None else environment,
            allow_writes=allow_writes,
            seconds=seconds,
            drift=drift,
            asserted=frozenset((a.kind, a.path) for a in spec.assertions if isinstance(a, ObjectAssertion)),
        )
        findings = tuple(finding for assertion in spec.assertions for finding in assertion.findings(state))
    except psycopg.Error as error:
        raise CheckUnevaluated(
            f"the check could not be finished: {redact(str(error)).strip()}",
            remedy="See that the database is reachable and run the check again.",
        ) from error
    return Report(snapshot.server.database, spec.name, findings, time.monotonic() - start)
