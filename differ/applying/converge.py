"""Everything that stands between a plan and the live database: proof, permission, lock, state; then the steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from differ.applying.apply import apply_lock, require_allowed, require_proof, require_same_state, run_plan
from differ.catalog import read_snapshot
from differ.errors import ApplyFailed, Refused
from differ.fingerprint import fingerprint
from differ.plans import fingerprint_of, plan_target
from differ.scope import in_scope
from differ.servers import find_installation

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
    """Whether nothing is left to do although the database does not say what it holds as the plan has it: a schema that
    PostgreSQL of another major version has judged is in that one's words."""
    judge = find_installation(found.server.major, explicit=target.configuration.postgres)
    if judge.major == found.server.major:
        return False
    schemas, excluded = plan.schemas, plan.exclude_schemas
    again = plan_target(target, connection, rehearse=False, schemas=schemas, exclude_schemas=excluded, found=found)
    return not again.plan.steps
