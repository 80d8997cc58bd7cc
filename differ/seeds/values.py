"""What differs between the seeds and a live table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

# Column names and values in PostgreSQL's canonical text; None is null.
Row: TypeAlias = Mapping[str, str | None]


class UniqueKey(NamedTuple):
    """A primary key, unique constraint or whole unique index on plain columns."""

    name: str
    columns: tuple[str, ...]
    deferrable: bool


class ForeignKey(NamedTuple):
    """A foreign key of the table; `referenced` are the columns that it points at."""

    name: str
    columns: tuple[str, ...]
    references: tuple[str, str]
    referenced: tuple[str, ...]
    deferrable: bool


@dataclass(frozen=True, slots=True)
class TableKeys:
    """The keys of a desired table; `cascades` are the tables that lose rows with a deleted one, as "schema.table"."""

    unique: tuple[UniqueKey, ...] = ()
    foreign: tuple[ForeignKey, ...] = ()
    cascades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowUpdate:
    """A row that is there with other values: its key, the (live, desired) values by column, and all that was read."""

    key: Row
    columns: Mapping[str, tuple[str | None, str | None]]
    before: Row

    @property
    def after(self) -> Row:
        return {**self.before, **{name: new for name, (_, new) in self.columns.items()}}


@dataclass(frozen=True, slots=True)
class SeedChange:
    """What has to happen to the rows of one table. Inserts hold the columns that the file lists, deletes all read."""

    table: tuple[str, str]
    key: tuple[str, ...]
    inserts: tuple[Row, ...]
    updates: tuple[RowUpdate, ...]
    deletes: tuple[Row, ...]
    scope: str | None
    keys: TableKeys
    where: str
    assumed: tuple[str, ...] = field(
        default=(), compare=False
    )  # columns of the scope that the live table lacks: their defaults were taken

    @property
    def name(self) -> str:
        return ".".join(self.table)

    @property
    def count(self) -> int:
        """The number of rows that change."""
        return len(self.inserts) + len(self.updates) + len(self.deletes)
