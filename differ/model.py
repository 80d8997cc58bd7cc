"""The values that everything else passes around. This module knows nobody."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar, dataclass_transform

Result = TypeVar("Result")


class Ref:
    """The identity of an object, the same in every database.

    `path` holds unquoted names from the outside in: ("public", "users", "email"). There is one Ref for each, so that
    to look one up takes no reading of its names.
    """

    __slots__ = ("kind", "path")
    kind: str
    path: tuple[str, ...]

    def __new__(cls, kind: str, path: tuple[str, ...]) -> Ref:
        known = _REFS.get((kind, path))
        if known is not None:
            return known
        ref = object.__new__(cls)
        ref.kind = kind
        ref.path = path
        return _REFS.setdefault((kind, path), ref)  # another thread may have been quicker

    def __reduce__(self) -> tuple[type[Ref], tuple[str, tuple[str, ...]]]:
        return Ref, (self.kind, self.path)

    def __lt__(self, other: Ref) -> bool:
        return (self.kind, self.path) < (other.kind, other.path)

    def __repr__(self) -> str:
        return f"Ref({self.kind!r}, {self.path!r})"

    def __str__(self) -> str:
        return f"{self.kind} {'.'.join(self.path)}"


_REFS: dict[tuple[str, tuple[str, ...]], Ref] = {}


class Address(NamedTuple):
    """The identity of an object inside one database, as in pg_depend."""

    classid: int
    objid: int
    objsubid: int


class Grant(NamedTuple):
    """One privilege of one role. `grantee` is "" for PUBLIC."""

    grantee: str
    privilege: str
    grantable: bool
    grantor: str


Acl = frozenset[Grant]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def catalog_object(cls: type[Result]) -> type[Result]:
    """A dataclass of a kind's objects. That none is changed the type checker sees to: for each object to guard its
    fields while it runs takes four fifths of the time in which it is made."""
    return dataclass(slots=True, repr=False)(cls)


@catalog_object
class Object:
    """What all kinds have in common.

    `owner`, `acl` and `comment` are None where the kind or the object has none; an `acl` of None
    is the default that PostgreSQL gives to every object of the kind.
    """

    ref: Ref
    owner: str | None
    acl: Acl | None
    comment: str | None

    def values(self) -> dict[str, Any]:
        """The kind's own fields by name, without ref, owner, acl and comment."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)[4:]}

    def __repr__(self) -> str:
        said = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
        return f"{type(self).__name__}({', '.join(said)})"


# What belongs to the whole server, or to the database as such, and is compared only where it is asked for.
Scope = Literal["roles", "database"]

# How the dependency came to be, as in pg_depend.deptype: n(ormal) stops a drop; a(uto) and i(nternal) let the object
# fall with what it needs. P(artition) does so too, but the object can be made without it. Four are our own: o(wned) is
# a P that another object holds, so it may be let go of before; f(alls) says nothing of the order in which the two are
# made; c(reate) only says what has to be made first; s(hared) is a role that the object names, and says so of its
# owner, privileges and comment as well.
DependencyType = str
FALLS_WITH: frozenset[str] = frozenset("aiPof")
NOT_NEEDED_TO_CREATE: frozenset[str] = frozenset("Po")


Needs = dict[Ref, dict[Ref, DependencyType]]

# How an object holds values of another: as its own are, or within them, as elements and attributes are.
Holding = Literal["as they are", "within"]


@dataclass(frozen=True, slots=True)
class DefaultPrivileges:
    """One row of pg_default_acl; `schema` is "" where it holds for all schemas."""

    role: str
    schema: str
    object_type: str
    acl: Acl


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What a snapshot's server and session look like."""

    version: int  # as server_version_num, 170010
    database: str
    role: str
    superuser: bool
    roles: tuple[str, ...]
    tablespaces: tuple[str, ...] = ()

    @property
    def major(self) -> int:
        return self.version // 10000


def no_needs(_: Snapshot) -> Needs:
    """The needs of a snapshot without objects, or with all of them worked out."""
    return {}


class Found:
    """Objects, and the order in which they were created."""

    _by_kind: dict[str, dict[Ref, Object]] | None = None

    def __init__(self, objects: dict[Ref, Object] | None = None, births: dict[Ref, int] | None = None) -> None:
        self._objects = {} if objects is None else objects
        self._births = {} if births is None else births

    @property
    def objects(self) -> dict[Ref, Object]:
        """All objects."""
        return self._objects

    @property
    def births(self) -> dict[Ref, int]:
        """When they were created, as far as that is known: the greater, the later; in that order."""
        return self._births

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Found) and self.objects == other.objects and self.births == other.births

    def of_kind(self, kind: str) -> Mapping[Ref, Object]:
        """The objects of one kind."""
        if self._by_kind is None:
            self._by_kind = {}
            for ref, item in self.objects.items():
                self._by_kind.setdefault(ref.kind, {})[ref] = item
        return self._by_kind.get(kind, {})

    def of_kinds(self, *kinds: str) -> Iterator[tuple[Ref, Object]]:
        """The objects of these kinds, one kind after the other."""
        return chain.from_iterable(self.of_kind(kind).items() for kind in kinds)

    def digest(self) -> str | None:
        """The same for the same rows of the same objects of a database; None where there are no rows."""
        return None

    def narrowed(self, relations: Collection[tuple[str, ...]]) -> Found | None:
        """The same without the parts of all other tables and views; None where that spares nothing."""
        return None

    def differing(self, other: Found) -> tuple[dict[Ref, Object], dict[Ref, Object]] | None:
        """The objects here and there that may differ; None where any may."""
        return None


@dataclass(slots=True)
class Snapshot:
    """Everything that one catalog read found, keyed by Ref."""

    server: ServerFacts
    found: Found = field(default_factory=Found)
    default_privileges: tuple[DefaultPrivileges, ...] = ()
    not_compared: tuple[str, ...] = ()  # described by name: what no kind models
    scopes: tuple[Scope, ...] = ()  # what was read besides the objects of the database
    left_alone: frozenset[str] = frozenset()  # roles that are only there for others to name
    described: bool = False  # by files, which may be a dump of what the expressions were once read from
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)  # look-ups that kinds derive once
    # Most reads find nothing to do and never ask who needs whom, so that is worked out on the first question.
    find_needs: Callable[[Snapshot], Needs] = field(default=no_needs, repr=False, compare=False)
    # The relations that changes of these objects may reach, where that can be told without making all objects, and
    # where it is not most of them.
    find_reached: Callable[[Collection[Ref]], set[tuple[str, ...]] | None] | None = field(
        default=None, repr=False, compare=False
    )

    @property
    def objects(self) -> dict[Ref, Object]:
        """All objects; where only those of one kind are wanted, `found.of_kind` makes no others."""
        return self.found.objects

    @property
    def births(self) -> dict[Ref, int]:
        """When they were created: the greater, the later."""
        return self.found.births

    @property
    def needs(self) -> Needs:
        """What each object needs, and how it came to."""
        if "needs" not in self.memo:
            self.memo["needs"] = self.find_needs(self)
        found: Needs = self.memo["needs"]
        return found

    def settled(self) -> Snapshot:
        """The same with nothing left to be worked out, so that it can be kept in a file."""
        found = Found(self.objects, self.births)
        return replace(self, found=found, memo={"needs": self.needs}, find_needs=no_needs, find_reached=None)

    def needed_by(self) -> dict[Ref, dict[Ref, DependencyType]]:
        """The edges of `needs`, turned round."""
        reverse: dict[Ref, dict[Ref, DependencyType]] = {}
        for dependant, needed in self.needs.items():
            for ref, deptype in needed.items():
                reverse.setdefault(ref, {})[dependant] = deptype
        return reverse


def once(find: Callable[[Snapshot], Result]) -> Callable[[Snapshot], Result]:
    """What a function finds in a snapshot is kept with that, and found once."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def look_up(snapshot: Snapshot) -> Result:
        if name not in snapshot.memo:
            snapshot.memo[name] = find(snapshot)
        found: Result = snapshot.memo[name]
        return found

    return look_up


class Change(NamedTuple):
    """One object that differs. `live` is None to create it, `desired` is None to drop it."""

    ref: Ref
    live: Object | None
    desired: Object | None


Action = Literal["create", "alter", "drop"]


class Lock(NamedTuple):
    """A lock that a step takes on a relation (`public.users`), with PostgreSQL's name of the mode."""

    relation: str
    mode: str


_NOBODY = Ref("", ())


class Step(NamedTuple):
    """One statement of a plan and what there is to know about it.

    Kinds fill in `sql` and what PostgreSQL does to the data; the planner adds what it is for.
    """

    sql: str
    ref: Ref = _NOBODY
    name: str = ""  # the object's name as people are shown it
    action: Action = "alter"
    makes: tuple[Ref, ...] = ()
    alters: tuple[Ref, ...] = ()
    drops: tuple[Ref, ...] = ()
    disturbs: tuple[Ref, ...] = ()  # what stands on these has to be taken down before and rebuilt after
    frees: tuple[Ref, ...] = ()  # types of which nothing may hold values within others while it runs
    needs: tuple[Ref, ...] = ()  # desired objects that must exist before, beyond those that `makes` needs
    precedes: tuple[Ref, ...] | None = None  # made, altered, settled after it; this, `needs`, `spares` are its order
    spares: tuple[Ref, ...] = ()  # what is not dropped before
    locks: tuple[Lock, ...] = ()
    rewrites: tuple[str, ...] = ()  # relations that are rewritten
    scans: tuple[str, ...] = ()  # relations that are scanned under the lock
    judges: tuple[Ref, ...] = ()  # tables whose rows decide whether it works, the changed one first
    loses: str | None = None  # what is lost for good: "rows of table public.users"
    warning: str | None = None  # what else to know before saying yes, a sentence
    joins: str = ""  # how its SQL begins, where steps next to one another that begin so can be clauses of one statement
    transactional: bool = True
    commits_before_use: bool = False  # the result cannot be used in the same transaction (enum values)
    first: bool = False  # before all other steps, for it would act on them
    last: int = 0  # after all other steps, for it changes what later objects are born with; the greater, the later

    def completed(self, ref: Ref, name: str, action: Action, sql: str, makes: tuple[Ref, ...]) -> Step:
        """The step with what the planner adds to that of a kind: those are the first fields."""
        return Step(sql, ref, name, action, makes, *self[5:])


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows that go over from one table to another: the step that keeps them before the tables `emptied` are dropped,
    and the one that brings them when the new one is there; `lost` says what of their values does not go over."""

    keep: Step
    bring: Step
    emptied: tuple[Ref, ...]
    lost: str
