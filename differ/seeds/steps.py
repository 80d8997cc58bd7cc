"""Changed rows → SQL that people can read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from differ.errors import SchemaError
from differ.kinds.columns import Column
from differ.kinds.defaults import Default
from differ.model import Action, Ref, Snapshot, Step
from differ.seeds.order import Aside, held, in_the_way, ordered, put
from differ.sql import ident, idents, literal, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from differ.seeds.values import Row, RowUpdate, SeedChange, UniqueKey

_INTEGERS = ("smallint", "integer", "bigint")
_NUMBERS = re.compile(r"(?:smallint|integer|bigint|real|double precision|numeric(?:\([\d,-]+\))?)\Z")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")


def seed_steps(changes: Sequence[SeedChange], desired: Snapshot) -> list[Step]:
    """The steps that change the rows, to run after all others and in their transaction.

    Inserts are one statement a table, updates one a row, deletes one a table. Raises SchemaError where rows need
    each other so that no order holds their keys.
    """
    tables = [_Table(change, desired) for change in changes]
    order = ordered(changes, lambda aside: tables[aside.holders.change].can_step_aside(aside))
    steps = [step for aside in order.aside for step in tables[aside.holders.change].step_aside(aside)]
    for part in order.parts:
        table = tables[part.change]
        if part.operation == "insert":
            steps += table.inserts()
        elif part.operation == "update":
            steps += table.updates()
        else:
            steps.append(table.delete())
    if order.deferred:
        sql = f"SET CONSTRAINTS {', '.join(order.deferred)} DEFERRED"
        steps.insert(0, Step(sql=sql, ref=steps[0].ref, name=steps[0].name, action="alter"))
    return steps


class _Table:
    """Writes the statements of one table."""

    def __init__(self, change: SeedChange, desired: Snapshot) -> None:
        self.change = change
        self.desired = desired
        self.name = qualified(*change.table)

    def inserts(self) -> list[Step]:
        names = list(dict.fromkeys(name for row in self.change.inserts for name in row))
        rows = [
            f"    ({', '.join(self._value(name, row[name]) if name in row else 'DEFAULT' for name in names)})"
            for row in self.change.inserts
        ]
        always = any(self._column(name).identity == "a" for name in names)
        overriding = "OVERRIDING SYSTEM VALUE " if always else ""
        # No ON CONFLICT: a row that came after the plan was made is nobody's to overwrite unseen; the script stops.
        sql = f"INSERT INTO {self.name} ({idents(names)})\n{overriding}VALUES\n" + ",\n".join(rows)
        return [
            self._step(sql, "create"),
            *(self._step(self._advance(name), "alter") for name in self._numbered(names)),
        ]

    def updates(self) -> list[Step]:
        steps = []
        waiting = list(self.change.updates)
        exchanged = [
            unique
            for unique in self.change.keys.unique
            if not unique.deferrable and put(waiting, unique.columns) & held(waiting, unique.columns)
        ]
        while waiting:
            free = next((i for i, update in enumerate(waiting) if not _collides(update, waiting, exchanged)), None)
            if free is not None:
                steps.append(self._update(waiting.pop(free)))
                continue
            # Each waits for a value that another one holds: the first that can lets go of its own.
            parked = next(self._could_park(waiting, exchanged), None)
            if parked is None:
                raise self._no_way(exchanged)
            i, name = parked
            steps.append(self._park(waiting[i].before, name))
            waiting[i] = replace(waiting[i], before={**waiting[i].before, name: None})
        return steps

    def _could_park(self, waiting: list[RowUpdate], unique: list[UniqueKey]) -> Iterator[tuple[int, str]]:
        for i, update in enumerate(waiting):
            for key in unique:
                if held((update,), key.columns) & put(waiting, key.columns):
                    name = self._parking(update.before, key, update)
                    if name is not None:
                        yield i, name

    def can_step_aside(self, aside: Aside) -> bool:
        return all(self._parking(row, aside.unique, self._update_of(row)) for row in in_the_way(self.change, aside))

    def step_aside(self, aside: Aside) -> list[Step]:
        """Rows let go of a unique value, to be changed or deleted later."""
        steps = []
        for row in in_the_way(self.change, aside):
            name = self._parking(row, aside.unique, self._update_of(row))
            if name is not None:
                steps.append(self._park(row, name))
                self._set_null(row, name)
        return steps

    def delete(self) -> Step:
        change = self.change
        listed = [row for row in change.deletes if all(row[name] is not None for name in change.key)]
        conditions = [self._key(row) for row in change.deletes if row not in listed]
        if listed:
            items = [", ".join(self._key_value(name, row[name]) for name in change.key) for row in listed]
            if len(change.key) > 1:
                items = [f"({item})" for item in items]
            key = idents(change.key) if len(change.key) == 1 else f"({idents(change.key)})"
            separator = ",\n    " if len(items) > 1 else ""
            body = f"\n    {separator.join(items)}\n" if separator else items[0]
            conditions.insert(0, f"{key} IN ({body})" if separator or len(change.key) > 1 else f"{key} = {body}")
        where = " OR ".join(conditions)
        if change.scope is not None:
            # A row that has left the scope since is no longer ours.
            where = f"({where})\n  AND (\n    {change.scope}\n  )"
        loses = f"{len(change.deletes)} row{'s' if len(change.deletes) != 1 else ''} of table {change.name}"
        if change.assumed:
            loses += f" that nobody can tell from others while the table has no column {', '.join(change.assumed)}"
        if change.keys.cascades:
            loses += f", with what refers to them in {', '.join(change.keys.cascades)}"
        return self._step(f"DELETE FROM {self.name}\nWHERE {where}", "drop", loses)

    def _update(self, update: RowUpdate) -> Step:
        values = [f"{ident(name)} = {self._value(name, new)}" for name, (_, new) in update.columns.items()]
        return self._step(f"UPDATE {self.name}\nSET {', '.join(values)}\nWHERE {self._key(update.key)}", "alter")

    def _update_of(self, row: Row) -> RowUpdate | None:
        return next((update for update in self.change.updates if update.before is row), None)

    def _parking(self, row: Row, unique: UniqueKey, update: RowUpdate | None) -> str | None:
        """The column through which a live row can let go of a unique value; its update, if any, sets it again."""
        for name in unique.columns:
            column = self._column(name)
            free = (update is None or name in update.columns) and name not in self.change.key
            if free and row[name] is not None and (not column.not_null or column.type in _INTEGERS):
                return name
        return None

    def _park(self, row: Row, name: str) -> Step:
        quoted, value = ident(name), "NULL"
        if self._column(name).not_null:
            rows = (*self.change.inserts, *(update.after for update in self.change.updates))
            wanted = [int(text) for other in rows if (text := other.get(name)) is not None]
            value = f"(SELECT greatest(max({quoted}), {max(wanted, default=0)}) + 1 FROM {self.name})"
        return self._step(f"UPDATE {self.name}\nSET {quoted} = {value}\nWHERE {self._key(row)}", "alter")

    def _set_null(self, row: Row, name: str) -> None:
        """From here on the row holds nothing in the column that another one could take."""
        parked = {**row, name: None}
        updates = tuple(replace(u, before=parked) if u.before is row else u for u in self.change.updates)
        deletes = tuple(parked if deleted is row else deleted for deleted in self.change.deletes)
        self.change = replace(self.change, updates=updates, deletes=deletes)

    def _no_way(self, unique: list[UniqueKey]) -> SchemaError:
        names = ", ".join(key.name for key in unique)
        return SchemaError(
            f"rows of {self.change.name} exchange values that {names} keeps unique, and no value stands in for them",
            remedy="Make the constraint DEFERRABLE in the schema, or change the rows in two steps.",
            where=self.change.where,
        )

    def _numbered(self, names: list[str]) -> list[str]:
        """Columns whose sequence has to go on behind the inserted values."""
        found = []
        for name in names:
            column = self._column(name)
            default = self.desired.objects.get(Ref("default", column.ref.path))
            serial = isinstance(default, Default) and default.expression.startswith("nextval(")
            descending = (column.identity_options or ("", "", ""))[2].startswith("-")
            if column.type in _INTEGERS and (serial or column.identity) and not descending:
                found.append(name)
        return found

    def _advance(self, name: str) -> str:
        sequence = f"pg_get_serial_sequence({literal(self.name).lstrip()}, {literal(name).lstrip()})"
        largest = f"max({ident(name)})"
        return (
            f"SELECT setval({sequence}, {largest})\nFROM {self.name}\n"
            f"HAVING {largest} > coalesce(pg_sequence_last_value({sequence}::regclass), 0)"
        )

    def _key(self, row: Row) -> str:
        return " AND ".join(
            f"{ident(name)} IS NULL" if row[name] is None else f"{ident(name)} = {self._key_value(name, row[name])}"
            for name in self.change.key
        )

    def _key_value(self, name: str, text: str | None) -> str:
        # Only with its type named is a text compared as a composite value.
        type_name = self._column(name).type
        return self._value(name, text) + (f"::{type_name}" if "." in type_name else "")

    def _value(self, name: str, text: str | None) -> str:
        if text is None:
            return "NULL"
        type_name = self._column(name).type
        if type_name == "boolean" or (_NUMBERS.match(type_name) and _PLAIN_NUMBER.match(text)):
            return text
        return literal(text).lstrip()

    def _column(self, name: str) -> Column:
        column = self.desired.objects[Ref("column", (*self.change.table, name))]
        assert isinstance(column, Column)
        return column

    def _step(self, sql: str, action: Action, loses: str | None = None) -> Step:
        return Step(sql=sql, ref=Ref("seed", self.change.table), name=self.name, action=action, loses=loses)


def _collides(update: RowUpdate, waiting: list[RowUpdate], unique: list[UniqueKey]) -> bool:
    """Whether a row that waits still holds a value that this update takes."""
    others = [other for other in waiting if other is not update]
    return any(put((update,), key.columns) & held(others, key.columns) for key in unique)
