"""A partitioned table with up to five tables that are its partitions, those of one of these, or none, as chosen.

Each is made by itself or as a partition, with its columns in an order of its own, and says more of them than the root.
"""

from __future__ import annotations

from collections.abc import Iterator

from .recipe import Choices, Recipe

_BOUNDS = {
    "p": ("in (1)", "in (1, 11)", "in (1, 21)"),
    "q": ("in (2)", "in (2, 12)", "default"),
    "r": ("in (3)", "in (3, 13, null)"),
}
_BELOW = {
    "s": ("from (minvalue) to (5)", "from (3) to (5)", "from (1) to (5)"),
    "t": ("from (5) to (maxvalue)", "from (5) to (20)", "default"),
}
_WAYS = ("born", "attached", "attached", "apart", "gone")
_ORDERS = ("k, x, y, z", "z, y, x, k", "y, k, z, x")
_KEYS = ("primary key (k)", "unique (k, x)")
_OF_TABLE = {
    "way": _WAYS,
    "order": _ORDERS,
    "column": ("", "", "", "x set not null", "x set default 3", "y set default 4", "z set statistics 9"),
    "check": ("", "", " "),
    "index": ("", "", "(x)", "(x, y)", "(y)"),
    "key": ("", "", " "),
    "foreign": ("", "", "", " "),
}
_OF_TREE = {
    **{f"type of {column}": ("integer", "bigint", "text") for column in "xyz"},
    "x": ("", " not null", " default 1"),
    "y": ("", " not null default 2"),
    "z": ("", " generated always as (k + 1) stored"),
    "check": ("", " ", "not valid"),
    "condition": ("x <> '7'", "y is not null"),
    "index": ("", "(x)", "(x, y)", "only (x)"),
    "key": ("", *_KEYS),
    "foreign": ("", "", " ", "on delete cascade"),
    "points": ("", "", " "),
}


class PartitionTree(Recipe):
    """The SQL of a tree: each table with what it has by itself, then what the root brings."""

    def text(self, chosen: Choices) -> str:
        """The statements, without a final semicolon."""
        said = {name: options[chosen.get(name, 0) % len(options)] for name, options in self.choices.items()}
        return ";\n".join(_Tree(said).statements())


class _Tree:
    """What is chosen, and which tables have partitions."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        self.parents = {**dict.fromkeys(_BOUNDS, "root"), **dict.fromkeys(_BELOW, "r")}
        parted = said["parted"] and self._is("r", *_WAYS[:3])
        self.keys = {"root": "by list (k)", **({"r": "by range (k)"} if parted else {})}

    def _is(self, table: str, *ways: str) -> bool:
        return self.said[f"{table}: way"] in ways

    def statements(self) -> Iterator[str]:
        """The tables, each after its parent, and what takes a command of its own; what is below comes first to that."""
        yield f"create table limb_keys (x {self.said['type of x']} primary key)"
        yield "insert into limb_keys values ('1')"
        yield self._table("root", _ORDERS[0])
        there = [table for table in self.parents if not self._is(table, "gone")]
        for table in there:
            yield self._table(table, self.said[f"{table}: order"])
        for table in reversed(there):
            yield from self._own(table)
            if self._parent(table) and not self._is(table, "born"):
                yield f"alter table limb_{self._parent(table)} attach partition limb_{table} {self._bound(table)}"
        yield from self._later("root", self.said["index"], self.said["key"], self.said["foreign"])
        if self.said["points"] and self.said["key"].endswith("(k)"):
            yield "create table limb_points (k integer references limb_root)"
        if self._is("p", "born", "attached"):
            yield "insert into limb_p (k, x, y) values (1, '1', '1')"

    def _parent(self, table: str) -> str:
        """The table that it is a partition of, if any."""
        parent = self.parents.get(table, "")
        return parent if parent in self.keys and self._is(table, *_WAYS[:3]) else ""

    def _bound(self, table: str) -> str:
        bound = self.said[f"{table}: bound"]
        return bound if bound == "default" else f"for values {bound}"

    def _table(self, table: str, order: str) -> str:
        key = f" partition {self.keys[table]}" if table in self.keys else ""
        if self._parent(table) and self._is(table, "born"):
            return f"create table limb_{table} partition of limb_{self._parent(table)} {self._bound(table)}{key}"
        clauses = [self._column(column) for column in order.split(", ")]
        if self.said["check"] == " ":
            clauses.append(f"constraint limb_check check ({self.said['condition']})")
        return f"create table limb_{table} ({', '.join(clauses)}){key}"

    def _own(self, table: str) -> Iterator[str]:
        said = {name: self.said[f"{table}: {name}"] for name in _OF_TABLE}
        if said["column"]:
            yield f"alter table limb_{table} alter {said['column']}"
        if said["check"]:
            yield f"alter table limb_{table} add constraint limb_{table}_c check (x is not null)"
        key = (self.said["key"] or _KEYS[0]) if said["key"] else ""
        yield from self._later(table, said["index"], key, said["foreign"])

    def _column(self, column: str) -> str:
        if column == "k":
            return "k integer"
        kind = "integer" if column == "z" and self.said["z"] else self.said[f"type of {column}"]
        return f"{column} {kind}{self.said[column]}"

    def _later(self, table: str, index: str, key: str, foreign: str) -> Iterator[str]:
        name = f"limb_{table}"
        if table == "root" and self.said["check"] == "not valid":
            yield f"alter table {name} add constraint limb_check check ({self.said['condition']}) not valid"
        if index:
            only = "only " if index.startswith("only ") else ""
            yield f"create index {name}_i on {only}{name} {index.removeprefix(only)}"
        if key:
            yield f"alter table {name} add constraint {name}_k {key}"
        if foreign:
            yield f"alter table {name} add constraint {name}_f foreign key (x) references limb_keys {foreign}".rstrip()


PARTITION_TREES: dict[str, Recipe] = {
    "partition tree": PartitionTree(
        "",
        {
            **_OF_TREE,
            "parted": ("", " "),
            **{f"{table}: bound": bounds for table, bounds in (_BOUNDS | _BELOW).items()},
            **{f"{table}: {name}": texts for table in (*_BOUNDS, *_BELOW) for name, texts in _OF_TABLE.items()},
        },
    )
}
