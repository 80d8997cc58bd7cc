"""Identity of a column: a sequence of its own, or that of the parent which a partition shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from differ.kinds.column_changes import altered
from differ.kinds.sequences import behind_rows, changed_sequence, sequence_options
from differ.model import Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column

# Sequences of columns, with their names and options.
SEQUENCES: LiteralString = """
            select p.refobjid, p.refobjsubid, quote_ident(sn.nspname) || '.' || quote_ident(sc.relname) as name,
                   array[format_type(q.seqtypid, null), q.seqstart::text, q.seqincrement::text, q.seqmin::text,
                         q.seqmax::text, q.seqcache::text, q.seqcycle::text, sc.relpersistence::text] as options
            from pg_sequence q
            join pg_class sc on sc.oid = q.seqrelid
            join pg_namespace sn on sn.oid = sc.relnamespace
            join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = q.seqrelid and p.deptype = 'i'
"""


def identity_clause(column: Column) -> str:
    """What CREATE TABLE and ADD say."""
    _, *values, _ = column.identity_options or ()  # the sequence has the table's persistence
    options = "" if own_sequence_type(column) else f" {sequence_options(values)}"
    return f"GENERATED {_word(column)} AS IDENTITY (SEQUENCE NAME {column.identity_sequence}{options})"


def own_sequence_type(column: Column) -> list[Step]:
    """The sequence is made with the column's type; LIKE ... INCLUDING IDENTITY leaves one of another."""
    if column.identity_sequence is None or not column.identity_options:
        return []
    type_name, *values, _ = column.identity_options
    if type_name == column.type:
        return []
    return [Step(sql=f"ALTER SEQUENCE {column.identity_sequence} AS {type_name} {sequence_options(values)}")]


def no_longer_identity(old: Column, new: Column) -> list[Step]:
    """What goes before the column changes; what a partition shares goes with the parent's, or as it is detached."""
    return [altered(new, "DROP IDENTITY")] if old.identity_sequence and not new.identity_sequence else []


def changed_identity(old: Column, new: Column) -> list[Step]:
    """From the live column to the desired one, where that has an identity of its own."""
    before = (old.identity, old.identity_sequence, old.identity_options)
    if not new.identity_sequence or before == (new.identity, new.identity_sequence, new.identity_options):
        return []
    if not old.identity_sequence:
        added = altered(new, f"ADD {identity_clause(new)}")._replace(scans=(".".join(new.ref.path[:-1]),))
        options = (new.identity_options or ())[1:-1]
        return [added, *own_sequence_type(new), behind_rows(new.identity_sequence, options, new.table, new.name)]
    steps: list[Step] = []
    if old.identity_sequence != new.identity_sequence:
        name = new.identity_sequence.rpartition(".")[2]
        steps.append(Step(sql=f"ALTER SEQUENCE {old.identity_sequence} RENAME TO {name}"))
    if old.identity != new.identity:
        steps.append(altered(new, f"SET GENERATED {_word(new)}"))
    values, wanted = (item.identity_options or () for item in (old, new))
    if values[:-1] != wanted[:-1]:
        steps += changed_sequence(new.identity_sequence, values[:-1], wanted[:-1])
    if values[-1:] != wanted[-1:]:  # it follows where the table's changes, if it is not there before
        word = "UNLOGGED" if wanted[-1:] == ("u",) else "LOGGED"
        steps.append(Step(sql=f"ALTER SEQUENCE {new.identity_sequence} SET {word}"))
    return steps


def _word(column: Column) -> str:
    return "ALWAYS" if column.identity == "a" else "BY DEFAULT"
