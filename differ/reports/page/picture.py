"""Two snapshots → the tables, keys and changes that a page draws, as plain values with a place for each box."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from differ.model import Object, Ref
from differ.reports.failures import failures
from differ.reports.page.layout import Size, lay_out
from differ.reports.plan_text import summary_groups

if TYPE_CHECKING:
    from differ.checks.findings import Report
    from differ.model import Snapshot
    from differ.planning.plan import Plan

RELATIONS = ("table", "foreign table", "view", "materialized view")
HEAD, ROW, FOOT = 26, 17, 6
_NAME = r'"(?:[^"]|"")+"|[^\s,()"]+'
_KEY = re.compile(rf"(?:PRIMARY KEY|UNIQUE(?: NULLS NOT DISTINCT)?|FOREIGN KEY) \(((?:{_NAME}|, )+)\)")
_SHORT_TYPES = {
    "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp",
    "character varying": "varchar",
    "double precision": "float8",
    "time with time zone": "timetz",
    "time without time zone": "time",
}
_CHANGES = {"create": "new", "drop": "gone", "alter": "changed", "replace": "changed"}
_SIGNS = {"create": "+", "drop": "-", "alter": "~", "replace": "~"}
# The parts of a table that are listed by their definitions.
_LISTS = {"constraint": "constraints", "index": "indexes", "policy": "policies", "trigger": "triggers"}


@dataclass(slots=True)
class Box:
    """One relation. A column is [name, type, marks, change, default]; marks are of p(rimary), f(oreign), u(nique),
    n(ot null)."""

    name: str
    kind: str
    change: str = ""  # new, changed or gone
    comment: str = ""
    row_security: bool = False
    columns: list[list[str]] = field(default_factory=list)
    plan: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def size(self, *, keys_only: bool) -> Size:
        """In pixels at a scale of 1."""
        rows = [column for column in self.columns if not keys_only or is_key(column)]
        longest = max((len(column[0]) + len(column[1]) for column in rows), default=0)
        width = max(len(self.name.removeprefix("public.")) * 7.6 + 30, (longest + 1) * 6.7 + 52)
        return Size(round(min(max(width, 140), 360)), HEAD + len(rows) * ROW + FOOT)


def is_key(column: list[str]) -> bool:
    """Whether a column is shown while only keys are: it is part of one, or changes."""
    return bool(set(column[2]) & {"p", "f"} or column[3])


def picture(live: Snapshot, desired: Snapshot | None, plan: Plan | None, report: Report | None) -> dict[str, Any]:
    """`boxes`, `lines` as (from, to, column's name, words) by index, and per level of detail the places and sizes."""
    objects = dict(live.objects) if desired is None else {**desired.objects, **_gone(live, desired, plan)}
    births = live.births | (desired.births if desired is not None else {})
    ordered = sorted(objects.values(), key=lambda item: births.get(item.ref, 0))
    boxes = {item.ref.path[:2]: _box(item) for item in sorted(ordered, key=_place) if item.ref.kind in RELATIONS}
    lines = _filled(boxes, ordered)
    lines += _views(boxes, desired or live)
    for path, members in summary_groups(plan.summaries if plan else ()):
        if path in boxes:
            _change(boxes[path], path, members)
    for failure in failures(report) if report else ():
        path = _path(failure.finding.object)
        if path in boxes:
            own = failure.finding.object.removesuffix(boxes[path].name) in (f"{kind} " for kind in RELATIONS)
            title = failure.finding.title if own else failure.finding.name
            boxes[path].failures.append(f"{title}: {failure.message}" if title else failure.message)
    index = {path: i for i, path in enumerate(boxes)}
    ends = [(index[child], index[parent]) for child, parent, _, _ in lines]
    levels = {}
    for level, keys_only in (("keys", True), ("all", False)):
        sizes = [box.size(keys_only=keys_only) for box in boxes.values()]
        points, whole = lay_out(sizes, ends)
        levels[level] = {"places": [(*p, *s) for p, s in zip(points, sizes, strict=True)], "size": whole}
    drawn = [(*end, column, words) for end, (_, _, column, words) in zip(ends, lines, strict=True)]
    return {"boxes": [_values(box) for box in boxes.values()], "lines": drawn, "levels": levels}


def _values(box: Box) -> dict[str, Any]:
    return {
        "name": box.name,
        "kind": box.kind,
        "change": box.change,
        "comment": box.comment,
        "rls": box.row_security,
        "columns": box.columns,
        "plan": box.plan,
        "failures": box.failures,
        "lists": dict(box.lists),
    }


def _gone(live: Snapshot, desired: Snapshot, plan: Plan | None) -> dict[Ref, Object]:
    """What is only in the live database and is to be dropped."""
    dropped = {summary.ref for summary in plan.summaries if summary.action == "drop"} if plan else set()
    return {ref: item for ref, item in live.objects.items() if ref in dropped and ref not in desired.objects}


def _place(item: Object) -> tuple[bool, str]:
    return item.ref.path[0] != "public", item.ref.path[0]


def _path(name: str) -> tuple[str, ...]:
    return tuple(name.rsplit(" ", 1)[-1].split(".")[:2])  # of the table, where it is a part of one


def _box(item: Object) -> Box:
    box = Box(".".join(item.ref.path), item.ref.kind, comment=item.comment or "")
    box.row_security = bool(getattr(item, "row_security", False))
    for column in getattr(item, "columns", None) or ():
        name, _, kind = column.rpartition(" ")[0].partition(" ")
        box.columns.append([name, _short(kind), "", "", ""])
    return box


def _filled(
    boxes: dict[tuple[str, ...], Box], objects: Iterable[Object]
) -> list[tuple[tuple[str, ...], tuple[str, ...], str, str]]:
    """Put columns, keys and the rest into the boxes; the lines that foreign keys and partitions make."""
    lines = []
    keys: list[tuple[tuple[str, ...], str, list[str]]] = []
    columns: dict[tuple[str, ...], list[str]] = {}
    for item in objects:
        kind, path = item.ref.kind, item.ref.path
        table = getattr(item, "table", path[:2]) if kind == "index" else path[:2]
        if table not in boxes:
            continue
        if kind == "column":
            marks = "n" if getattr(item, "not_null", False) else ""
            columns[path] = [path[2], _short(getattr(item, "type", "")), marks, "", ""]
            boxes[table].columns.append(columns[path])
        elif kind == "inheritance" and path[2:] in boxes:
            lines.append((table, path[2:], "", str(getattr(item, "bound", "") or "inherits")))
        if kind in _LISTS:
            boxes[table].lists[_LISTS[kind]].append(_described(item))
        if kind == "constraint":
            names = _key_columns(getattr(item, "definition", ""))
            keys.append((table, getattr(item, "type", ""), names))
            other = getattr(item, "references", None)
            if other in boxes:
                lines.append((table, other, names[0] if names else "", _described(item)))
    for item in objects:
        if item.ref.kind == "default" and item.ref.path in columns:
            columns[item.ref.path][4] = str(item.values().get("expression", ""))
    for table, kind, names in keys:
        for name in names if kind in ("p", "f", "u") else ():
            if (*table, name) in columns and kind not in columns[*table, name][2]:
                columns[*table, name][2] += kind
    return lines


def _views(
    boxes: dict[tuple[str, ...], Box], snapshot: Snapshot
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str, str]]:
    """Lines from views to what they read."""
    for path, box in boxes.items():
        if box.kind in ("view", "materialized view"):
            read = {ref.path[:2] for ref in snapshot.needs.get(Ref(box.kind, path), ())}
            yield from ((path, other, "", "reads") for other in sorted(read) if other in boxes and other != path)


def _described(item: Object) -> str:
    """A part of a table in one line."""
    name, values = item.ref.path[-1], item.values()
    if item.ref.kind == "policy":
        roles = ", ".join(role or "PUBLIC" for role in values["roles"])
        text = f"{values['for_command']} to {roles}"
        text += f" using ({values['using']})" if values["using"] else ""
        text += f" with check ({values['check']})" if values["check"] else ""
        return f"{name}: {'' if values['permissive'] else 'restrictive '}{text}"
    definition = " ".join(str(values.get("definition", "")).split())
    if item.ref.kind in ("index", "trigger"):
        # The name stands in front; what follows ON schema.table is what tells one from another.
        unique = "unique " if definition.startswith("CREATE UNIQUE") else ""
        after = re.sub(r"^CREATE .*? ON (?:ONLY )?\S+ (?:USING btree )?", "", definition)
        before = re.search(r"(BEFORE|AFTER|INSTEAD OF) .*? ON ", definition) if item.ref.kind == "trigger" else None
        return f"{name}: {unique}{before[0].removesuffix('ON ').lower() if before else ''}{after}"
    return f"{name}: {definition}"


def _key_columns(definition: str) -> list[str]:
    match = _KEY.match(definition)
    if match is None:
        return []
    names = re.findall(_NAME, match[1])
    return [name[1:-1].replace('""', '"') if name.startswith('"') else name for name in names]


def _short(name: str) -> str:
    for long, short in _SHORT_TYPES.items():
        name = name.replace(long, short)
    return name


def _change(box: Box, path: tuple[str, ...], members: Iterable[Any]) -> None:
    """What the plan does to a table and its columns."""
    members = list(members)
    head = next((member for member in members if member.ref.path == path and member.ref.kind == box.kind), None)
    box.change = _CHANGES[head.action] if head is not None else "changed"
    named = {column[0]: column for column in box.columns}
    for member in members:
        if member.ref.kind in ("column", "default") and member.ref.path[2] in named and box.change == "changed":
            action = "alter" if member.ref.kind == "default" else member.action
            named[member.ref.path[2]][3] = named[member.ref.path[2]][3] or _CHANGES[action]
        if not member.inside:
            name = ".".join(member.ref.path[len(path) :]) if member.ref.path[: len(path)] == path else member.name
            details = "".join(f"; {detail}" for detail in member.details)
            box.plan.append(f"{_SIGNS[member.action]} {member.ref.kind} {name or member.name}{details}")
