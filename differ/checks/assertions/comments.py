"""`comment:` of everything that has one, and `column_comments:` of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.base import Assertion, AssertionKind
from differ.checks.forms import OptionalText, Value
from differ.checks.lookup import get, members
from differ.checks.named import SingleKind

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, State
    from differ.checks.findings import Finding
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_HOLDERS = ("tables", "views", "schemas", "functions", "enums", "policies", "triggers")


class Comment(SingleKind, name="comment", within=_HOLDERS, order=20):
    description = "The comment, or null for none."
    label = "comment"
    form = OptionalText()

    def found(self, owner: Owner, snapshot: Snapshot) -> Value:
        item = owner.kind.find(owner.path, snapshot)
        return None if item is None else item.comment


@dataclass(frozen=True, slots=True)
class ColumnComment(Assertion):
    """That a column of a table has this comment, or none."""

    table: Owner
    column: str
    comment: str | None

    def evaluate(self, state: State) -> Finding:
        column = get(state.snapshot, "column", (*self.table.path, self.column))
        expected = self.comment or "none"
        if column is None:
            reason = self.table.missing(state.snapshot) or f"{self.table.place.name}: column {self.column} is missing"
            return self.place.finding("fail", expected=expected, found="missing", reason=reason)
        holds = column.comment == self.comment
        return self.place.finding("hold" if holds else "fail", expected=expected, found=column.comment or "none")


class ColumnComments(AssertionKind, name="column_comments", within=("tables",), order=21):
    """A key of its own, so that `columns` can be read like a CREATE TABLE."""

    description = "Comments by column, or null for none."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        if owner is None:
            return
        for key, value in strict_yaml.mapping(node).entries:
            comment = None if value.value is None else strict_yaml.string(value)
            place = owner.place.under(f"comment of column {key.text}", key.where)
            yield ColumnComment(place, owner, key.text, comment)

    def json_schema(self) -> JsonSchema:
        values: JsonSchema = {"type": ["string", "null"]}
        return {"description": self.description, "type": "object", "additionalProperties": values}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        columns = members(snapshot, "column", owner.path) if owner else {}
        return {name: column.comment for name, column in columns.items() if column.comment is not None} or None
