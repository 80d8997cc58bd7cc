"""`primary_key:`, `unique:` and `foreign_keys:` of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from differ import strict_yaml
from differ.checks.base import Assertion, AssertionKind
from differ.checks.definitions import foreign_key_parts, index_parts, key_columns
from differ.checks.forms import Flag, Names, OneOf, QualifiedName, Value, read_name
from differ.checks.lookup import members
from differ.checks.named import TEXT, NamedKind, Property, SingleKind
from differ.errors import SchemaError
from differ.kinds.constraints import Constraint

if TYPE_CHECKING:
    from differ.checks.base import Context, JsonSchema, Owner, Path, State
    from differ.checks.findings import Finding
    from differ.checks.named import Expected
    from differ.model import Snapshot
    from differ.strict_yaml import Node

_ACTIONS = ("no action", "restrict", "cascade", "set null", "set default")
_SHORT = re.compile(
    rf"(?P<table>.+?)\s*\((?P<columns>[^()]*)\)(?P<rest>(?:\s+on\s+(?:update|delete)\s+(?:{'|'.join(_ACTIONS)}))*)",
    re.IGNORECASE,
)


def _constraints(snapshot: Snapshot, table: Path, type_letter: str) -> list[Constraint]:
    return [item for item in members(snapshot, "constraint", table).values() if item.type == type_letter]


class PrimaryKey(SingleKind, name="primary_key", within=("tables",), order=2):
    description = "The columns of the primary key in their order, or null for none."
    label = "primary key"
    form = Names()

    def found(self, owner: Owner, snapshot: Snapshot) -> Value:
        keys = _constraints(snapshot, owner.path, "p")
        return key_columns(keys[0].definition) if keys else ()

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        return super().scaffold(owner, snapshot, context) or None


@dataclass(frozen=True, slots=True)
class UniqueAssertion(Assertion):
    """That no two rows agree in these columns."""

    owner: Owner
    columns: tuple[str, ...]

    def evaluate(self, state: State) -> Finding:
        keys = _unique(state.snapshot, self.owner.path)
        expected = f"[{', '.join(self.columns)}] unique"
        if any(set(key) == set(self.columns) for key in keys):
            return self.place.finding("hold")
        found = ", ".join(f"[{', '.join(key)}]" for key in keys) or "no unique columns"
        missing = self.owner.missing(state.snapshot)
        return self.place.finding("fail", expected=expected, found="missing" if missing else found, reason=missing)


class Unique(AssertionKind, name="unique", within=("tables",), order=3):
    """Primary keys count as unique; so do unique indexes without a predicate."""

    description = "Lists of columns that are unique together, by a constraint or a unique index."

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        if owner is None:
            return
        for item in strict_yaml.sequence(node).items:
            columns = strict_yaml.strings(item)
            place = owner.place.under(f"unique [{', '.join(columns)}]", item.where)
            yield UniqueAssertion(place, owner, columns)

    def json_schema(self) -> JsonSchema:
        return {"description": self.description, "type": "array", "items": Names().json_schema}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        keys = _constraints(snapshot, owner.path, "u") if owner else []
        return [list(key_columns(key.definition)) for key in keys] or None


def _unique(snapshot: Snapshot, table: Path) -> list[tuple[str, ...]]:
    keys = [key_columns(item.definition) for letter in "pu" for item in _constraints(snapshot, table, letter)]
    parts = [index_parts(index.definition) for index in members(snapshot, "index", table).values()]
    return keys + [part.columns for part in parts if part.unique and part.predicate is None]


class ForeignKeys(NamedKind[Constraint], name="foreign_keys", within=("tables",), order=4):
    """The key of an entry is the columns, not the constraint's name, which rarely matters."""

    description = "Foreign keys by column (or `a, b`); the short form: `organizations(id) on delete cascade`."
    label = "foreign key"
    short_schema = TEXT
    properties = (
        Property("references", QualifiedName(), lambda key, _: ".".join(key.references)),
        Property("columns", Names(), lambda key, _: foreign_key_parts(key.definition).referenced),
        Property(
            "on_update", OneOf(*_ACTIONS), lambda key, _: foreign_key_parts(key.definition).on_update, "no action"
        ),
        Property(
            "on_delete", OneOf(*_ACTIONS), lambda key, _: foreign_key_parts(key.definition).on_delete, "no action"
        ),
        Property("validated", Flag(), lambda key, _: key.validated, True, always=True),
        Property("deferrable", Flag(), lambda key, _: key.deferrable, False),
        Property("initially_deferred", Flag(), lambda key, _: key.deferred, False),
    )

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, Constraint]:
        keys = reversed(_constraints(snapshot, owner, "f"))
        return {", ".join(foreign_key_parts(key.definition).columns): key for key in keys}

    def find_best(self, path: Path, expected: Iterable[Expected], state: State) -> Constraint | None:
        wanted = tuple(expected)
        keys = _constraints(state.snapshot, path[:-1], "f")
        same = [key for key in keys if ", ".join(foreign_key_parts(key.definition).columns) == path[-1]]
        for key in same:
            if all(w.property.form.same(w.value, w.property.found(key, state.snapshot), state.context) for w in wanted):
                return key
        return same[0] if same else None

    def path(self, name: str, where: str, owner: Owner | None, context: Context) -> Path:
        columns = ", ".join(part.strip() for part in name.split(","))
        return super().path(columns, where, owner, context)

    def short(self, node: Node) -> dict[str, Value]:
        text = " ".join(strict_yaml.string(node).split())
        match = _SHORT.fullmatch(text)
        if match is None:
            raise SchemaError(
                f'"{text}" is not a foreign key',
                remedy="Write it like organizations(id) on delete cascade.",
                where=node.where,
            )
        actions = dict(re.findall(rf"on (update|delete) ({'|'.join(_ACTIONS)})", match["rest"].lower()))
        return {
            "references": ".".join(read_name(match["table"], node.where)),
            "columns": tuple(part.strip() for part in match["columns"].split(",")),
            "on_update": actions.get("update", "no action"),
            "on_delete": actions.get("delete", "no action"),
            "validated": True,
            "deferrable": False,
            "initially_deferred": False,
        }

    def shortened(self, properties: dict[str, Any]) -> Any:
        if properties.keys() & {"validated", "deferrable", "initially_deferred"}:
            return properties
        text = f"{properties['references']}({', '.join(properties['columns'])})"
        text += f" on update {properties['on_update']}" if "on_update" in properties else ""
        return text + (f" on delete {properties['on_delete']}" if "on_delete" in properties else "")
