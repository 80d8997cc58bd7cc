"""`counts:` how many objects of a kind there are, or rows of a table or query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.assertions.seeds import RowCount, table_path
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.definitions import trigger_parts
from differ.checks.expectations import ANY_BOUND, BOUNDS_SCHEMA, Bounds, read_bounds
from differ.checks.forms import QualifiedName, expression_text
from differ.checks.running import Query
from differ.checks.statements import read_query
from differ.errors import SchemaError

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, Path, State
    from differ.checks.findings import Finding
    from differ.model import Object, Snapshot
    from differ.strict_yaml import Node


def _constraint(letter: str) -> Callable[[Any], bool]:
    return lambda item: item.ref.kind == "constraint" and item.type == letter


def _of_kind(*kinds: str) -> Callable[[Any], bool]:
    return lambda item: item.ref.kind in kinds


def _index(item: Any) -> bool:
    return item.ref.kind == "index" or (item.ref.kind == "constraint" and item.type in "pux")


_WHAT: dict[str, Callable[[Any], bool]] = {
    "tables": _of_kind("table"),
    "tables_with_row_security": lambda item: item.ref.kind == "table" and item.row_security,
    "views": _of_kind("view", "materialized view"),
    "columns": _of_kind("column"),
    "indexes": _index,
    "triggers": _of_kind("trigger"),
    "policies": _of_kind("policy"),
    "functions": _of_kind("function", "procedure"),
    "enums": _of_kind("enum"),
    "primary_keys": _constraint("p"),
    "foreign_keys": _constraint("f"),
    "unique_constraints": _constraint("u"),
    "checks": _constraint("c"),
}


@dataclass(frozen=True, slots=True)
class ObjectCount(Assertion):
    """That a schema or table has so many objects of a kind."""

    what: str
    schema: str
    table: Path | None
    function: str | None
    bounds: Bounds

    def evaluate(self, state: State) -> Finding:
        belongs = _WHAT[self.what]
        found = sum(belongs(item) and self._counts(item, state.context) for item in state.snapshot.objects.values())
        holds = self.bounds.allow(found)
        return self.place.finding("hold" if holds else "fail", expected=str(self.bounds), found=str(found))

    def _counts(self, item: Any, context: Context) -> bool:
        path = item.table if item.ref.kind == "index" else item.ref.path
        if self.table is not None and path[:2] != self.table:
            return False
        if self.function is not None:
            function = trigger_parts(item.definition).function
            if not QualifiedName().same(self.function, function, context):
                return False
        return bool(path[0] == self.schema)


@dataclass(frozen=True, slots=True)
class QueryCount(Assertion):
    """That a query gives so many rows."""

    sql: str
    bounds: Bounds

    def queries(self, snapshot: Snapshot, context: Context) -> Iterable[Query]:
        return (Query(self.sql),)

    def evaluate(self, state: State) -> Finding:
        result = state.results[Query(self.sql)]
        expected = f"{self.bounds} rows"
        if result.error:
            return self.place.finding("error", expected=expected, reason=result.error)
        found = len(result.rows)
        return self.place.finding("hold" if self.bounds.allow(found) else "fail", expected=expected, found=str(found))


class Counts(AssertionKind, name="counts", order=50):
    description = "Numbers of objects (`what`), of rows of a table (`rows_of`) or of a query's rows (`query`)."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        known = ["name", "what", "schema", "table", "function", "rows_of", "where", "query", *BOUNDS_SCHEMA]
        for item in strict_yaml.sequence(node).items:
            nodes = strict_yaml.fields(item, known=known)
            asked = [key for key in ("what", "rows_of", "query") if key in nodes]
            if len(asked) != 1:
                raise SchemaError("a count has exactly one of what, rows_of and query", where=item.where)
            allowed = {"what": {"schema", "table", "function"}, "rows_of": {"where"}, "query": set[str]()}[asked[0]]
            for key in nodes.keys() - allowed - {asked[0], "name", *BOUNDS_SCHEMA}:
                raise SchemaError(f"{key} does not go together with {asked[0]}", where=nodes[key].where)
            yield self._assertion(nodes, item.where, context)

    def _assertion(self, nodes: dict[str, Node], where: str, context: Context) -> Assertion:
        bounds = read_bounds(nodes, where)
        name = strict_yaml.string(nodes["name"]) if "name" in nodes else ""
        if "query" in nodes:
            return QueryCount(Place(self.name, name or "query", "", where), read_query(nodes["query"]), bounds)
        if "rows_of" in nodes:
            path = table_path(nodes["rows_of"], context)
            condition = expression_text(nodes["where"]) if "where" in nodes else None
            title = name or (f"rows where {condition}" if condition else "rows")
            return RowCount(Place(self.name, f"table {'.'.join(path)}", title, where), path, condition, bounds)
        what = strict_yaml.choice(nodes["what"], _WHAT)
        table = table_path(nodes["table"], context) if "table" in nodes else None
        schema = table[0] if table else strict_yaml.string(nodes["schema"]) if "schema" in nodes else context.schema
        if "function" in nodes and what != "triggers":
            raise SchemaError("only triggers are counted by function", where=nodes["function"].where)
        function = strict_yaml.string(nodes["function"]) if "function" in nodes else None
        place = Place(self.name, f"table {'.'.join(table)}" if table else f"schema {schema}", "", where)
        title = name or what.replace("_", " ") + (f" that call {function}" if function else "")
        return ObjectCount(place.under(title, where), what, schema, table, function, bounds)

    def json_schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string"}
        keys = dict.fromkeys(("name", "schema", "table", "function", "rows_of", "where", "query"), text)
        entry = {
            "type": "object",
            "properties": {"what": {"enum": list(_WHAT)}, **keys, **BOUNDS_SCHEMA},
            "additionalProperties": False,
            "anyOf": ANY_BOUND,
            "oneOf": [{"required": [key]} for key in ("what", "rows_of", "query")],
        }
        return {"description": self.description, "type": "array", "items": entry}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        """What shows an object that somebody added: numbers of tables, indexes, triggers and policies."""
        found = []
        for schema in context.schemas:
            named = {} if schema == context.schema else {"schema": schema}
            for what in ("tables", "indexes", "triggers", "policies"):
                count = sum(_WHAT[what](item) and _schema(item) == schema for item in snapshot.objects.values())
                found.append({"what": what, **named, "exactly": count})
        return found or None


def _schema(item: Object) -> str:
    return item.ref.path[0]
