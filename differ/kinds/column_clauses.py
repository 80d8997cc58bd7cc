"""A column as CREATE TABLE and ADD COLUMN say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from differ.kinds.column_changes import compression, settings_changed
from differ.kinds.foreign_options import options_clause
from differ.kinds.identities import changed_identity, identity_clause
from differ.kinds.not_null import not_null_clause
from differ.model import Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column


def clause_of(column: Column, default: str | None) -> str:
    """The column with all that there is room for."""
    sql = f"{column.name} {column.type}"
    if column.compression:
        sql += f" COMPRESSION {compression(column.compression)}"
    sql += options_clause(column.foreign_options)
    if column.collation:
        sql += f" COLLATE {column.collation}"
    if column.generated:
        sql += f" GENERATED ALWAYS AS ({column.expression})" + (" STORED" if column.generated == "s" else "")
    elif column.identity_sequence:
        sql += f" {identity_clause(column)}"
    elif default is not None:
        sql += f" DEFAULT {default}"
    return sql + not_null_clause(column)


def unsaid(column: Column) -> list[Step]:
    """Options, compression and identity of a column that comes from a parent, where nothing has said them."""
    came = replace(column, foreign_options=None, compression="", identity="", identity_sequence=None)
    return [*settings_changed(came, column), *changed_identity(came, column)]


def bare(column: Column) -> Column:
    """The column as the type of a typed table brings it."""
    return replace(column, compression="", generated="", identity_sequence=None, not_null=False)
