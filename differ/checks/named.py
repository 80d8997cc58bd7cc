"""Kinds of assertions about objects that have names: a mapping from names to what is said of each.

Each entry is a mapping of properties, of which only those that it names are compared; or a short form, which says
everything; or null, for an object that has to exist; or the word `absent`. A list of names is a mapping to nulls.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import EllipsisType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from differ import strict_yaml
from differ.checks.base import (
    Assertion,
    AssertionKind,
    Context,
    JsonSchema,
    Owner,
    OwnerKind,
    Path,
    Place,
    State,
    kinds_within,
)
from differ.checks.forms import Form, Value, read_name, write_name
from differ.errors import SchemaError
from differ.model import Object

if TYPE_CHECKING:
    from differ.checks.findings import Finding
    from differ.model import Snapshot
    from differ.strict_yaml import Node

T = TypeVar("T", bound=Object)
ABSENT = "absent"
TEXT: JsonSchema = {"type": "string"}
TEXTS: JsonSchema = {"type": "array", "items": TEXT}


@dataclass(frozen=True, slots=True)
class Property(Generic[T]):
    """One property of the objects of a kind; a scaffold leaves it out where it has its `usual` value.

    With `always` it is also compared, with its usual value, where a mapping names other properties only: for what
    makes an object not do its work.
    """

    name: str
    form: Form
    found: Callable[[T, Snapshot], Value]
    usual: Value | EllipsisType = ...
    always: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """A property's expected value and where it is written."""

    property: Property[Any]
    value: Value
    where: str


@dataclass(frozen=True, slots=True)
class ObjectAssertion(Assertion):
    """That an object exists with these properties, or that it does not."""

    kind: NamedKind[Any]
    path: Path
    owner: Owner | None
    expected: tuple[Expected, ...]
    absent: bool

    def evaluate(self, state: State) -> Finding:
        found = self.kind.find_best(self.path, self.expected, state)
        if self.absent:
            return self.place.finding("hold" if found is None else "fail", expected="absent", found=_existence(found))
        if found is None:
            reason = self.owner.missing(state.snapshot) if self.owner else None
            near = get_close_matches(self.path[-1], self._others(state), n=1, cutoff=0.7)
            hint = f", but there is {near[0]}" if near else ""
            return self.place.finding("fail", expected="exists", found=f"missing{hint}", reason=reason)
        return compared(self.place, self.expected, found, state)

    def _others(self, state: State) -> list[str]:
        """Names of objects beside it that the file says nothing about: it may have been renamed."""
        owner = self.path[:-1]
        names = self.kind.objects(owner, state.snapshot)
        return [name for name in names if (self.kind, (*owner, name)) not in state.asserted]


def compared(place: Place, expected: Iterable[Expected], found: Object, state: State) -> Finding:
    """The finding of comparing properties; it stands where the first one that differs is written."""
    wrong: list[tuple[str, str, str]] = []
    for item in expected:
        value = item.property.found(found, state.snapshot)
        form, name = item.property.form, item.property.name
        if not form.same(item.value, value, state.context):
            shown = form.show(item.value, state.context), form.show(value, state.context)
            wrong.append((f"{name} {shown[0]}", f"{name} {shown[1]}", item.where))
    if not wrong:
        return place.finding("hold")
    expected_text, found_text, places = zip(*wrong, strict=True)
    return place.finding("fail", expected=", ".join(expected_text), found=", ".join(found_text), where=places[0])


def _existence(found: Object | None) -> str:
    return "missing" if found is None else "exists"


class NamedKind(OwnerKind, Generic[T]):
    """A section that maps names to properties and parts."""

    label: ClassVar[str]  # what one object is called: "column"
    properties: ClassVar[tuple[Property[Any], ...]] = ()
    short_schema: ClassVar[JsonSchema | None] = None  # of the short form, if the kind has one

    def find(self, path: Path, snapshot: Snapshot) -> T | None:
        return self.objects(path[:-1], snapshot).get(path[-1])

    def find_best(self, path: Path, expected: Iterable[Expected], state: State) -> T | None:
        """The object to compare with; for kinds whose name can stand for several."""
        return self.find(path, state.snapshot)

    def objects(self, owner: Path, snapshot: Snapshot) -> Mapping[str, T]:
        """Objects by name: those of an owner's path, or of a schema for a kind at the top of the file."""
        raise NotImplementedError

    def short(self, node: Node) -> dict[str, Value]:
        """All properties of a short form."""
        raise SchemaError(
            f"expected a mapping, found {strict_yaml.describe(node)}", remedy=self._remedy(), where=node.where
        )

    def shortened(self, properties: dict[str, Any]) -> Any:
        """What a scaffold writes for these plain values; a short form where there is one for them."""
        return properties or None

    def path(self, name: str, where: str, owner: Owner | None, context: Context) -> Path:
        if owner is not None:
            return (*owner.path, name)
        parts = read_name(name, where)
        return parts if len(parts) > 1 else (context.schema, *parts)

    def written(self, path: Path, context: Context) -> str:
        """The name of an object that has no owner, as `path` reads it."""
        return write_name(path, context)

    def prefixes(self, context: Context) -> Iterable[Path]:
        """The paths under which a scaffold looks for objects that have no owner."""
        return [(schema,) for schema in context.schemas]

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        if isinstance(node, strict_yaml.Sequence):
            for item in node.items:
                yield from self._entry(strict_yaml.string(item), item.where, None, owner, context)
        else:
            for key, value in strict_yaml.mapping(node).entries:
                yield from self._entry(key.text, key.where, value, owner, context)

    def _entry(
        self, name: str, where: str, node: Node | None, owner: Owner | None, context: Context
    ) -> Iterator[Assertion]:
        path = self.path(name, where, owner, context)
        place = self._place(path, where, owner)
        absent = isinstance(node, strict_yaml.Scalar) and node.value == ABSENT
        if node is None or absent or node.value is None:
            yield ObjectAssertion(place, self, path, owner, (), absent)
        elif isinstance(node, strict_yaml.Mapping):
            yield from self._mapping(node, place, path, owner, context)
        else:
            values = self.short(node)
            expected = tuple(Expected(p, values[p.name], node.where) for p in self.properties if p.name in values)
            yield ObjectAssertion(place, self, path, owner, expected, False)

    def _mapping(
        self, node: strict_yaml.Mapping, place: Place, path: Path, owner: Owner | None, context: Context
    ) -> Iterator[Assertion]:
        parts = kinds_within(self.name)
        properties = {p.name: p for p in self.properties}
        nodes = strict_yaml.fields(node, known=[*properties, *parts])
        expected = [
            Expected(properties[key], properties[key].form.read(value), value.where)
            for key, value in nodes.items()
            if key in properties
        ]
        if expected:
            silent = [p for p in self.properties if p.always and p.name not in nodes]
            expected += [Expected(p, p.usual, place.where) for p in silent if not isinstance(p.usual, EllipsisType)]
        yield ObjectAssertion(place, self, path, owner, tuple(expected), False)
        whole = Owner(self, path, place, owner)
        for key, value in nodes.items():
            if key in parts:
                yield from parts[key].read(value, whole, context)

    def _place(self, path: Path, where: str, owner: Owner | None) -> Place:
        if owner is not None:
            return owner.place.under(f"{self.label} {path[-1]}", where)
        return Place(self.name, f"{self.label} {'.'.join(path)}", "", where)

    def _remedy(self) -> str:
        return f"Known here: {', '.join([*(p.name for p in self.properties), *kinds_within(self.name)])}."

    def json_schema(self) -> JsonSchema:
        keys = {p.name: p.form.json_schema for p in self.properties}
        keys |= {name: kind.reference() for name, kind in kinds_within(self.name).items()}
        forms: list[JsonSchema] = [{"type": "null"}, {"const": ABSENT}]
        forms.append({"type": "object", "properties": keys, "additionalProperties": False})
        if self.short_schema is not None:
            forms.append(self.short_schema)
        entries: JsonSchema = {"type": "object", "additionalProperties": {"anyOf": forms}}
        return {"description": self.description, "anyOf": [entries, {"type": "array", "items": {"type": "string"}}]}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        section: dict[str, Any] = {}
        for prefix in [owner.path] if owner else self.prefixes(context):
            for name, item in self.objects(prefix, snapshot).items():
                path = (*prefix, name)
                written = name if owner else self.written(path, context)
                section[written] = self._described(path, item, owner, snapshot, context)
        return section or None

    def _described(self, path: Path, item: T, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        plain: dict[str, Any] = {}
        for prop in self.properties:
            value = prop.found(item, snapshot)
            if value != prop.usual:
                plain[prop.name] = prop.form.plain(value, context)
        whole = Owner(self, path, self._place(path, "", owner), owner)
        parts: dict[str, Any] = {}
        for name, kind in kinds_within(self.name).items():
            node = kind.scaffold(whole, snapshot, context)
            if node is not None:
                parts[name] = node
        return {**plain, **parts} if parts else self.shortened(plain)


@dataclass(frozen=True, slots=True)
class SingleAssertion(Assertion):
    """That an owner has this value of one property."""

    kind: SingleKind
    owner: Owner
    value: Value

    def evaluate(self, state: State) -> Finding:
        missing = self.owner.missing(state.snapshot)
        expected = self.kind.form.show(self.value, state.context)
        if missing:
            return self.place.finding("fail", expected=expected, found="missing", reason=missing)
        found = self.kind.found(self.owner, state.snapshot)
        if self.kind.form.same(self.value, found, state.context):
            return self.place.finding("hold")
        return self.place.finding("fail", expected=expected, found=self.kind.form.show(found, state.context))


class SingleKind(AssertionKind):
    """A key with one value, such as a comment or a primary key; a scaffold leaves out its `usual` value."""

    label: ClassVar[str]
    form: ClassVar[Form]
    usual: ClassVar[Value] = None

    @abstractmethod
    def found(self, owner: Owner, snapshot: Snapshot) -> Value:
        """The value that the owner, which exists, has."""

    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterator[Assertion]:
        if owner is not None:
            yield SingleAssertion(owner.place.under(self.label, node.where), self, owner, self.form.read(node))

    def json_schema(self) -> JsonSchema:
        return {"description": self.description, **self.form.json_schema}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        value = self.found(owner, snapshot) if owner else None
        return None if value == self.usual else self.form.plain(value, context)
