"""A column as CREATE TABLE and ADD COLUMN say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, LiteralString

from differ.kinds.column_changes import compression, settings_changed
from differ.kinds.foreign_options import options_clause
from differ.kinds.identities import identity_clause, of_heir, without
from differ.kinds.not_null import not_null_clause
from differ.model import Step

if TYPE_CHECKING:
    from differ.kinds.columns import Column


# Of a column a: its options, and those for the wrapper.
OPTIONS: LiteralString = """
               -- What begins with pg_ is the server's own, such as the version of the column's type.
               case when cardinality(a.attoptions) = 1 and a.attoptions[1] like 'pg\\_%' then null
                   when a.attoptions is not null then
                       nullif(array(select o from unnest(a.attoptions) o where o not like 'pg\\_%'), '{}') end,
               case when a.attfdwoptions is not null then
                   (select array_agg(o order by o) from unnest(a.attfdwoptions) o) end
"""


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


def said_by_heir(column: Column) -> Column:
    """The column as CREATE TABLE ... INHERITS says it, without what is its parents' to say."""
    # Their NOT NULL comes by itself, and said again it would be the child's own as well; so does their default, which
    # no identity bears. Before PostgreSQL 16 the expression is theirs alone.
    said = column if column.own_not_null else replace(column, not_null=False)
    if column.inherited:
        said = without(said if column.major >= 16 else replace(said, generated=""))
    return said


def unsaid(column: Column) -> list[Step]:
    """Options, compression and identity of a column that comes from a parent, where nothing has said them."""
    came = replace(column, foreign_options=None, compression="")
    return [*settings_changed(came, column), *of_heir(column)]


def bare(column: Column) -> Column:
    """The column as the type of a typed table brings it."""
    return replace(column, compression="", generated="", identity_sequence=None, not_null=False)
