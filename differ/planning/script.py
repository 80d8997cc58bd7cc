"""A plan as one SQL script: what `--sql` and `differ diff` print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from differ.model import Step
from differ.planning.plan import Plan, groups


def script(steps: Sequence[Step], *, head: Iterable[str] = ()) -> str:
    """The steps with a comment per object, one transaction wherever PostgreSQL allows; empty without steps."""
    if not steps:
        return ""
    lines = [f"-- {line}".rstrip() for line in head]
    if lines:
        lines.append("")
    for transactional, run in groups(steps):
        if transactional:
            lines += ["BEGIN;", "SET LOCAL check_function_bodies = off;"]
        lines += _statements(run)
        if transactional:
            lines += ["", "COMMIT;"]
    return "\n".join(lines) + "\n"


def plan_script(plan: Plan) -> str:
    """The whole plan, to be pasted into an SQL editor or run with psql."""
    head = [f"Plan for {plan.database}"]
    head += [f"Loses {step.loses}" for step in plan.losses()]
    return script(plan.steps, head=head)


def _statements(steps: Sequence[Step]) -> list[str]:
    lines: list[str] = []
    shown = None
    for step in steps:
        if step.ref != shown:
            shown = step.ref
            loses = f" (loses {step.loses})" if step.loses else ""
            lines += ["", _one_line(f"-- {step.action} {step.ref.kind} {step.name}{loses}")]
        lines.append(f"{step.sql};")
    return lines


def _one_line(text: str) -> str:
    """A comment must not end where a hostile name has a line break."""
    return text if text.isprintable() else " ".join(text.splitlines())
