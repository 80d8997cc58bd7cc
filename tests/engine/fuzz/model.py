"""A schema as plain values that a random generator can make, change and print; nothing here knows differ."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from .recipe import Choices


def quoted(name: str) -> str:
    """An identifier, always quoted."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


@dataclass
class Column:
    """One column; `default` and `generated` are expressions."""

    type: str
    default: str | None = None
    not_null: bool = False
    generated: str | None = None
    identity: str | None = None
    comment: str | None = None
    uses: list[str] = field(default_factory=list)  # columns that `generated` reads


@dataclass
class Part:
    """An index, constraint, trigger or policy: its SQL with {name} and {table}, and the columns that it needs."""

    sql: str
    columns: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    comment: str | None = None


@dataclass
class Table:
    """A table with what hangs on it, by name."""

    columns: dict[str, Column] = field(default_factory=dict)
    constraints: dict[str, Part] = field(default_factory=dict)
    indexes: dict[str, Part] = field(default_factory=dict)
    triggers: dict[str, Part] = field(default_factory=dict)
    policies: dict[str, Part] = field(default_factory=dict)
    row_security: bool = False
    unlogged: bool = False
    options: str | None = None
    comment: str | None = None
    owner: str | None = None
    grants: list[str] = field(default_factory=list)
    partitions: dict[str, str] = field(default_factory=dict)  # name → bound; the key is the first column


@dataclass
class View:
    """A view on a table or another view."""

    base: str
    columns: list[str]
    where: str | None = None
    options: str | None = None
    materialized: bool = False
    comment: str | None = None
    grants: list[str] = field(default_factory=list)


@dataclass
class Function:
    """A function of one argument, or a trigger function."""

    argument: str
    returns: str
    body: str
    language: str = "sql"
    volatility: str = "immutable"
    comment: str | None = None


@dataclass
class Schema:
    """Everything, by kind and name."""

    enums: dict[str, list[str]] = field(default_factory=dict)
    domains: dict[str, tuple[str, str | None, bool]] = field(default_factory=dict)
    composites: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    sequences: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    groups: dict[str, Choices] = field(default_factory=dict)  # what is chosen in each recipe that is in use

    def copy(self) -> Schema:
        """An independent copy."""
        return copy.deepcopy(self)

    def types(self) -> set[str]:
        """The user's types, as columns name them."""
        return {quoted(name) for kind in (self.enums, self.domains, self.composites) for name in kind}

    def is_referenced(self, table: str) -> bool:
        """Whether foreign keys tie the table to others: then logged and unlogged may not mix."""
        pointing = (part for one in self.tables.values() for part in one.constraints.values())
        return any(table in part.tables for part in pointing) or any(
            part.tables for part in self.tables[table].constraints.values()
        )

    def repair(self) -> None:
        """Let go of everything that needs what is not there, until nothing does."""
        while self._repaired():
            pass

    def _repaired(self) -> bool:
        before = self.size()
        known = self.types()
        for table in self.tables.values():
            columns = table.columns
            for name in [n for n, c in columns.items() if _user_type(c.type) and _base(c.type) not in known]:
                del columns[name]
            for name in [n for n, c in columns.items() if not set(c.uses) <= columns.keys()]:
                del columns[name]
            for parts in (table.constraints, table.indexes, table.triggers, table.policies):
                _keep(parts, lambda p, columns=columns: self._stands(p, columns))
        _keep(self.composites, lambda attributes: all(not _user_type(t) or _base(t) in known for _, t in attributes))
        _keep(self.domains, lambda domain: not _user_type(domain[0]) or _base(domain[0]) in known)
        _keep(self.tables, lambda table: bool(table.columns))
        for view in self.views.values():
            view.columns = [name for name in view.columns if name in self._columns_of(view.base)]
        _keep(self.views, lambda view: bool(view.columns) and (view.base in self.tables or view.base in self.views))
        return self.size() != before

    def _stands(self, part: Part, columns: dict[str, Column]) -> bool:
        return (
            set(part.columns) <= columns.keys()
            and set(part.tables) <= self.tables.keys()
            and set(part.functions) <= self.functions.keys()
        )

    def _columns_of(self, base: str) -> list[str]:
        if base in self.tables:
            return list(self.tables[base].columns)
        return self.views[base].columns if base in self.views else []

    def size(self) -> int:
        """How many things there are."""
        inner = sum(
            len(t.columns) + len(t.constraints) + len(t.indexes) + len(t.triggers) + len(t.policies)
            for t in self.tables.values()
        )
        kinds: tuple[dict[str, Any], ...] = (
            self.enums,
            self.domains,
            self.composites,
            self.sequences,
            self.functions,
            self.tables,
            self.views,
        )
        return inner + sum(map(len, kinds)) + sum(len(view.columns) for view in self.views.values())


def _keep(parts: dict[str, Any], stands: Any) -> None:
    for name in [name for name, part in parts.items() if not stands(part)]:
        del parts[name]


def _base(type_name: str) -> str:
    return type_name.removesuffix("[]")


def _user_type(type_name: str) -> bool:
    return type_name.startswith('"')
