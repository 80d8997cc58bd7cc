"""A plan as Markdown, for a comment on a pull request: what changes, what to know before saying yes, and the SQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from differ.planning.script import plan_script
from differ.reports.markdown import ROOM, block, code, that_fits
from differ.reports.plan_text import count_line, hazards, parts, summary_groups

if TYPE_CHECKING:
    from differ.planning.plan import Plan, SummaryAction

MARK = "<!-- differ plan -->"
"""By this first line a comment is found again, to be replaced."""

# What GitHub and GitLab colour green, yellow and red in a block of this language.
_SIGNS: dict[SummaryAction, str] = {"create": "+", "alter": "!", "replace": "!", "drop": "-"}


def plan_markdown(plan: Plan) -> str:
    """The plan, never longer than a comment may be: of a long script only the beginning is shown."""
    lines = [MARK, f"### {count_line(plan)}", "", f"Database {code(plan.database)}"]
    for warning in plan.warnings:
        lines += ["", f"> ⚠️ {code(warning)}"]
    if not plan.steps:
        lines += ["", "✅ Nothing to do: the database is as described."]
    else:
        changes = that_fits(_changes(plan), ROOM // 3, "lines")
        lines += ["", block("\n".join(changes), "diff")]
    for hazard in hazards(plan):
        lines += ["", f"> {'🛑' if hazard.endswith('lost') else '⚠️'} {code(hazard)}"]
    lines += list(_proof(plan))
    if plan.steps:
        script = that_fits(plan_script(plan).splitlines(), ROOM // 2, "lines, which `differ plan --sql` shows")
        lines += ["", "<details><summary>SQL</summary>", "", block("\n".join(script), "sql"), "", "</details>"]
    return "\n".join(lines) + "\n"


def _changes(plan: Plan) -> Iterator[str]:
    """One line for each change, its sign in front; the parts of a new table are counted."""
    for group, members in summary_groups(plan.summaries):
        head = next((member for member in members if member.ref.path == group), None)
        if head is None:
            yield _one_line(f"  {'.'.join(group)}")
        counted = []
        if head is not None and head.action in ("create", "drop"):
            counted = [member for member in members if member is not head and member.action == head.action]
        for member in (member for member in members if member not in counted):
            again = " (made again)" if member.action == "replace" else ""
            indent = "" if member is head else "  "
            yield _one_line(f"{_SIGNS[member.action]} {indent}{member.ref.kind} {member.name}{again}")
            yield from (_one_line(f"      {detail}") for detail in member.details)
        if head is not None:
            yield from (_one_line(f"{_SIGNS[head.action]}   {line}") for line in parts(counted, head.action))
    for seed in plan.seeds:
        yield _one_line(f"  rows of {'.'.join(seed.table)}")
        for action, sample in zip(seed.actions(), seed.samples, strict=True):
            yield _one_line(f"{_SIGNS[action]}   {sample}")


def _proof(plan: Plan) -> Iterator[str]:
    for line in plan.not_compared:
        yield from ("", f"> not compared: {code(line)}")
    if plan.proven is True:
        yield from ("", "✅ Rehearsed on a clone: the plan reaches the desired state.")
    elif plan.proven is False:
        yield from ("", "🛑 The rehearsal did not reach the desired state; apply refuses this plan.", "")
        yield from (f"- {code(finding)}" for finding in plan.findings)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
