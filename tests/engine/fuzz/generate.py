"""Random schemas, and random changes to them, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from .model import Column, Function, Part, Schema, Table, View, quoted
from .recipes import RECIPES

_NAMES = ("users", "Order", "a b", 'q"t', "select", "naïve", "x.y", "t1", "t2", "t3", "items", "log", "e'f", "semi;--")
_COLUMNS = ("id", "name", "Total", "a b", "from", "état", "c1", "c2", "c3", "c4", "note", "when", 'd"q')
_TYPES = {
    "integer": ("0", "42", "(1 + 2)"),
    "bigint": ("0", "9"),
    "text": ("''", "'it''s'", "'a\\b'"),
    "character varying(20)": ("'x'", "'(A AND B)'"),
    "numeric(10,2)": ("0", "1.50"),
    "boolean": ("true", "false"),
    "timestamp with time zone": ("now()", "'2020-01-01 00:00:00+00'"),
    "date": ("current_date",),
    "jsonb": ("'{}'", "'[1, 2]'"),
    "uuid": ("gen_random_uuid()",),
    "text[]": ("'{}'", "array['a', 'b']"),
    "double precision": ("0",),
}
_COMMENTS = (None, None, "plain", 'it\'s; -- a "comment"', "line\nbreak \\ backslash", "日本語")
_GRANTS = (
    "select on {table} to alice",
    "insert, update on {table} to bob",
    "select on {table} to public",
    "all on {table} to carol with grant option",
)


class Generator:
    """Makes schemas and changes them; `chance` decides everything."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def schema(self) -> Schema:
        """A schema of a few objects of each kind."""
        schema = Schema()
        grow: list[tuple[Callable[[Schema], None], int]] = [
            (self.add_enum, 2),
            (self.add_domain, 1),
            (self.add_composite, 1),
            (self.add_sequence, 1),
            (self.add_function, 2),
            (self.add_table, 3),
            (self.add_view, 2),
        ]
        for add, most in grow:
            for _ in range(self.chance.randint(0, most)):
                add(schema)
        for _ in range(self.chance.randint(0, 3)):
            self.add_group(schema)
        if self.chance.random() < 0.4:
            self.add_group(schema, self.chance.choice([name for name in RECIPES if " tree" in name]))
        schema.repair()
        return schema

    def changed(self, schema: Schema) -> Schema:
        """Another schema, a few changes away."""
        other = schema.copy()
        for _ in range(self.chance.randint(1, 6)):
            self.chance.choice(self._changes())(other)
        other.repair()
        return other

    def _changes(self) -> list[Callable[[Schema], None]]:
        return [
            self.add_enum,
            self.add_domain,
            self.add_composite,
            self.add_sequence,
            self.add_function,
            self.add_table,
            self.add_view,
            self.drop_something,
            self.change_enum,
            self.change_function,
            self.change_view,
            self.add_group,
            *[self.change_group] * 8,
            *[self.change_table] * 6,
        ]

    def pick(self, names: tuple[str, ...], taken: set[str]) -> str | None:
        free = [name for name in names if name not in taken]
        return self.chance.choice(free) if free else None

    def _relations(self, schema: Schema) -> set[str]:
        taken = {*schema.tables, *schema.views, *schema.sequences, *schema.composites, *schema.enums, *schema.domains}
        return taken | {p for t in schema.tables.values() for p in t.partitions}

    def add_enum(self, schema: Schema) -> None:
        name = f"mood{self.chance.randint(1, 3)}"
        if name not in self._relations(schema):
            schema.enums[name] = self.chance.sample(["sad", "ok", "it's", "Happy", "d e"], self.chance.randint(1, 4))

    def change_enum(self, schema: Schema) -> None:
        for name in self._one(schema.enums):
            schema.enums[name] = self.chance.sample(["sad", "ok", "it's", "Happy", "d e"], self.chance.randint(2, 5))
            for table in schema.tables.values():
                for column in table.columns.values():
                    if column.type.startswith(quoted(name)):
                        column.default = None

    def add_domain(self, schema: Schema) -> None:
        name = f"dom{self.chance.randint(1, 3)}"
        if name not in self._relations(schema):
            base, check = self.chance.choice(
                [("integer", "value between 1 and 9 and value <> 4"), ("text", "value in ('a', 'b')"), ("text", None)]
            )
            schema.domains[name] = (base, check, self.chance.random() < 0.2)

    def add_composite(self, schema: Schema) -> None:
        name = f"pair{self.chance.randint(1, 3)}"
        if name not in self._relations(schema):
            types = [*_TYPES, *[quoted(enum) for enum in schema.enums]]
            count = self.chance.randint(1, 3)
            schema.composites[name] = [(f"a{i}", self.chance.choice(types)) for i in range(count)]

    def add_sequence(self, schema: Schema) -> None:
        name = f"seq{self.chance.randint(1, 3)}"
        if name not in self._relations(schema):
            schema.sequences[name] = self.chance.choice(
                ["", "increment by 2", "as smallint maxvalue 9", "cycle cache 5"]
            )

    def add_function(self, schema: Schema) -> None:
        name = f"f{self.chance.randint(1, 5)}"
        if name not in schema.functions:
            schema.functions[name] = self._function()

    def _function(self) -> Function:
        if self.chance.random() < 0.3:
            body = self.chance.choice(["begin return new; end", "begin return null; end"])
            return Function("", "trigger", body, "plpgsql", "volatile", self.chance.choice(_COMMENTS))
        kind = self.chance.choice(["integer", "text", "boolean"])
        body = {"integer": "select 1 + value", "text": "select value || 'x'", "boolean": "select not value"}[kind]
        returns = self.chance.choice([kind, kind, "text"])
        if returns != kind:
            body = "select value::text"
        volatility = self.chance.choice(["immutable", "immutable", "stable"])
        return Function(kind, returns, body, "sql", volatility, self.chance.choice(_COMMENTS))

    def change_function(self, schema: Schema) -> None:
        for name in self._one(schema.functions):
            old = schema.functions[name]
            if old.returns != "trigger":
                new = self._function()
                if new.returns != "trigger" and (new.argument, new.returns) == (old.argument, old.returns):
                    schema.functions[name] = new
            old.comment = self.chance.choice(_COMMENTS)

    def add_table(self, schema: Schema) -> None:
        name = self.pick(_NAMES, self._relations(schema))
        if name is None:
            return
        table = Table(comment=self.chance.choice(_COMMENTS))
        for _ in range(self.chance.randint(1, 6)):
            self._add_column(schema, table)
        table.row_security = self.chance.random() < 0.3
        table.unlogged = self.chance.random() < 0.1
        table.grants = self.chance.sample(_GRANTS, self.chance.randint(0, 2))
        table.owner = self.chance.choice([None, None, None, "alice"])
        schema.tables[name] = table
        for _ in range(self.chance.randint(0, 6)):
            self._add_part(schema, name, table)

    def _add_column(self, schema: Schema, table: Table) -> None:
        name = self.pick(_COLUMNS, set(table.columns))
        if name is not None:
            table.columns[name] = self._column(schema, table)

    def _column(self, schema: Schema, table: Table) -> Column:
        users = [quoted(n) for kind in (schema.enums, schema.domains, schema.composites) for n in kind]
        if users and self.chance.random() < 0.3:
            return Column(self.chance.choice(users) + self.chance.choice(["", "", "[]"]))
        integers = [n for n, c in table.columns.items() if c.type == "integer" and not c.generated]
        if integers and self.chance.random() < 0.15:
            used = self.chance.choice(integers)
            factor = self.chance.randint(2, 3)
            return Column("integer", generated=f"{quoted(used)} * {factor}", uses=[used])
        kind = self.chance.choice(list(_TYPES))
        if kind in ("integer", "bigint") and self.chance.random() < 0.2:
            return Column(kind, identity=self.chance.choice(["always", "by default"]))
        default = self.chance.choice([None, *_TYPES[kind]])
        return Column(kind, default, self.chance.random() < 0.3, comment=self.chance.choice(_COMMENTS))

    def _add_part(self, schema: Schema, name: str, table: Table) -> None:
        self.chance.choice([self._add_constraint, self._add_index, self._add_trigger, self._add_policy])(
            schema, name, table
        )

    def _plain(self, table: Table, *types: str) -> list[str]:
        return [n for n, c in table.columns.items() if c.type in (types or _TYPES) and c.type != "jsonb"]

    def _add_constraint(self, schema: Schema, name: str, table: Table) -> None:
        label = f"{name[:20]}_c{self.chance.randint(1, 4)}"
        plain = self._plain(table)
        if label in table.constraints or not plain:
            return
        one = self.chance.choice(plain)
        numbers = self._plain(table, "integer", "bigint")
        head = "alter table {table} add constraint {name} "
        made = self.chance.random()
        if made < 0.3 and not any("primary key" in p.sql for p in table.constraints.values()):
            table.constraints[label] = Part(f"{head}primary key ({quoted(one)})", [one])
            table.columns[one].not_null = True
        elif made < 0.5:
            option = self.chance.choice(["", " deferrable", " deferrable initially deferred"])
            table.constraints[label] = Part(f"{head}unique ({quoted(one)}){option}", [one])
        elif made < 0.8 and numbers:
            number = self.chance.choice(numbers)
            check = self.chance.choice(["{c} > 0", "{c} between 1 and 5 and {c} <> 3", "{c} in (1, 2) or {c} is null"])
            valid = self.chance.choice(["", "", " not valid"])
            table.constraints[label] = Part(f"{head}check ({check.format(c=quoted(number))}){valid}", [number])
        else:
            self._add_foreign_key(schema, label, table)

    def _add_foreign_key(self, schema: Schema, label: str, table: Table) -> None:
        for target, other in schema.tables.items():
            if other.unlogged != table.unlogged:  # foreign keys do not cross
                continue
            for key in other.constraints.values():
                if "primary key" not in key.sql or len(key.columns) != 1:
                    continue
                wanted = other.columns.get(key.columns[0])
                mine = [n for n, c in table.columns.items() if wanted and c.type == wanted.type and not c.generated]
                if mine:
                    action = self.chance.choice(["", " on delete cascade", " on update set null"])
                    table.constraints[label] = Part(
                        f"alter table {{table}} add constraint {{name}} foreign key ({quoted(mine[0])}) references "
                        f"{quoted(target).replace('{', '{{')} ({quoted(key.columns[0])}){action}",
                        [mine[0]],
                        [target],
                    )
                    return

    def _add_index(self, schema: Schema, name: str, table: Table) -> None:
        label = f"{name[:20]}_i{self.chance.randint(1, 4)}"
        plain = self._plain(table)
        if label in table.indexes or not plain:
            return
        chosen = self.chance.sample(plain, min(len(plain), self.chance.randint(1, 2)))
        columns = ", ".join(quoted(c) + self.chance.choice(["", " desc", " nulls first"]) for c in chosen)
        texts = self._plain(table, "text", "character varying(20)")
        where = ""
        if texts and self.chance.random() < 0.4:
            where = f" where {quoted(texts[0])} in ('a', 'b')"
            chosen.append(texts[0])
        unique = self.chance.choice(["", "", "unique "])
        options = self.chance.choice(["", "", " with (fillfactor=70)"])
        comment = self.chance.choice(_COMMENTS)
        sql = f"create {unique}index {{name}} on {{table}} ({columns}){options}{where}"
        table.indexes[label] = Part(sql, chosen, comment=comment)

    def _add_trigger(self, schema: Schema, name: str, table: Table) -> None:
        functions = [n for n, f in schema.functions.items() if f.returns == "trigger"]
        label = f"t{self.chance.randint(1, 3)}"
        if not functions or label in table.triggers:
            return
        function = self.chance.choice(functions)
        columns = [n for n, c in table.columns.items() if not c.generated]
        of = self.chance.sample(columns, 1) if columns and self.chance.random() < 0.4 else []
        event = f"update of {quoted(of[0])}" if of else self.chance.choice(["insert", "insert or update", "delete"])
        when = self.chance.choice(["before", "after"])
        sql = f"create trigger {{name}} {when} {event} on {{table}} for each row execute function {quoted(function)}()"
        table.triggers[label] = Part(sql, of, functions=[function], comment=self.chance.choice(_COMMENTS))

    def _add_policy(self, schema: Schema, name: str, table: Table) -> None:
        label = f"p{self.chance.randint(1, 3)}"
        plain = self._plain(table)
        if label in table.policies or not plain:
            return
        one = self.chance.choice(plain)
        command = self.chance.choice(["all", "select", "update", "delete"])
        role = self.chance.choice(["public", "alice", "alice, bob"])
        texts = self._plain(table, "text", "character varying(20)")
        using = f"{quoted(one)} is not null"
        columns = [one]
        if texts:
            using += f" and {quoted(texts[0])} in ('x', 'y')"
            columns.append(texts[0])
        kind = self.chance.choice(["", " as restrictive"])
        sql = f"create policy {{name}} on {{table}}{kind} for {command} to {role} using ({using})"
        table.policies[label] = Part(sql, columns, comment=self.chance.choice(_COMMENTS))

    def change_table(self, schema: Schema) -> None:
        for name in self._one(schema.tables):
            table = schema.tables[name]
            change = self.chance.randint(0, 9)
            if change <= 1:
                self._add_column(schema, table)
            elif change == 2 and len(table.columns) > 1:
                del table.columns[self.chance.choice(list(table.columns))]
            elif change in (3, 4):
                self._change_column(schema, table)
            elif change in (5, 6):
                self._add_part(schema, name, table)
            elif change == 7:
                parts = self.chance.choice([table.constraints, table.indexes, table.triggers, table.policies])
                for part in self._one(parts):
                    del parts[part]
            elif change == 8:
                table.comment = self.chance.choice(_COMMENTS)
                table.grants = self.chance.sample(_GRANTS, self.chance.randint(0, 2))
                table.owner = self.chance.choice([None, "alice", "bob"])
            else:
                table.row_security = not table.row_security
                table.unlogged = table.unlogged if schema.is_referenced(name) else not table.unlogged
                table.options = self.chance.choice([None, "fillfactor=80"])

    def _change_column(self, schema: Schema, table: Table) -> None:
        for name in self._one(table.columns):
            column = table.columns[name]
            column.comment = self.chance.choice(_COMMENTS)
            if column.identity or column.generated or self._is_key(table, name):
                continue
            if self.chance.random() < 0.5 and column.type in _TYPES:
                column.default = self.chance.choice([None, *_TYPES[column.type]])
                column.not_null = not column.not_null
            elif not any(name in c.uses for c in table.columns.values()):
                table.columns[name] = self._column(schema, Table())
                self._forget(table, name)

    def _is_key(self, table: Table, name: str) -> bool:
        keys = ("primary key", "references", "unique")
        return any(name in p.columns and any(k in p.sql for k in keys) for p in table.constraints.values())

    def _forget(self, table: Table, name: str) -> None:
        """A column of another type takes along what was said about it."""
        for parts in (table.constraints, table.indexes, table.policies):
            for part in [n for n, p in parts.items() if name in p.columns]:
                if self.chance.random() < 0.5 or table.columns[name].type not in ("text", "character varying(20)"):
                    del parts[part]

    def add_view(self, schema: Schema) -> None:
        name = f"v{self.chance.randint(1, 6)}"
        bases = [*schema.tables, *[n for n, v in schema.views.items() if not v.materialized]]
        if name in self._relations(schema) or not bases:
            return
        base = self.chance.choice(bases)
        columns = list(schema.tables[base].columns) if base in schema.tables else schema.views[base].columns
        chosen = self.chance.sample(columns, self.chance.randint(1, len(columns)))
        schema.views[name] = View(
            base,
            chosen,
            options=self.chance.choice([None, "security_invoker=true", "security_barrier=true"]),
            materialized=self.chance.random() < 0.2,
            comment=self.chance.choice(_COMMENTS),
            grants=self.chance.sample(_GRANTS[:3], self.chance.randint(0, 1)),
        )

    def change_view(self, schema: Schema) -> None:
        for name in self._one(schema.views):
            view = schema.views[name]
            if self.chance.random() < 0.5:
                view.comment = self.chance.choice(_COMMENTS)
                view.options = self.chance.choice([None, "security_invoker=true", "security_barrier=true"])
            elif len(view.columns) > 1:
                self.chance.shuffle(view.columns)

    def drop_something(self, schema: Schema) -> None:
        kinds = [schema.enums, schema.domains, schema.composites, schema.sequences, schema.functions]
        things = self.chance.choice([*kinds, schema.tables, schema.views, schema.groups])
        for name in self._one(things):
            del things[name]  # type: ignore[attr-defined]

    def add_group(self, schema: Schema, name: str | None = None) -> None:
        name = name or self.chance.choice(list(RECIPES))
        if name not in schema.groups:
            choices = RECIPES[name].choices
            schema.groups[name] = {one: self.chance.randrange(len(texts)) for one, texts in choices.items()}

    def change_group(self, schema: Schema) -> None:
        for name in self._one(schema.groups):
            choices = RECIPES[name].choices
            most = min(max(3, len(choices) // 5), len(choices))  # of a tree many may change along with each other
            for one in self.chance.sample(list(choices), self.chance.randint(1, most)):
                schema.groups[name][one] = self.chance.randrange(len(choices[one]))

    def _one(self, things: object) -> list[str]:
        assert isinstance(things, dict)
        return [self.chance.choice(list(things))] if things else []


def pair(seed: int) -> tuple[Schema, Schema]:
    """Two schemas, the second some changes away from the first, or made anew for every eighth seed."""
    generator = Generator(seed)
    first = generator.schema()
    second = generator.schema() if seed % 8 == 0 else generator.changed(first)
    return first, second
