"""Which policies the behaviours would notice: each is shut, then opened, around the statements that meet it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from differ.checks.actors import become
from differ.checks.assertions.behaviours import Behaviour, sharing
from differ.checks.findings import Finding, Status
from differ.checks.named import ObjectAssertion
from differ.checks.running import Result, failed, result_of
from differ.checks.scenarios import Stage, Step
from differ.checks.statements import first_word, named_in
from differ.errors import CheckUnevaluated
from differ.kinds.policies import Policy
from differ.redaction import redact
from differ.sql import ident, qualified
from differ.together import send_together

if TYPE_CHECKING:
    from differ.checks.spec import Spec

SECTION = "policy_coverage"
_COMMANDS = {"select", "insert", "update", "delete"}


@dataclass(slots=True)
class _Seen:
    """What is known of one policy so far."""

    policy: Policy
    exercised: bool = False
    allow: bool = False
    deny: bool = False

    @property
    def lets_all_through(self) -> bool:
        return {self.policy.using, self.policy.check} <= {"true", None}

    @property
    def complete(self) -> bool:
        return self.allow and (self.deny or self.lets_all_through)


def policy_coverage(
    connection: psycopg.Connection[Any], spec: Spec, policies: Iterable[Policy], *, seconds: float
) -> tuple[Finding, ...]:
    """A finding for each policy: it holds where behaviours see it both allow and deny.

    The policies are replaced within transactions that are rolled back, which locks their tables meanwhile. Behaviours
    that do not hold show nothing. CheckUnevaluated where the policies cannot be replaced.
    """
    seen = [_Seen(policy) for policy in sorted(policies, key=lambda policy: policy.ref)]
    behaviours = [item for item in spec.assertions if isinstance(item, Behaviour)]
    places = {
        (item.kind.name, item.path): item.place.where for item in spec.assertions if isinstance(item, ObjectAssertion)
    }
    try:
        for shared, group in sharing(behaviours).items():
            with Stage(connection, shared, allow_writes=True, seconds=seconds) as stage:
                for behaviour in group if stage.trouble is None else ():
                    _watch(stage, behaviour, seen)
    except psycopg.Error as error:
        raise CheckUnevaluated(
            f"the policies could not be tried out: {redact(str(error)).strip()}",
            remedy="Connect as the owner of the tables.",
        ) from error
    return tuple(_finding(item, places.get(("policies", item.policy.ref.path), spec.name)) for item in seen)


def coverage_line(found: Sequence[Finding]) -> str:
    """`91 of 93 policies were seen both to allow and to deny (97 %).`; the share is rounded down."""
    complete = sum(finding.status == "hold" for finding in found)
    share = 100 * complete // len(found) if found else 100
    return f"{complete} of {len(found)} policies were seen both to allow and to deny ({share} %)."


def _finding(seen: _Seen, where: str) -> Finding:
    *table, name = seen.policy.ref.path
    expected = "seen to allow" if seen.lets_all_through else "seen to allow and to deny"
    if seen.complete:
        found = expected
    elif not seen.exercised:
        found = "no behaviour exercises it"
    elif not seen.allow and not seen.deny:
        found = "exercised, but no outcome depends on it"
    else:
        found = "seen to allow, not to deny" if seen.allow else "seen to deny, not to allow"
    status: Status = "hold" if seen.complete else "fail"
    return Finding(SECTION, f"table {'.'.join(table)}", f"policy {name}", status, where, expected, found)


def _watch(stage: Stage, behaviour: Behaviour, seen: Sequence[_Seen]) -> None:
    """Run a behaviour; before each step, find out which policies its outcome depends on."""
    if not stage.prepare(behaviour.given):
        return
    for step in behaviour.steps:
        met = [item for item in seen if not item.complete and _meets(item.policy, step)]
        shown = [(item, *_tried(stage.connection, step, item, seen)) for item in met]
        if not _as_expected(step, stage.go_on(step)):
            return
        for item, allow, deny in shown:
            item.exercised, item.allow, item.deny = True, item.allow or allow, item.deny or deny


def _meets(policy: Policy, step: Step) -> bool:
    """Whether a statement names the policy's table and the policy's command is part of it."""
    if policy.ref.path[-2] not in named_in(step.sql):
        return False
    command = first_word(step.sql)
    parts = {command, "select"} if command in _COMMANDS else _COMMANDS
    if "conflict" in named_in(step.sql):
        parts |= {"update"}
    return policy.for_command == "ALL" or policy.for_command.lower() in parts


def _tried(connection: psycopg.Connection[Any], step: Step, item: _Seen, seen: Sequence[_Seen]) -> tuple[bool, bool]:
    """Whether the step's outcome changes when the policy lets nothing through, and when it lets everything through.

    An UPDATE or DELETE that reads columns is held back by the SELECT policies too, so these are opened before it.
    """
    policy = item.policy

    def changed(*replaced: str) -> bool:
        return not _as_expected(step, _outcome(connection, step, replaced))

    allow = not item.allow and changed(_replaced(policy, "false"))
    deny = not item.deny and not item.lets_all_through and changed(_replaced(policy, "true"))
    if not allow and not deny and not item.deny and policy.for_command in ("UPDATE", "DELETE"):
        opened = [_replaced(other, "true") for other in _reading(policy, seen)]
        deny = not changed(*opened) and changed(*opened, _replaced(policy, "true"))
    return allow, deny


def _reading(policy: Policy, seen: Sequence[_Seen]) -> Iterator[Policy]:
    """The policies that decide which rows of the table can be read."""
    for item in seen:
        if item.policy.ref.path[:-1] == policy.ref.path[:-1] and item.policy.for_command == "SELECT":
            yield item.policy


def _replaced(policy: Policy, condition: str) -> str:
    *table, name = policy.ref.path
    using = f" using ({condition})" if policy.using is not None else ""
    check = f" with check ({condition})" if policy.check is not None else ""
    return f"alter policy {ident(name)} on {qualified(*table)}{using}{check}"


def _outcome(connection: psycopg.Connection[Any], step: Step, replaced: Sequence[str]) -> Result:
    """What the step gives with these policies replaced; all of it is undone."""
    before = ["savepoint differ_trial", become(None), *replaced, become(step.actor)]
    done, error = send_together(connection, [*before, step.sql])
    connection.execute("rollback to savepoint differ_trial")
    if error is None:
        return result_of(done[-1])
    if len(done) < len(before) - 1:
        raise error
    return failed(error)


def _as_expected(step: Step, outcome: Result) -> bool:
    if outcome.error and not step.may_fail:
        return False
    return step.expectation is None or step.expectation.judge(outcome) is None
