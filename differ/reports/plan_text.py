"""A plan on a terminal: grouped by object, `+` create, `~` change, `-` drop, with what it does to rows and locks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.markup import escape

from differ.planning.plan import Plan, SeedSummary, Summary

if TYPE_CHECKING:
    from rich.console import Console

_SIGNS = {"create": ("+", "green"), "alter": ("~", "yellow"), "replace": ("~", "yellow"), "drop": ("-", "red")}
_SHOWN_NAMES = 60
_PARTS_OF_COLUMNS = ("default", "identity sequence")


def show_plan(plan: Plan, console: Console, *, verbose: bool = False) -> None:
    """Print the whole plan; without `verbose` the parts of a new table are only counted."""
    console.print(f"Database: {escape(plan.database)}", highlight=False)
    for warning in plan.warnings:
        _say(console, f"Warning: {warning}", "yellow")
    if not plan.steps:
        console.print()
        _say(console, "Nothing to do: the database is as described.", "green")
        _tail(plan, console)
        return
    single = False
    for group, members in summary_groups(plan.summaries):
        # Objects of one line stand close together.
        alone = len(members) == 1 and members[0].ref.path == group
        if not (single and alone):
            console.print()
        single = alone
        _show_group(group, members, console, verbose)
    for seed in plan.seeds:
        _show_seed(seed, console)
    _hazards(plan, console)
    _tail(plan, console)
    console.print()
    console.print(count_line(plan), style="bold", highlight=False)


def count_line(plan: Plan) -> str:
    """`Plan: 12 to create, 3 to change, 0 to drop, 16 rows`."""
    changed = plan.count("alter", "replace")
    line = f"Plan: {plan.count('create')} to create, {changed} to change, {plan.count('drop')} to drop"
    return f"{line}, {plan.rows} rows" if plan.rows else line


def summary_groups(summaries: Iterable[Summary]) -> list[tuple[tuple[str, ...], list[Summary]]]:
    """The summaries under their headings: the schema and name of a table, or an object's own."""
    grouped: dict[tuple[str, ...], list[Summary]] = {}
    for summary in summaries:
        grouped.setdefault(summary.group, []).append(summary)
    return list(grouped.items())


def _show_group(group: tuple[str, ...], members: list[Summary], console: Console, verbose: bool) -> None:
    head = next((m for m in members if m.ref.path == group), None)
    if head is None:
        _say(console, f"  {'.'.join(group)}", "bold")
    else:
        _line(console, head, "", head.name)
    others = [member for member in members if member is not head]
    if head is not None and head.action in ("create", "drop") and not verbose:
        sign, style = _SIGNS[head.action]
        for line in parts(others, head.action):
            _say(console, f"    {sign} {line}", style)
        others = [member for member in others if member.action != head.action]
    for member in others:
        inner = member.ref.path[len(group) :] if member.ref.path[: len(group)] == group else ()
        _line(console, member, "    ", ".".join(inner) or member.name)


def _line(console: Console, summary: Summary, indent: str, name: str) -> None:
    sign, style = _SIGNS[summary.action]
    again = " (made again)" if summary.action == "replace" else ""
    _say(console, f"{indent}{sign} {summary.ref.kind} {name}{again}", style)
    for detail in summary.details:
        _say(console, f"{indent}      {detail}", "")


def parts(members: Iterable[Summary], action: str) -> Iterable[str]:
    """The parts of a table to which an action happens, counted by kind: `3 columns: id, email, name`."""
    counts: dict[str, list[str]] = {}
    for member in members:
        if member.action == action:
            counts.setdefault(member.ref.kind, []).append(member.ref.path[-1])
    for kind, names in counts.items():
        if kind in _PARTS_OF_COLUMNS:
            continue
        plural = kind if len(names) == 1 else _plural(kind)
        listed = ", ".join(names)
        if len(listed) > _SHOWN_NAMES:
            listed = listed[: listed.rfind(", ", 0, _SHOWN_NAMES)] + ", …"
        yield f"{len(names)} {plural}: {listed}"


def _plural(kind: str) -> str:
    if kind.endswith("x"):
        return f"{kind}es"
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def _show_seed(seed: SeedSummary, console: Console) -> None:
    console.print()
    _say(console, f"  rows of {'.'.join(seed.table)}", "bold")
    signs = [_SIGNS[action] for action in seed.actions()]
    for (sign, style), sample in zip(signs, seed.samples, strict=True):
        _say(console, f"    {sign} {sample}", style)


def hazards(plan: Plan) -> list[str]:
    """What people should know before they say yes: losses, rewrites, and scans under a lock that blocks."""
    new = {".".join(s.ref.path) for s in plan.summaries if s.ref.kind == "table" and s.action == "create"}
    lines = [f"{step.loses} are lost" for step in plan.losses()]
    lines += [step.warning for step in plan.steps if step.warning]
    rewritten = dict.fromkeys(name for step in plan.steps for name in step.rewrites if name not in new)
    lines += [f"table {name} is rewritten: nobody can read or write it meanwhile" for name in rewritten]
    scanned: dict[str, str] = {}
    for step in plan.steps:
        for name in step.scans:
            if name not in new and name not in rewritten and step.locks:
                scanned.setdefault(name, _blocks(step.locks[0].mode))
    lines += [f"table {name} is scanned while {what}" for name, what in scanned.items() if what]
    return list(dict.fromkeys(lines))


def _hazards(plan: Plan, console: Console) -> None:
    lines = hazards(plan)
    if lines:
        console.print()
    for line in lines:
        _say(console, f"  ! {line}", "red" if line.endswith("lost") else "yellow")


def _blocks(mode: str) -> str:
    if mode == "ACCESS EXCLUSIVE":
        return "nobody can read or write it"
    return "nobody can write to it" if mode in ("SHARE", "SHARE ROW EXCLUSIVE") else ""


def _tail(plan: Plan, console: Console) -> None:
    if plan.not_compared:
        console.print()
        for line in plan.not_compared:
            _say(console, f"  not compared: {line}", "yellow")
    if plan.proven is True:
        console.print()
        _say(console, "Rehearsed on a clone: the plan reaches the desired state.", "green")
    for finding in plan.findings:
        _say(console, f"  rehearsal: {finding}", "red")
    for opinion in plan.opinions or ():
        _say(console, f"  {opinion}", "yellow")
    if plan.opinions == ():
        _say(console, "migra agrees: it sees nothing left to do on the clone.", "green")
    if plan.proven is False:
        _say(console, "The rehearsal did not reach the desired state; apply refuses this plan.", "red")


def _say(console: Console, text: str, style: str) -> None:
    console.print(escape(text), style=style or None, highlight=False)
