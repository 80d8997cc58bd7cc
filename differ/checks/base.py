"""What a kind of assertion is to the rest of the checks.

One file per kind in `differ.checks.assertions`: the name of its section, how it reads its node, its JSON Schema, how
it is evaluated and, where it can be read off a database, how a scaffold writes it. A kind registers itself when its
class is made; nothing else has a list of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from differ.checks.findings import Finding, Status
from differ.platforms import recognise

if TYPE_CHECKING:
    from pathlib import Path as FolderPath

    import psycopg

    from differ.checks.running import Query, Result
    from differ.model import Object, Snapshot
    from differ.platforms import Platform
    from differ.strict_yaml import Node

Path = tuple[str, ...]
JsonSchema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole file: `schema` is where names without one live.

    `folder` is the file's, which paths in it are relative to. `platform` is where the database runs, None to find out.
    `sections` are the nodes at the top of the file by key, for what one section defines and another one uses.
    """

    schema: str
    schemas: tuple[str, ...] = ()  # those that a scaffold describes
    sections: Mapping[str, Node] = field(default_factory=dict)
    folder: FolderPath | None = None
    platform: Platform | None = None

    def platform_of(self, snapshot: Snapshot) -> Platform:
        """Where a database runs: as said, or by its roles and schemas."""
        schemas = [ref.path[0] for ref in snapshot.objects if ref.kind == "schema"]
        return self.platform or recognise(snapshot.server.roles, schemas)


@dataclass(frozen=True, slots=True)
class Owner:
    """The object that an assertion is part of: a table for its columns, a column for its comment."""

    kind: OwnerKind
    path: Path
    place: Place
    up: Owner | None = None

    def missing(self, snapshot: Snapshot) -> str | None:
        """The outermost object that is not there, in words; None where all are."""
        outer = self.up.missing(snapshot) if self.up else None
        if outer or self.kind.find(self.path, snapshot) is not None:
            return outer
        return f"{self.place.name} is missing"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an assertion stands and what it is about; see Finding."""

    section: str
    object: str
    title: str
    where: str

    @property
    def name(self) -> str:
        return ": ".join(filter(None, (self.object, self.title)))

    def under(self, title: str, where: str) -> Place:
        """The place of a part."""
        return replace(self, title=", ".join(filter(None, (self.title, title))), where=where)

    def finding(
        self,
        status: Status,
        *,
        expected: str | None = None,
        found: str | None = None,
        reason: str | None = None,
        where: str | None = None,
    ) -> Finding:
        """What became of the assertion that stands here."""
        return Finding(self.section, self.object, self.title, status, where or self.where, expected, found, reason)


@dataclass(frozen=True, slots=True)
class State:
    """What assertions are evaluated on.

    `results` are those of the queries that the assertions asked for; `connection` is for those that run transactions
    of their own, which may write where `allow_writes` says so; `environment` holds environment variables;
    `require_http` makes a request that cannot be sent a failure; `asserted` are the objects that the file names.
    """

    snapshot: Snapshot
    context: Context
    connection: psycopg.Connection[Any]
    results: Mapping[Query, Result] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    allow_writes: bool = False
    require_http: bool = False
    seconds: float = 10.0
    asserted: frozenset[tuple[AssertionKind, Path]] = frozenset()
    drift: Callable[[Snapshot], Sequence[Drifted]] | None = None


@dataclass(frozen=True, slots=True)
class Drifted:
    """An object that is not as schema/ describes it; `expected` and `found` say how, in words."""

    object: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class Assertion(ABC):
    """One statement of the file about the database."""

    place: Place

    def queries(self, snapshot: Snapshot, context: Context) -> Iterable[Query]:
        """Queries whose results `evaluate` will look at; they run together, read only."""
        return ()

    @abstractmethod
    def evaluate(self, state: State) -> Finding:
        """Compare with the database; never raises for what the database holds."""

    def findings(self, state: State) -> Iterable[Finding]:
        """One finding; more where an assertion is about many objects."""
        yield self.evaluate(state)

    @classmethod
    def evaluate_all(cls, assertions: Sequence[Any], state: State) -> list[Finding]:
        """The findings of assertions of this class, in order; for those that share work."""
        return [finding for assertion in assertions for finding in assertion.findings(state)]


class AssertionKind(ABC):
    """One key of the file, at its top or within the objects of another kind."""

    name: ClassVar[str]
    within: ClassVar[tuple[str, ...]]  # kinds whose objects may have this key; none for the top of the file
    order: ClassVar[int]  # among its siblings, in a scaffold and in the JSON Schema
    description: ClassVar[str]  # what editors show
    registry: ClassVar[dict[tuple[str, str], AssertionKind]] = {}

    def __init_subclass__(cls, *, name: str | None = None, within: tuple[str, ...] = (), order: int = 0) -> None:
        super().__init_subclass__()
        if name is None:
            return
        cls.name, cls.within, cls.order = name, within, order
        kind = cls()
        for holder in within or ("",):
            AssertionKind.registry[holder, name] = kind

    @abstractmethod
    def read(self, node: Node, owner: Owner | None, context: Context) -> Iterable[Assertion]:
        """The assertions that a node makes; SchemaError where it is not understood."""

    @abstractmethod
    def json_schema(self) -> JsonSchema:
        """The JSON Schema of the node."""

    def reference(self) -> JsonSchema:
        """The node's JSON Schema by name; the document defines it once."""
        return {"$ref": f"#/$defs/{type(self).__name__}"}

    def scaffold(self, owner: Owner | None, snapshot: Snapshot, context: Context) -> Any:
        """The node, as plain values, that describes the snapshot; None to leave the key out."""
        return None


class OwnerKind(AssertionKind):
    """A kind whose objects can have parts."""

    @abstractmethod
    def find(self, path: Path, snapshot: Snapshot) -> Object | None:
        """The object of this path in the snapshot."""


@cache
def kinds_within(holder: str) -> Mapping[str, AssertionKind]:
    """The kinds whose keys may stand in the objects of `holder` ("" for the top of the file), in order."""
    discover()
    found = {name: kind for (where, name), kind in AssertionKind.registry.items() if where == holder}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


@cache
def discover() -> None:
    """Import every module of differ.checks.assertions, so that each kind registers itself; safe to call again."""
    import differ.checks.assertions

    for module in pkgutil.iter_modules(differ.checks.assertions.__path__):
        importlib.import_module(f"differ.checks.assertions.{module.name}")
