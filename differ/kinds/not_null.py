"""NOT NULL of a column: a flag before PostgreSQL 18, a constraint with a name from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.model import Lock, Ref, Step
from differ.sql import ident, literal

if TYPE_CHECKING:
    from differ.kinds.columns import Column


def not_null_clause(column: Column) -> str:
    """What CREATE TABLE and ADD COLUMN say; nothing where that takes a command of its own."""
    if not column.not_null or not column.not_null_validated:
        return ""
    inherits = "" if column.not_null_inherits else " NO INHERIT"
    # A partition that is kept while its parent is made anew has the parent's name for it in use.
    if column.not_null_name is None or (_usual(column) and not column.has_heirs):
        return "" if column.identity_sequence and not inherits else f" NOT NULL{inherits}"
    return f" CONSTRAINT {ident(column.not_null_name or '')} NOT NULL{inherits}"


def after_clause(column: Column, *, said: bool) -> list[Step]:
    """What is left to do after the clause, or without it where it was not `said`."""
    steps = []
    if column.not_null and (not said or not column.not_null_validated):
        steps.append(_set(column))
    return [*steps, *_comment(column, None)] if column.not_null else []


def changed(old: Column, new: Column) -> list[Step]:
    """From the live column to the desired one."""
    if not new.not_null:
        return [_altered(new, "DROP NOT NULL")] if old.not_null else []
    if not old.not_null:
        if new.not_null_name is not None and old.inherited and new.inherited and not new.own_not_null:
            return []  # a constraint of its own would stay when the parent's goes
        return after_clause(new, said=False)
    if old.inherited and new.inherited and new.own_not_null and not old.own_not_null:
        return [_set(new), *_comment(new, None)]  # once more, after the parent's went
    if old.not_null_name is None or new.not_null_name is None:
        return []
    steps: list[Step] = []
    mine = not (old.inherited and new.inherited)  # otherwise the parent's brings it along
    name = ident(new.not_null_name)
    if old.not_null_validated and not new.not_null_validated and mine:
        return [_altered(new, "DROP NOT NULL"), *after_clause(new, said=False)]
    if old.not_null_name != new.not_null_name and mine:
        steps.append(_table(new, f"RENAME CONSTRAINT {ident(old.not_null_name)} TO {name}"))
    if old.not_null_inherits != new.not_null_inherits:
        steps.append(_table(new, f"ALTER CONSTRAINT {name} {'' if new.not_null_inherits else 'NO '}INHERIT"))
    if new.not_null_validated and not old.not_null_validated:
        steps.append(_scanning(new, _table(new, f"VALIDATE CONSTRAINT {name}")))
    return steps + _comment(new, old.not_null_comment)


def _usual(column: Column) -> bool:
    """Whether the constraint has the name that PostgreSQL gives it."""
    return column.not_null_name == f"{column.ref.path[-2]}_{column.ref.path[-1]}_not_null"


def _set(column: Column) -> Step:
    # The usual name is not given where another constraint of the schema has it, as one that a child had from here.
    if column.not_null_name is None:
        return _scanning(column, _altered(column, "SET NOT NULL"))
    inherits = "" if column.not_null_inherits else " NO INHERIT"
    valid = "" if column.not_null_validated else " NOT VALID"
    add = _table(column, f"ADD CONSTRAINT {ident(column.not_null_name or '')} NOT NULL {column.name}{inherits}{valid}")
    return add if valid else _scanning(column, add)


def _comment(column: Column, before: str | None) -> list[Step]:
    if column.not_null_comment == before:
        return []
    text = "NULL" if column.not_null_comment is None else literal(column.not_null_comment).lstrip()
    return [Step(sql=f"COMMENT ON CONSTRAINT {ident(column.not_null_name or '')} ON {column.table} IS {text}")]


def _altered(column: Column, action: str) -> Step:
    return _table(column, f"ALTER COLUMN {column.name} {action}")


def _table(column: Column, action: str) -> Step:
    kind = "FOREIGN TABLE" if column.foreign else "TABLE"
    lock = (Lock(".".join(column.ref.path[:-1]), "ACCESS EXCLUSIVE"),)
    return Step(sql=f"ALTER {kind} {column.table} {action}", locks=lock)


def _scanning(column: Column, step: Step) -> Step:
    table = column.ref.path[:-1]
    return replace(step, scans=(".".join(table),), judges=(Ref("table", table),))
