"""The plan: a value that can be shown, kept in a file and applied."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from differ.compare import compare, same
from differ.fingerprint import fingerprint
from differ.kinds import Kind, discover, kind_of
from differ.model import Action, Change, Found, Object, Ref, Scope, Snapshot, Step
from differ.planning.moved import as_moved
from differ.planning.order import judges_rows, ordered_steps
from differ.planning.planner import collect
from differ.planning.renames import along
from differ.planning.work import Work

FORMAT = 1
_LONGEST = 80  # characters of a value that a summary shows
REBUILT = "rebuilt as it was: it stands on something that changes"

SummaryAction = Literal["create", "alter", "replace", "drop"]


@dataclass(frozen=True, slots=True)
class Summary:
    """One changed object as people see it; `group` is the heading, `details` say what changes into what."""

    ref: Ref
    group: tuple[str, ...]
    name: str
    action: SummaryAction
    details: tuple[str, ...] = ()
    inside: bool = False  # another object's CREATE or DROP says this one too


@dataclass(frozen=True, slots=True)
class SeedSummary:
    """What happens to the reference rows of one table."""

    table: tuple[str, ...]
    inserts: int
    updates: int
    deletes: int
    samples: tuple[str, ...] = ()  # one for each action

    def actions(self) -> list[SummaryAction]:
        """What is done to rows of the table, in the order of the samples."""
        counts: list[tuple[SummaryAction, int]] = [
            ("create", self.inserts),
            ("alter", self.updates),
            ("drop", self.deletes),
        ]
        return [action for action, count in counts if count]


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order, and what there is to know before they run.

    `live_fingerprint` is of the database that the plan was made for, `desired_fingerprint` of what it leads to.
    `proven` is True when a rehearsal reached the desired state, False when it did not, None when there was none.
    """

    database: str
    platform: str
    live_fingerprint: str
    desired_fingerprint: str
    steps: tuple[Step, ...]
    summaries: tuple[Summary, ...]
    seeds: tuple[SeedSummary, ...] = ()
    not_compared: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    proven: bool | None = None
    findings: tuple[str, ...] = ()  # what the rehearsal found to differ
    opinions: tuple[str, ...] | None = None  # what the second engine still sees on the clone; None: it was not asked
    schemas: tuple[str, ...] = ()
    exclude_schemas: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()
    format: int = FORMAT

    def losses(self) -> list[Step]:
        """The steps that lose rows or values for good; the values of a table's columns go with its rows."""
        tables = {step.ref.path for step in self.steps if step.loses is not None and step.ref.kind == "table"}
        return [
            step
            for step in self.steps
            if step.loses is not None and not (step.ref.kind == "column" and step.ref.path[:-1] in tables)
        ]

    def count(self, *actions: SummaryAction) -> int:
        """How many objects the actions are planned for, not counting what a table's CREATE or DROP says."""
        return sum(summary.action in actions and not summary.inside for summary in self.summaries)

    @property
    def rows(self) -> int:
        """How many reference rows are inserted, updated or deleted."""
        return sum(seed.inserts + seed.updates + seed.deletes for seed in self.seeds)


def make_plan(
    live: Snapshot,
    desired: Snapshot,
    *,
    database: str,
    platform: str,
    to_be_applied: bool = True,
    summarised: bool = True,
    **more: Any,
) -> Plan:
    """Compare two snapshots and order what turns the first into the second.

    Only a plan that is `to_be_applied` needs fingerprints, and only one that people are shown needs summaries.
    """
    start = as_moved(live, desired)
    changes = compare(start, desired)
    work = collect(start, desired, changes) if changes else Work(start, desired)
    steps = ordered_steps(work) if changes else []
    warnings = (*more.pop("warnings", ()), *_acting(live, steps))
    return Plan(
        database=database,
        platform=platform,
        live_fingerprint=fingerprint(live) if to_be_applied else "",
        desired_fingerprint=fingerprint(agreed(live, desired)) if to_be_applied else "",
        steps=tuple(steps),
        summaries=tuple(_summaries(changes, steps, work)) if summarised else (),
        not_compared=tuple(sorted({*live.not_compared, *desired.not_compared})),
        scopes=live.scopes,
        warnings=warnings,
        **more,
    )


def _acting(live: Snapshot, steps: Sequence[Step]) -> Iterator[str]:
    """A sentence for each object that is in force while the steps run and may do more than they say."""
    paused = {step.ref for step in steps if step.first}
    for name, kind in discover().items():
        if type(kind).acts is Kind.acts or all(step.ref.kind == name for step in steps):
            continue
        for ref, item in sorted(live.found.of_kind(name).items()):
            act = kind.acts(item)
            if act is not None and ref not in paused:
                yield f"{name} {kind.label(item)} stays in force while the plan runs: {act}"


def with_rows(plan: Plan, live: Snapshot, desired: Snapshot, rows: Sequence[Step], changed: Collection[Ref]) -> Plan:
    """The plan with steps that change rows of some tables: before what judges these rows, or else at its end."""
    if any(judges_rows(step, live, changed) for step in plan.steps):
        return dataclasses.replace(plan, steps=tuple(ordered_steps(collect(live, desired), rows, changed)))
    return dataclasses.replace(plan, steps=(*plan.steps, *rows))


def _place(change: Change, live: Snapshot, desired: Snapshot) -> tuple[bool, int]:
    """As the objects stand in the description; what is only in the live database comes last."""
    if change.desired is None:
        return True, live.births.get(change.ref, 0)
    return False, desired.births.get(change.ref, 0)


def agreed(live: Snapshot, desired: Snapshot) -> Snapshot:
    """The desired snapshot with the live object wherever the difference needs no change."""
    alike = {
        ref: live.objects[ref]
        for ref, new in desired.objects.items()
        if ref in live.objects and live.objects[ref] != new and same(live.objects[ref], new, live, desired)
    }
    return dataclasses.replace(desired, found=Found(desired.objects | alike, desired.births)) if alike else desired


def _summaries(changes: Iterable[Change], steps: Iterable[Step], work: Work) -> Iterable[Summary]:
    steps = list(steps)
    rebuilt = {step.ref for step in steps if step.action == "alter" and (step.makes or step.drops)}
    inside = {ref for step in steps for ref in (*step.makes, *step.drops) if ref != step.ref}
    kept = {ref for old in work.renames.values() for ref in (old, *along(work.live, old))}
    seen: set[Ref] = {ref for new in work.renames for ref in along(work.desired, new)}
    for change in sorted(changes, key=lambda change: _place(change, work.live, work.desired)):
        if change.ref in seen or change.ref in kept:
            continue
        seen.add(change.ref)
        old = work.renames.get(change.ref)
        if old is not None and change.desired is not None:
            yield _renamed(work.live.objects[old], change.desired)
            continue
        item = change.desired or change.live
        assert item is not None
        action = _action(change, rebuilt)
        yield _summary(item, action, tuple(_details(change)), inside=change.ref in inside and action != "alter")
    for ref in sorted({ref for step in steps for ref in step.makes if step.action == "alter"} - seen):
        # What only stands on something that changes is taken down and put up again, and shown so.
        yield _summary(work.desired.objects[ref], "replace", (REBUILT,), inside=ref in inside)


def _renamed(old: Object, new: Object) -> Summary:
    """What goes on under another name by itself, and how it differs otherwise."""
    names = f"name: {old.ref.path[-1]} → {new.ref.path[-1]}"
    carried = kind_of(new.ref).renamed(old, new) or old
    return _summary(new, "alter", (names, *_details(Change(new.ref, carried, new))), inside=False)


def _summary(item: Object, action: SummaryAction, details: tuple[str, ...], *, inside: bool) -> Summary:
    kind = kind_of(item.ref)
    return Summary(item.ref, kind.group(item), kind.label(item), action, details, inside)


def _action(change: Change, rebuilt: set[Ref]) -> SummaryAction:
    if change.live is None:
        return "create"
    if change.desired is None:
        return "drop"
    return "replace" if change.ref in rebuilt else "alter"


def _details(change: Change) -> Iterable[str]:
    if change.live is None or change.desired is None:
        return
    kind = kind_of(change.ref)
    for field in dataclasses.fields(change.live):
        before, after = getattr(change.live, field.name), getattr(change.desired, field.name)
        if before != after and field.compare and field.metadata.get("shown", True):
            if kind.same(change.live, dataclasses.replace(change.live, **{field.name: after})):
                continue  # alone it would be no change
            if field.name == "acl":
                yield from _privileges(before, after, {change.live.owner, change.desired.owner})
            else:
                words = field.metadata.get("words", {})
                pair = _short(_text(words.get(before, before)), _text(words.get(after, after)))
                yield f"{field.name.replace('_', ' ')}: {' → '.join(pair)}"


def _privileges(before: Any, after: Any, owners: Container[str | None]) -> Iterable[str]:
    whole = before is not None and after is not None
    if not whole:
        yield "privileges: " + ("default → explicit" if before is None else "explicit → default")
    # Those of the owner are what the default is, so they are no news.
    old, new = ({_grant(one) for one in acl or () if whole or one.grantee not in owners} for acl in (before, after))
    for text in sorted(old - new):
        yield f"revoke {text}"
    for text in sorted(new - old):
        yield f"grant {text}"


def _grant(grant: Any) -> str:
    option = " with grant option" if grant.grantable else ""
    return f"{grant.privilege} to {grant.grantee or 'PUBLIC'}{option}"


def _text(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return " ".join(text.split()) or '""'


def _short(before: str, after: str) -> tuple[str, str]:
    """Two texts that differ, cut to where they begin to."""
    start = 0
    if max(len(before), len(after)) > _LONGEST:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
        start = before.rfind(" ", 0, max(0, same - _LONGEST // 4)) + 1
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    text = f"…{text[start:]}" if start else text
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "…"


def groups(steps: Sequence[Step]) -> list[tuple[bool, list[Step]]]:
    """Runs of steps that share a transaction, and whether they do: (transactional, steps)."""
    runs: list[tuple[bool, list[Step]]] = []
    committed = True
    for step in steps:
        if not step.transactional:
            runs.append((False, [step]))
            committed = True
            continue
        if committed or not runs or (runs[-1][1][-1].commits_before_use and not step.commits_before_use):
            runs.append((True, []))
            committed = False
        runs[-1][1].append(step)
    return runs


__all__ = ["FORMAT", "Action", "Plan", "SeedSummary", "Summary", "agreed", "groups", "make_plan", "with_rows"]
