"""Identity of a column: a sequence of its own, or that of the parent which a partition shares."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, LiteralString, cast

from differ.kinds.column_changes import altered
from differ.kinds.parents import all_heirs_of
from differ.kinds.sequences import behind_rows, changed_sequence, sequence_options
from differ.kinds.taken_over import pairs
from differ.model import Ref, Snapshot, Step
from differ.sql import aside_name, ident, qualified

if TYPE_CHECKING:
    from differ.kinds.columns import Column

# Sequences of columns, with their names and options; the last says how one is logged, p or u, and its table, if
# otherwise.
SEQUENCES: LiteralString = """
            select p.refobjid, p.refobjsubid, array[sn.nspname::text, sc.relname::text] as name,
                   array[format_type(q.seqtypid, null), q.seqstart::text, q.seqincrement::text, q.seqmin::text,
                         q.seqmax::text, q.seqcache::text, q.seqcycle::text,
                         sc.relpersistence::text || case when sc.relpersistence <> tc.relpersistence
                                                    then tc.relpersistence::text else '' end] as options
            from pg_sequence q
            join pg_class sc on sc.oid = q.seqrelid
            join pg_namespace sn on sn.oid = sc.relnamespace
            join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = q.seqrelid and p.deptype = 'i'
            join pg_class tc on tc.oid = p.refobjid
"""


def identity_clause(column: Column) -> str:
    """What CREATE TABLE and ADD say."""
    _, *values, _ = column.identity_options or ()  # the sequence has the table's persistence
    options = "" if own_sequence_type(column) else f" {sequence_options(values)}"
    return f"GENERATED {_word(column)} AS IDENTITY (SEQUENCE NAME {sequence_name(column)}{options})"


def sequence_name(column: Column) -> str:
    """The quoted name of the column's sequence."""
    return qualified(*column.identity_sequence or ())


def own_sequence_type(column: Column) -> bool:
    """Whether the sequence is of another type than the column; LIKE ... INCLUDING IDENTITY leaves such a one."""
    return (column.identity_options or (column.type,))[0] != column.type


def after_clause(column: Column) -> list[Step]:
    """What is not said where the column gets its sequence, which has its type and is logged as its table by then."""
    if column.identity_sequence is None or not column.identity_options:
        return []
    type_name, *values, persistence = column.identity_options
    alter, steps = f"ALTER SEQUENCE {sequence_name(column)}", []
    if own_sequence_type(column):
        steps.append(Step(sql=f"{alter} AS {type_name} {sequence_options(values)}"))
    return [*steps, _logged(column, persistence)] if len(persistence) > 1 else steps


def no_longer_identity(old: Column, new: Column) -> list[Step]:
    """What goes before the column changes; what a partition shares goes with the parent's, or as it is detached."""
    may_be_gone = " IF EXISTS" if old.inherited and new.inherited else ""  # before a parent's type changed
    return [altered(new, f"DROP IDENTITY{may_be_gone}")] if old.identity_sequence and not new.identity_sequence else []


def given_up(old: Column, new: Column) -> list[Step]:
    """What goes before parents, who alone are to have the column, change its type."""
    above = tuple(Ref("column", (*parent, new.ref.path[2])) for parent in pairs(old.parents or ()))
    return [step._replace(precedes=above) for step in no_longer_identity(old, new)]


def past_own(new: Column, step: Step, live: Snapshot, desired: Snapshot) -> Step:
    """The step, which changes the type of a column, when heirs have given up the identities that they are not to
    have: not every type bears one."""
    if f"ALTER COLUMN {new.name} TYPE " not in step.sql:
        return step
    found = [Ref("column", (*heir, new.ref.path[2])) for heir in all_heirs_of(live, new.ref.path[:2])]
    heirs = (
        (cast("Column", live.objects[ref]), cast("Column", desired.objects[ref]))
        for ref in found
        if ref in live.objects and ref in desired.objects
    )
    given_up = [first.sql for pair in heirs for first in no_longer_identity(*pair)]
    return step._replace(sql=";\n".join([*given_up, step.sql]))


def changed_identity(old: Column, new: Column) -> list[Step]:
    """From the live column to the desired one, where that has an identity of its own."""
    before = (old.identity, old.identity_sequence, old.identity_options)
    if not new.identity_sequence or before == (new.identity, new.identity_sequence, new.identity_options):
        return []
    if not old.identity_sequence:
        added = altered(new, f"ADD {identity_clause(new)}")._replace(scans=(".".join(new.ref.path[:-1]),))
        options = (new.identity_options or ())[1:-1]
        forced, to_be_forced = old.policies_forced, new.policies_forced
        behind = behind_rows(sequence_name(new), options, new.table, new.name, forced=forced, to_be_forced=to_be_forced)
        return [added, *after_clause(new), behind]
    steps: list[Step] = []
    if old.identity_sequence != new.identity_sequence:
        steps.append(_renamed(old, new.identity_sequence[-1]))
    if old.identity != new.identity:
        steps.append(altered(new, f"SET GENERATED {_word(new)}"))
    values, wanted = (item.identity_options or () for item in (old, new))
    if values[:-1] != wanted[:-1]:
        steps += changed_sequence(sequence_name(new), values[:-1], wanted[:-1])
    if values[-1] != wanted[-1] and len(values[-1]) + len(wanted[-1]) > 2:
        steps.append(_logged(new, wanted[-1])._replace(needs=(new.host,)))  # it follows where the table's changes
    return steps


def without(column: Column) -> Column:
    """The column as it is before it gets its identity."""
    return replace(column, identity="", identity_sequence=None, identity_options=None)


def of_heir(column: Column) -> list[Step]:
    """What a column that parents have as well gets after them: with their default it bears no identity."""
    if not column.identity_sequence:
        return []
    bare = [] if column.partition else [altered(column, "DROP DEFAULT")]
    return [*bare, *changed_identity(without(column), column)]


def freed(old: Column, new: Column) -> tuple[Column, Step] | None:
    """The column while its sequence has another name for the time, and the step for that."""
    if not old.identity_sequence or not new.identity_sequence or old.identity_sequence == new.identity_sequence:
        return None
    schema, name = old.identity_sequence
    return replace(old, identity_sequence=(schema, aside_name(name))), _renamed(old, aside_name(name))


def _renamed(old: Column, name: str) -> Step:
    return Step(sql=f"ALTER SEQUENCE {sequence_name(old)} RENAME TO {ident(name)}")


def _logged(column: Column, persistence: str) -> Step:
    word = "UNLOGGED" if persistence.startswith("u") else "LOGGED"
    return Step(sql=f"ALTER SEQUENCE {sequence_name(column)} SET {word}")


def _word(column: Column) -> str:
    return "ALWAYS" if column.identity == "a" else "BY DEFAULT"
