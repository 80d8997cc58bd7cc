"""Four tables that inherit from each other as chosen, with what each of them says of the columns that they share.

What a choice says of a column, parent or key that is not there is left out, so that any choices load together: a
column has one type and one expression in the whole tree, and each table says for itself whether it has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .recipe import Choices, Recipe

_PARENTS = {
    "a": ("", "", "", "gone"),
    "b": ("", "a", "a", "gone"),
    "c": ("", "a", "b", "a b", "b a", "gone"),
    "d": ("", "a", "b", "c", "a b", "b c", "c a", "c b", "gone"),
}
_COLUMNS = ("x", "y", "z", "g")
_SAID = ("", "", "", "", " ", " not null", " default 1", " default 1 not null")
_OF_TABLE = {
    **dict.fromkeys(_COLUMNS[:3], _SAID),
    "g": ("", "", " "),
    "check": ("", "", "", "no inherit", " ", "not valid"),
    "set": ("", "", "", "not null", "default '2'", "statistics 9", "storage external", "comment"),
    "key": ("", "", "", "primary key (x)", "unique (y)", "foreign key (y) references {name}_keys (y)"),
    "index": ("", "", "", "x", "y, z", "g"),
    "view": ("", "", "", "x", "y, z", "g"),
}
_OF_TREE = {
    **{f"type of {column}": ("integer", "bigint", "text") for column in _COLUMNS[:3]},
    "g": ("", " generated always as (length(x::text)) stored", " generated always as (length(y::text) + 1) stored"),
    "check": ("x is not null", "y <> '7'", "x <> '8'", "g <> 9"),
    "identity": ("", "", "", "a", "b", "c", "d"),
    "points at": ("", "", "a", "b", "c", "d"),
}


@dataclass(frozen=True)
class InheritanceTree(Recipe):
    """The SQL of a tree: tables first, then what takes a command of its own.

    With rows it says nothing that rows without a value in a new column would not bear.
    """

    rows: bool = False

    def text(self, chosen: Choices) -> str:
        """The statements, without a final semicolon."""
        said = {name: options[chosen.get(name, 0) % len(options)] for name, options in self.choices.items()}
        if self.rows:
            plainer = {
                "not null": "",
                " not null": " ",
                " default 1 not null": " default 1",
                "primary key (x)": "unique (y)",
                "x is not null": "y <> '7'",
            }
            said = {name: plainer.get(text, text) for name, text in said.items()} | {"identity": ""}
        return ";\n".join(_Tree(said, self.rows).statements())


class _Tree:
    """What is chosen, and what the tables have of that."""

    def __init__(self, said: dict[str, str], rows: bool) -> None:
        self.said = said
        self.rows = rows
        self.name = "stem" if rows else "tree"
        self.tables = [table for table in _PARENTS if said[f"parents of {table}"] != "gone"]
        self.parents: dict[str, list[str]] = {}
        self.columns: dict[str, list[str]] = {}
        self.checked: set[str] = set()
        for table in self.tables:
            self.parents[table] = [one for one in said[f"parents of {table}"].split() if one in self.tables]
            given = {column for parent in self.parents[table] for column in self.columns[parent]}
            has = {column for column in _COLUMNS if column in given or said[f"{table}: {column}"]}
            if self._read_by_g() not in has:
                has -= {"g"} - given
            self.columns[table] = [column for column in _COLUMNS if column in has]

    def _read_by_g(self) -> str:
        return next((column for column in "xy" if f"({column}:" in self.said["g"]), "g")

    def _type(self, column: str) -> str:
        return f"integer{self.said['g']}" if column == "g" else self.said[f"type of {column}"]

    def statements(self) -> Iterator[str]:
        """The tables, and what takes a command of its own."""
        yield f"create table {self.name}_keys (y {self._type('y')} primary key)"
        yield f"insert into {self.name}_keys values ('1'), ('2')"
        for table in self.tables:
            yield self._table(table)
        for table in self.tables:
            yield from self._later(table)
        target = self.said["points at"]
        if self.said.get(f"{target}: key", "").startswith("unique") and "y" in self.columns.get(target, ()):
            yield f"create table {self.name}_points (y {self._type('y')} references {self.name}_{target} (y))"

    def _table(self, table: str) -> str:
        said, parents = self.said, self.parents[table]
        own = [column for column in self.columns[table] if said[f"{table}: {column}"]]
        given = {column for parent in parents for column in self.columns[parent]}
        kinds = {column: self._type(column) for column in own}
        if "g" in given & kinds.keys():  # before PostgreSQL 16 the expression is the parent's to say
            kinds["g"] = "integer"
        clauses = [f"{column} {kind}{said[f'{table}: {column}'].rstrip()}" for column, kind in kinds.items()]
        if self._is_identity(table):
            clauses[0] = f"x {self._type('x')} generated by default as identity"
        check = said[f"{table}: check"]
        checked = any(parent in self.checked for parent in parents)
        if check and check != "not valid" and self._can_check(table) and not (check == "no inherit" and checked):
            clauses.append(f"constraint {self.name}_check check ({said['check']}) {check}".rstrip())
        if checked or (check and check != "no inherit" and self._can_check(table)):
            self.checked.add(table)
        inherits = f" inherits ({', '.join(f'{self.name}_{parent}' for parent in parents)})" if parents else ""
        return f"create table {self.name}_{table} ({', '.join(clauses)}){inherits}"

    def _can_check(self, table: str) -> bool:
        return self.said["check"][0] in self.columns[table]

    def _is_identity(self, table: str) -> bool:
        """Whether the table says so of a column that no parent has; a default of theirs would forbid it."""
        return bool(self.said[f"{table}: x"]) and self._can_be_identity(table) and not self._is_given_x(table)

    def _becomes_identity(self, table: str) -> bool:
        """Whether that is said later of a column that a parent has, without the default that came with it."""
        return self._can_be_identity(table) and self._is_given_x(table)

    def _can_be_identity(self, table: str) -> bool:
        return table == self.said["identity"] and self._type("x") != "text" and "x" in self.columns[table]

    def _is_given_x(self, table: str) -> bool:
        return any("x" in self.columns[parent] for parent in self.parents[table])

    def _later(self, table: str) -> Iterator[str]:
        name, has = f"{self.name}_{table}", self.columns[table]
        said = {one: self.said[f"{table}: {one}"] for one in _OF_TABLE}
        if said["check"] == "not valid" and self._can_check(table):
            yield f"alter table {name} add constraint {self.name}_check check ({self.said['check']}) not valid"
        yield from self._settings(table, said["set"])
        if self._becomes_identity(table):
            yield f"alter table only {name} alter x drop default"
            yield f"alter table {name} alter x set not null"
            yield f"alter table only {name} alter x add generated by default as identity"
        if said["key"] and said["key"][said["key"].index("(") + 1] in has:
            yield f"alter table {name} add {said['key'].format(name=self.name)}"
        for kind in ("index", "view"):
            columns = ", ".join(column for column in said[kind].split(", ") if column in has)
            if columns and kind == "index":
                yield f"create index {name}_i on {name} ({columns})"
            elif columns:
                yield f"create view {name}_v as select {columns} from {name}"
        filled = [column for column in has if column != "g" or not self.said["g"]]
        if filled and self.rows:
            values = ", ".join("'1'" for _ in filled)
            yield f"insert into {name} ({', '.join(filled)}) values ({values})"

    def _settings(self, table: str, setting: str) -> Iterator[str]:
        """What is said of y or z of one table alone, whatever its parents say."""
        column = next((one for one in "zy" if one in self.columns[table]), None)
        if not setting or column is None or (setting.startswith("storage") and self._type(column) != "text"):
            return
        # CREATE TABLE takes no two defaults of parents, and no two storages: not even a dump of such tables loads.
        if setting.startswith("default") and any(table in one and len(one) > 1 for one in self.parents.values()):
            return
        if setting.startswith("storage") and any(len(one) > 1 for one in self.parents.values()):
            return
        if setting == "comment":
            yield f"comment on column {self.name}_{table}.{column} is 'said of {table}'"
        else:
            only = "only " if setting.startswith("default") else ""
            yield f"alter table {only}{self.name}_{table} alter {column} set {setting}"


_CHOICES = {
    **_OF_TREE,
    **{f"parents of {table}": parents for table, parents in _PARENTS.items()},
    **{f"{table}: {name}": texts for table in _PARENTS for name, texts in _OF_TABLE.items()},
}
INHERITANCE_TREES: dict[str, Recipe] = {
    "inheritance tree": InheritanceTree("", _CHOICES),
    "inheritance tree with rows": InheritanceTree("", _CHOICES, rows=True),
}
