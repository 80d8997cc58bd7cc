"""Everything that stands between a plan and the live database: proof, permission, lock, state; then the steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from differ.applying.apply import apply_lock, require_allowed, require_proof, require_same_state, run_plan
from differ.catalog import read_snapshot
from differ.errors import ApplyFailed, DifferError, Refused
from differ.fingerprint import fingerprint
from differ.plans import fingerprint_of, plan_target
from differ.scope import in_scope

if TYPE_CHECKING:
    import psycopg

    from differ.model import Snapshot, Step
    from differ.planning.plan import Plan
    from differ.targets import Target


def refuse_pooler(target: Target) -> None:
    """A transaction pooler keeps neither locks nor settings, so nothing may be applied through it."""
    hint = target.address.session_address_hint() if target.address is not None else None
    if hint is not None:
        raise Refused(
            "this address is a transaction pooler, where no lock and no setting lasts; nothing was changed", remedy=hint
        )


def require_leave(plan: Plan, allowed: Sequence[str], *, proof: bool = True) -> None:
    """Refuse what its rehearsal has shown to fail, and losses that nobody allowed."""
    if proof:
        require_proof(plan)
    require_allowed(plan, allowed)


def converge(
    target: Target,
    connection: psycopg.Connection[Any],
    plan: Plan,
    *,
    allowed: Sequence[str] = (),
    proof: bool = True,
    report: Callable[[Step], None] = lambda _: None,
) -> None:
    """Apply a plan and see that the database is then as described. Raises Refused or ApplyFailed."""
    refuse_pooler(target)
    require_leave(plan, allowed, proof=proof)
    settings = target.configuration
    with target.connect(purpose="hold the apply lock") as guard, apply_lock(guard):
        found = read_snapshot(connection, plan.scopes)
        platform = target.platform(found)
        require_same_state(fingerprint_of(found, platform, plan), plan)
        if not plan.steps:
            return
        run_plan(
            connection,
            plan,
            lock_timeout=settings.lock_timeout,
            statement_timeout=settings.statement_timeout,
            report=report,
        )
        after = read_snapshot(connection, plan.scopes)
    reached, _ = in_scope(after, after, platform, schemas=plan.schemas, exclude_schemas=plan.exclude_schemas)
    if fingerprint(reached) != plan.desired_fingerprint and not _in_other_words(target, connection, plan, after):
        raise ApplyFailed(
            "every step ran and was committed, but the database is not yet what was described",
            remedy="Run `differ plan` to see what is left.",
        )


def _in_other_words(target: Target, connection: psycopg.Connection[Any], plan: Plan, found: Snapshot) -> bool:
    """Whether the next plan would be empty although the fingerprints differ: some differences need no change, and a
    schema that PostgreSQL of another major version has judged is in that one's words."""
    schemas, excluded = plan.schemas, plan.exclude_schemas
    try:
        again = plan_target(target, connection, rehearse=False, schemas=schemas, exclude_schemas=excluded, found=found)
    except DifferError:  # a plan from a file may be applied where its description is not
        return False
    # Rows of what was renamed are a matter of the next plan, and no fingerprint has rows.
    return all(step.ref.kind == "seed" for step in again.plan.steps)
