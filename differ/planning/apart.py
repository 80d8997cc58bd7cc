"""Checks that get in the way while a table leaves its parents, or inherits from a stand-in for the time.

NO INHERIT fails on a table with a check by the name of one that its parent keeps from heirs: so that one has another
name meanwhile. And what LIKE copies is valid, which does not fit a table where it is not; nor is a stand-in to have
what is the table's own alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import cast

from differ.kinds import kind_of
from differ.kinds.constraints import Constraint
from differ.kinds.parents import STAND_IN, heirs_of, parents_of
from differ.kinds.shared_checks import in_the_way, is_kept, kept_at
from differ.kinds.taken_over import SharedKind
from differ.model import Object, Ref, Snapshot, Step, once
from differ.planning.work import Work
from differ.sql import aside_name, ident, literal, qualified

Path = tuple[str, ...]


def left(child: Path, parents: Iterable[Path], statements: Sequence[str], snapshot: Snapshot) -> list[str]:
    """The statements by which a table leaves its parents, past what these keep from it."""
    found = [ref for one in parents for ref in in_the_way(child, one, snapshot)]
    return _past(found, statements)


def past_checks(work: Work, step: Step) -> Step:
    """The step with its stand-ins such that the tables inherit from them, and come to their parents again."""
    sql = step.sql
    if STAND_IN not in sql and " NO INHERIT " not in sql:
        return step
    live, desired, changed = work.live, work.desired, work.creates | work.drops
    for table in _checks(live).keys() | _checks(desired).keys() if STAND_IN in sql else ():
        checks = {**_checks(live).get(table, {}), **_checks(desired).get(table, {})}
        said = {step.ref, *step.makes, *step.alters}
        there = {ref for ref in checks if ref not in changed or _waits(ref, said, desired)}
        if any(ref in work.creates and ref not in there for ref in checks):
            there -= work.creates  # one step may make several of them: all come after
        copied = _with_lost_columns(sql, table, checks, live, desired, changed, there)
        for parents in (True, False):  # the stand-in is for the table's parents, or for the table
            fit = (_refitted(ref, live, desired, there, parents=parents) for ref in checks)
            copied = _with_checks(copied, table, [text for text in fit if text], parents=parents)
        if copied != sql:
            sql, step = copied, step._replace(needs=(*step.needs, *sorted(there & changed)))
            first = _brought((ref for ref in checks if ref in work.creates and ref not in there), step.ref, desired)
            step = step._replace(precedes=(*(step.precedes or ()), *first)) if first else step
    for parent in kept_at(live).keys() & kept_at(desired).keys():
        for heir in {*heirs_of(live).get(parent, ()), *heirs_of(desired).get(parent, ())}:
            kept = [ref for ref in in_the_way(heir, parent, desired) if is_kept(live.objects.get(ref))]
            leave = f"ALTER TABLE {qualified(*heir)} NO INHERIT {qualified(*parent)}"
            statements = [[one] if one != leave else _past(kept, [one]) for one in sql.split(";\n")]
            sql = ";\n".join(statement for past in statements for statement in past)
    return step if sql == step.sql else step._replace(sql=sql)


def _past(checks: Sequence[Ref], statements: Sequence[str]) -> list[str]:
    return [*_renamed(checks), *statements, *_renamed(checks, back=True)]


def _renamed(checks: Iterable[Ref], *, back: bool = False) -> list[str]:
    names = [(qualified(*ref.path[:2]), ident(ref.path[2]), ident(aside_name(ref.path[2]))) for ref in checks]
    return [
        f"ALTER TABLE {table} RENAME CONSTRAINT {aside if back else name} TO {name if back else aside}"
        for table, name, aside in names
    ]


@once
def _checks(snapshot: Snapshot) -> dict[Path, dict[Ref, Constraint]]:
    """The checks of each table."""
    found: dict[Path, dict[Ref, Constraint]] = {}
    for ref, item in snapshot.found.of_kind("constraint").items():
        if isinstance(item, Constraint) and item.type == "c":
            found.setdefault(ref.path[:2], {})[ref] = item
    return found


def _with_lost_columns(
    sql: str,
    table: Path,
    checks: Iterable[Ref],
    live: Snapshot,
    desired: Snapshot,
    changed: Container[Ref],
    there: Container[Ref],
) -> str:
    """Drop what reads a column before the stand-in loses that, for PostgreSQL would go on to count what the table has
    from it; what is the parents' alone comes again with the column before they do."""
    child, said = qualified(*table), sql.split(";\n")
    made = next((i for i, one in enumerate(said) if f"(LIKE {child} INCLUDING CONSTRAINTS" in one), None)
    stand = said[made].removeprefix("CREATE TABLE ").partition(" (LIKE ")[0] if made is not None else ""
    leave = f"ALTER TABLE {child} NO INHERIT {stand}"
    if made is None or leave not in said:
        return sql
    end = said.index(leave)
    drop = f"ALTER TABLE {stand} DROP COLUMN "
    lost = [one.removeprefix(drop).removeprefix("IF EXISTS ") for one in said[made:end] if one.startswith(drop)]
    if not lost or any(one.startswith(f"ALTER TABLE {child} DROP COLUMN") for one in said[made:end]):
        return sql
    columns = [Ref("column", (*table, name)) for name in _names(table, desired) if ident(name) in lost]
    former = [one for one in columns if one not in changed]  # with the others the former check went
    reading = [
        ref
        for ref in checks
        if any(one in desired.needs.get(ref, ()) for one in columns)
        or (any(one in live.needs.get(ref, ()) for one in former) and not (ref in changed and ref in there))
    ]
    first = [f"ALTER TABLE {stand} DROP CONSTRAINT IF EXISTS {ident(ref.path[2])}" for ref in reading]
    again = _again(stand, child, [ref for ref in reading if _is_given(ref, live, desired, changed)], columns, desired)
    join = next(i for i in range(end, made, -1) if not said[i - 1].startswith(f"ALTER TABLE {child} INHERIT "))
    return ";\n".join([*said[: made + 2], *first, *said[made + 2 : join], *again, *said[join:]])


def _names(table: Path, snapshot: Snapshot) -> list[str]:
    return [ref.path[2] for ref in snapshot.found.of_kind("column") if ref.path[:2] == table]


def _is_given(ref: Ref, live: Snapshot, desired: Snapshot, changed: Container[Ref]) -> bool:
    """Whether it is the parents' alone, before and after."""
    sides = [side.objects.get(ref) for side in (live, desired)]
    return ref not in changed and not any(getattr(item, "own", True) for item in sides)


def _again(stand: str, child: str, checks: Sequence[Ref], columns: Sequence[Ref], desired: Snapshot) -> list[str]:
    """What brings the checks to the table from the stand-in, which has lost the columns."""
    if not checks:
        return []
    read = [ref for ref in columns if any(ref in desired.needs.get(check, ()) for check in checks)]
    said = [(kind_of(ref).title(desired.objects[ref]), desired.objects[ref].comment) for ref in checks]
    return [
        *(f"ALTER TABLE {stand} ADD COLUMN {_definition(ref, desired)}" for ref in read),
        *(f"ALTER TABLE {child} DROP CONSTRAINT {ident(ref.path[2])}" for ref in checks),
        *(f"ALTER TABLE {stand} ADD {_definition(ref, desired)}" for ref in checks),
        *(f"COMMENT ON {title} IS {literal(comment).lstrip()}" for title, comment in said if comment is not None),
    ]


def _definition(ref: Ref, snapshot: Snapshot) -> str:
    """What ADD says of it."""
    return cast("SharedKind[Object]", kind_of(ref)).taken(snapshot.objects[ref]).definition


def _waits(ref: Ref, apart: set[Ref], desired: Snapshot) -> bool:
    """Whether the check, as it is to be, is there before the step of objects, which are none that it needs; what the
    table alone is to have can come when it may."""
    needed = [ref]
    for one in needed:
        needed += (
            other
            for other in desired.needs.get(one, ())
            if (other.path[:2] == ref.path[:2] or (other.kind, other.path[2:]) == (ref.kind, ref.path[2:]))
            and other not in needed
        )
    return getattr(desired.objects.get(ref), "inherited", False) and apart.isdisjoint(needed)


def _brought(checks: Iterable[Ref], apart: Ref, desired: Snapshot) -> list[Ref]:
    """The parents' checks that would become the table's own on the way of another object, if they came before it."""
    others = [ref for ref in checks if ref.kind != apart.kind]
    return [Ref(ref.kind, (*parent, ref.path[2])) for ref in others for parent in parents_of(desired, ref.path[:2])]


def _refitted(ref: Ref, live: Snapshot, desired: Snapshot, there: Container[Ref], *, parents: bool) -> str | None:
    """What is said of a copied check: one that is not valid fits a table's whether that is valid or not."""
    found = [item for item in (live.objects.get(ref), desired.objects.get(ref)) if isinstance(item, Constraint)]
    given = [item for item in found if not is_kept(item)]
    if given and all(item.validated for item in (*given, *_above(ref, live), *_above(ref, desired))):
        return None
    drop = f"DROP CONSTRAINT IF EXISTS {ident(ref.path[2])}"
    if ref not in there or is_kept(found[-1]) or not (found[-1].inherited or not parents):
        return drop
    return f"{drop}, ADD {_definition(ref, desired).removesuffix(' NOT VALID')} NOT VALID"


def _above(ref: Ref, snapshot: Snapshot) -> list[Constraint]:
    """The checks of that name that the table's may come from on the way: those of all that it inherits from."""
    tables = [ref.path[:2]]
    for table in tables:
        tables += (one for one in parents_of(snapshot, table) if one not in tables)
    found = (snapshot.objects.get(Ref("constraint", (*table, ref.path[2]))) for table in tables[1:])
    return [item for item in found if isinstance(item, Constraint)]


def _with_checks(sql: str, table: Path, checks: Sequence[str], *, parents: bool) -> str:
    """Say it of the stand-ins that are made like the table, be that for its parents or for itself."""
    like = f"(LIKE {qualified(*table)} INCLUDING CONSTRAINTS INCLUDING GENERATED)"
    if not checks or like not in sql:
        return sql
    name = re.escape(qualified(*table))
    heir = name if parents else rf"(?!{name} )[^;]+"
    made = rf'CREATE TABLE ((?:[^;]+\.)"{STAND_IN}[^"]*") {re.escape(like)}(?=;\nALTER TABLE {heir} INHERIT )'
    return re.sub(made, lambda match: f"{match[0]};\nALTER TABLE {match[1]} {', '.join(checks)}", sql)
