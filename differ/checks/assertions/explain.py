"""`explain:` queries that must use an index, judged by what the planner would do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.actors import Actor, actor_schema, become, read_actor, read_users
from differ.checks.base import Assertion, AssertionKind, Place
from differ.checks.forms import read_name
from differ.checks.running import failed, limits, result_of
from differ.checks.statements import read_query
from differ.errors import SchemaError
from differ.together import send_together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from differ.checks.base import Context, JsonSchema, Owner, Path, State
    from differ.checks.findings import Finding
    from differ.strict_yaml import Node

SMALL = 100
"""A table of fewer pages than this (of 8 kB) is read whole whatever its indexes: what counts is that one would do."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan reads: tables from end to end, by schema and name, and indexes by name."""

    sequential: frozenset[Path]
    indexes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExplainAssertion(Assertion):
    """That a query's plan uses these indexes and reads none of these tables sequentially (None: no table at all)."""

    sql: str
    actor: Actor | None
    indexes: tuple[str, ...]
    tables: tuple[Path, ...] | None

    def evaluate(self, state: State) -> Finding:
        explain = f"explain (format json, verbose) {self.sql}"
        statements = [
            "begin read only",
            limits(state.seconds),
            _BIG_TABLES,
            become(self.actor),
            explain,
            "select pg_catalog.set_config('enable_seqscan', 'off', true)",
            explain,
            "rollback",
        ]
        done, error = send_together(state.connection, statements)
        if error is not None:
            state.connection.execute("rollback")
            return self.place.finding("error", reason=failed(error).error)
        big = {(str(schema), str(name)) for schema, name in result_of(done[2]).rows}
        usual, possible = (_read_plan(str(result_of(done[i]).rows[0][0])) for i in (4, 6))
        # Where a small table is read whole, the plan that has to avoid it says whether an index would do.
        plan = usual if usual.sequential & big else possible
        expected, found = self._wrong(plan)
        if not expected:
            return self.place.finding("hold")
        return self.place.finding("fail", expected=", ".join(expected), found=", ".join(found))

    def _wrong(self, plan: Plan) -> tuple[list[str], list[str]]:
        expected = [f"index {name}" for name in self.indexes if name not in plan.indexes]
        read = plan.sequential if self.tables is None else plan.sequential & set(self.tables)
        names = [".".join(path) for path in sorted(read)]
        expected += [f"no sequential scan of {name}" for name in names]
        found = [f"a sequential scan of {name}" for name in names]
        if plan.indexes and len(expected) > len(names):
            found.append(f"index {', '.join(sorted(plan.indexes))}")
        return expected, found or ["no index"]


_BIG_TABLES = (
    "select n.nspname, c.relname from pg_catalog.pg_class c "
    "join pg_catalog.pg_namespace n on n.oid = c.relnamespace "
    f"where c.relkind in ('r', 'm') and c.relpages >= {SMALL}"
)


class Explain(AssertionKind, name="explain", order=63):
    description = "Queries that have to use an index: their plans read no table, or none of these, sequentially."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        users = read_users(context)
        for item in strict_yaml.sequence(node).items:
            yield _read(item, users, context)

    def json_schema(self) -> JsonSchema:
        text: JsonSchema = {"type": "string"}
        texts: JsonSchema = {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}
        keys = {"name": text, "sql": text, "as": actor_schema(), "uses": texts, "no_sequential_scan": texts}
        entry = {
            "type": "object",
            "properties": keys,
            "required": ["name", "sql"],
            "additionalProperties": False,
        }
        return {"description": self.description, "type": "array", "items": entry}


def _read(node: Node, users: Mapping[str, Actor], context: Context) -> ExplainAssertion:
    nodes = strict_yaml.fields(node, known=["as", "uses", "no_sequential_scan"], required=["name", "sql"])
    sql = read_query(nodes["sql"])
    if sql.lstrip().lower().startswith(("explain", "show")):
        raise SchemaError("write the query alone, without EXPLAIN", where=nodes["sql"].where)
    indexes = strict_yaml.strings(nodes["uses"]) if "uses" in nodes else ()
    tables: tuple[Path, ...] | None = () if indexes else None
    if "no_sequential_scan" in nodes:
        where = nodes["no_sequential_scan"].where
        names = [read_name(name, where) for name in strict_yaml.strings(nodes["no_sequential_scan"])]
        tables = tuple(name if len(name) > 1 else (context.schema, *name) for name in names)
    return ExplainAssertion(
        Place("explain", strict_yaml.string(nodes["name"]), "", node.where),
        sql,
        read_actor(nodes["as"], users) if "as" in nodes else None,
        indexes,
        tables,
    )


def _read_plan(text: str) -> Plan:
    nodes = list(_nodes(json.loads(text)[0]["Plan"]))
    return Plan(
        frozenset((n.get("Schema", ""), n["Relation Name"]) for n in nodes if n["Node Type"] == "Seq Scan"),
        frozenset(n["Index Name"] for n in nodes if "Index Name" in n),
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", ()):
        yield from _nodes(inner)
