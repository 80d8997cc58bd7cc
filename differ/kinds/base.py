"""What a kind of object is to the rest of the house.

One file per kind: its typed value, its catalog query, and how it is created, altered and dropped.
A kind registers itself when its class is made; nothing else has a list of them.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, Generic, LiteralString, TypeVar, get_args

from differ.kinds.folded import Folded
from differ.model import Carried, DependencyType, Holding, Object, Ref, Scope, Snapshot, Step
from differ.sql import aside_name, ident, qualified

T = TypeVar("T", bound=Object)

# A need that pg_depend does not know, and how the object falls with it.
Need = tuple[Ref, DependencyType]


PATH = 3  # the column of a kind's query that holds the path


class Kind(ABC, Generic[T]):
    """One kind of object.

    `query` yields classid, objid, objsubid, path, owner, acl (aclitems joined by newlines), comment, then the
    fields of the kind's dataclass in their order.
    """

    name: ClassVar[str]
    object_class: ClassVar[type[Object]]
    query: ClassVar[LiteralString]
    command: ClassVar[str]  # as in CREATE ... and COMMENT ON ...: "TABLE"
    within: ClassVar[bool] = False  # its name is one within a table, view or domain, which its path names before
    # Where an object only touches one table or view, and what inherits that: the column of `query` that names it.
    part: ClassVar[int | None] = None
    reacts: ClassVar[bool] = False  # it does something when rows come to its table, or with those that have come
    verbatim: ClassVar[bool] = False  # its SQL holds text of the user's that must not be touched
    in_columns: ClassVar[bool] = False  # its values are in columns: where none uses it, no change loses any
    goes_along: ClassVar[bool] = False  # PostgreSQL changes the other columns that it ties to one along with that
    stores: ClassVar[bool] = False  # values that it holds are on the disk
    expressions: ClassVar[bool] = False  # it says some, and rows of a composite type may stand in them
    queries: ClassVar[bool] = False  # and whole queries, in whose FROM columns may have other names
    hides: ClassVar[bool] = False  # objects come and go with it whose names are not known
    remark: ClassVar[bool] = False  # only says something of a part of another object: what uses the part, uses that one
    acl_type: ClassVar[str] = ""  # pg_default_acl's letter; "c" for columns; "" where there are no privileges
    numerous: ClassVar[bool] = False  # it is read first: there are many to make while the server writes out all others
    scope: ClassVar[Scope | None] = None  # what has to be asked for before the kind is read at all
    registry: ClassVar[dict[str, Kind[Any]]] = {}

    def __init_subclass__(cls, *, name: str | None = None) -> None:
        if name is None:
            return
        cls.name = name
        cls.object_class = next(
            argument
            for base in getattr(cls, "__orig_bases__", ())
            for argument in get_args(base)
            if isinstance(argument, type)
        )
        Kind.registry[name] = cls()

    @abstractmethod
    def create(self, new: T, folded: Sequence[Object]) -> list[Step]:
        """Steps that make the object; the first one makes it together with what is folded into it."""

    def made_in(self, new: T, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        """The step that makes the object, so that what comes along with it is as it came along in the desired one."""
        return make

    def clause(self, object: T, folded: Folded) -> str | None:
        """The object as the CREATE of its host says it, among all that is folded into that; None: not at all."""
        raise NotImplementedError(f"{self.name} is never folded into another object's CREATE")

    def drop(self, old: T) -> list[Step]:
        """Steps that drop the object."""
        return [Step(sql=f"DROP {self.title(old)}")]

    def alter(self, old: T, new: T) -> tuple[T, list[Step]]:
        """The state that the steps reach from `old`; where it is not `new` the object is replaced."""
        return old, []

    def is_whole_anew(self, old: T) -> bool:
        """Whether nothing of what `drop` says is lost when the object is dropped to be made again."""
        return False

    def set_aside(self, old: T) -> tuple[Step, Step] | None:
        """A step that frees the object's name while others still use it, and the one that drops it when they do not.

        The first `disturbs`, and the second `drops`, all that is set aside with it. None where that cannot be.
        """
        return None

    def replace(self, old: T, new: T) -> list[Step] | None:
        """Steps that replace the object while others still use the old one; None to drop and create it."""
        aside = self.set_aside(old)
        return None if aside is None else [aside[0], *self.create(new, ()), aside[1]]

    def without(self, old: T, new: T, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        """Objects that have to be taken down before the object is altered, and are made again after."""
        return ()

    def together(self, old: T, live: Snapshot) -> list[Ref]:
        """What can only be changed in one step if that reaches what stands on it, the object among it, in order."""
        return []

    def altered_together(self, olds: Sequence[T], step: Step) -> Step:
        """The step that makes the change for all of them, as `step` would for the first."""
        return step

    def past_heirs(self, new: T, step: Step, live: Snapshot, desired: Snapshot, gone: Container[Ref]) -> Step:
        """A step that reaches what inherits the object, where that is to follow in another way; `gone` is let go of."""
        return step

    def rebuild(self, old: T, new: T, cause: Ref, *, gone: bool) -> list[Step] | None:
        """Steps for an object that stands on `cause`, which goes (`gone`) or is altered in a way that disturbs.

        None: drop it and create it again. No steps: PostgreSQL carries it over.
        """
        return None

    def respelled(self, old: T) -> bool:
        """Whether it has an expression, which PostgreSQL reads anew for each column that changes its type: after a
        second one it would say casts that nobody wrote."""
        return False

    def park(self, old: T, new: T) -> list[Step]:
        """Steps that keep the object's values while what it is made of is dropped and made again; `rebuild` ends it."""
        return []

    def holds(self, object: T, other: Ref, deptype: DependencyType) -> Holding | None:
        """How the object holds values of one that it needs, or that falls with it; None where it does not."""
        return None

    def says_rows(self, object: T, type: Ref) -> bool:
        """Whether rows of the type may stand in its expressions: PostgreSQL 15 takes that for values that it holds."""
        return self.expressions and type.kind == "composite type"

    def freed(self, old: T, new: T) -> tuple[T, Step] | None:
        """The object without the names that it gives up, and the step for that, before others take them."""
        return None

    def renamed(self, old: T, new: T) -> T | None:
        """The object with the name of another, which it may be but for the name; None where it cannot."""
        return None

    def heirs_follow(self, object: T) -> bool:
        """Whether what inherits it has its name."""
        return True

    def under_names(self, object: T, names: Mapping[Ref, Ref]) -> T:
        """The object as it is when others have got other names."""
        return object

    def renamed_along(self, object: T) -> Iterable[Ref]:
        """Objects that have their names from this one."""
        return ()

    def needs(self, object: T, snapshot: Snapshot) -> Iterable[Need]:
        """What the object needs and pg_depend does not know."""
        return ()

    def roles(self, object: T) -> Iterable[str]:
        """Roles that the object names besides its owner and those of its privileges."""
        return ()

    def about(self, object: T) -> tuple[str, ...]:
        """The roles that the object says something of; where all of these are left alone, it is too."""
        return ()

    def edge(self, object: T, other: Ref, deptype: DependencyType) -> DependencyType | None:
        """An edge of pg_depend from this object as the planner is to see it; None where another one stands for it."""
        return "a" if deptype in ("S", "x") else deptype

    def falls(self, object: T, host: Ref, gone: Container[Ref]) -> bool:
        """Whether it goes along with `host`, which it falls with, when all of `gone` goes."""
        return True

    def same(self, live: T, desired: T) -> bool:
        """Whether two objects that are not equal still need no change."""
        return live == desired

    def as_statement(self, sql: str) -> str:
        """What a step of the object says, as the server takes it."""
        return sql

    def belonging(self, object: T, born: str, owner: str) -> T:
        """An object that every database has and whose owner nobody chose, `born`: as that of a database of `owner`."""
        return object

    def known_to(self, object: T, major: int) -> T:
        """The object as a server of an older major version has it, beside its privileges."""
        return object

    def as_described(self, object: T) -> T:
        """An object that files describe, without what they leave to the server."""
        return object

    def alone(self, object: T) -> T:
        """The object as it is where nothing but itself brings it and changes it along."""
        return object

    def goes_with(self, object: T, live: Snapshot) -> tuple[Ref, ...]:
        """Objects with which alone it can go; the first is made again where none of them goes."""
        return ()

    def in_two(self, object: T) -> tuple[Step, Step] | None:
        """Steps that make it, or make it over, without what it says of others that need it, and that say this then."""
        return None

    def in_two_needs(self, object: T, other: Ref) -> bool:
        """Whether it needs another object, of those that need it, even without what it says of them."""
        return False

    def brought_by(self, object: T, live: Snapshot) -> Iterable[Ref]:
        """Objects whose making makes this one as well: the table of a column, the same column of a parent table.

        `live` is without what is dropped.
        """
        return ()

    def taken_along(self, object: T, desired: Snapshot) -> Iterable[Ref]:
        """Objects whose making can make this one as well, where none of `brought_by` does."""
        return ()

    def made_before(self, object: T) -> bool:
        """Whether it is made before what would bring it otherwise, which takes it as it is then."""
        return False

    def unfit_for(self, object: T, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        """What is made anew when this object is: this would spread to it, and is not to, or not take it as it is."""
        return ()

    def goes_without(self, old: T, live: Snapshot) -> Iterable[Ref]:
        """What must not be there when the object goes to come again."""
        return ()

    def relay(self, object: T) -> tuple[str, ...] | None:
        """What passes from one such object to the next: the next is made before the last one goes, if that can be."""
        return None

    def after_create(self, new: T) -> list[Step]:
        """Steps that follow where the CREATE of its host says the object: what that cannot say of it."""
        return []

    def after_brought(self, new: T) -> list[Step]:
        """Steps that follow the making of its like in a parent, which has made this one as well."""
        return []

    def carry(self, old: T, new: T, live: Snapshot, desired: Snapshot, dropped: Container[Ref]) -> Carried | None:
        """How rows go over when the object is dropped and made anew; None where none do."""
        return None

    def let_go(self, old: T, new: T, host: Ref) -> list[Step] | None:
        """Steps in place of the drop where the object goes on as one that parents alone have, once the step of `host`
        has run, which brings the parent's; None: it is dropped and made again."""
        return None

    def take_over(
        self, together: Sequence[Object], beside: Sequence[Object], host: Ref, made: Container[Ref], desired: Snapshot
    ) -> list[Step]:
        """Steps by which its parents take over what was let go of in one table; `beside` is what else the step of
        `host` has brought, and `made` all that the plan makes."""
        raise NotImplementedError(f"{self.name} is never taken over by a parent")

    def drop_alone(self, old: T) -> list[Step] | None:
        """Steps that drop the object and leave what inherits it; None where PostgreSQL cannot."""
        return None

    def owner_follows(self, old: T | None, new: T) -> bool:
        """Whether the owner comes and changes along with another object's, and cannot be changed for itself."""
        return False

    def alter_at_last(self, old: T, new: T) -> list[Step]:
        """What of a change can only be said when all else is there."""
        return []

    def made_at_last(self, new: T, desired: Snapshot) -> list[Step]:
        """What of a new object can only be said when all else is there."""
        return []

    def settled_first(self, old: T, new: T) -> bool:
        """Whether owner, privileges and comment have to change before the object itself does."""
        return False

    def uses_whole_rows(self, object: T) -> bool:
        """Whether it comes to use every column that a table has when it is made, and not just those that it says."""
        return False

    def acts(self, object: T) -> str | None:
        """What an object that is there does while the steps of a plan run, beyond what they say; None: nothing."""
        return None

    def slots(self, object: T) -> Iterable[tuple[str, ...]]:
        """Names that the object takes in name spaces which it shares with other kinds."""
        return ()

    def rename(self, object: T, part: int, name: str) -> str:
        """The statement that gives this part of the object's path another name."""
        if part == 0 and len(object.ref.path) > 1:
            return f"ALTER {self.title(object)} SET SCHEMA {ident(name)}"
        return f"ALTER {self.title(object)} RENAME TO {ident(name)}"

    def parts(self, object: T) -> Iterable[str]:
        """Names within the object of what is no object itself: labels, attributes, columns of a view."""
        return ()

    def rename_part(self, object: T, old: str, new: str) -> str:
        """The statement that gives such a part another name."""
        raise NotImplementedError(f"{self.name} has no parts")

    def title(self, object: T) -> str:
        """The object as COMMENT ON, DROP and ALTER ... OWNER TO name it."""
        return f"{self.command} {self.reference(object)}"

    def reference(self, object: T) -> str:
        """The object's quoted name."""
        return qualified(*object.ref.path)

    def renamed_aside(self, old: T) -> tuple[Step, Step]:
        """`set_aside` for what has a name in a schema and can be renamed."""
        schema, name = old.ref.path
        aside = aside_name(name)
        return (
            Step(sql=f"ALTER {self.title(old)} RENAME TO {ident(aside)}", disturbs=(old.ref,)),
            Step(sql=f"DROP {self.command} {qualified(schema, aside)}", drops=(old.ref,)),
        )

    def privilege_target(self, object: T) -> tuple[str, str]:
        """What follows the privilege in GRANT (a column list or nothing), and what follows ON."""
        return "", self.title(object)

    def group(self, object: T) -> tuple[str, ...]:
        """Under which heading a plan shows it: the schema and name of the relation, or the object's own."""
        return object.ref.path[:2]

    def label(self, object: T) -> str:
        """The object's name as a plan shows it, without quotes."""
        return ".".join(object.ref.path)

    def schema(self, object: T) -> str:
        """The schema whose default privileges hold for a new object."""
        return object.ref.path[0] if len(object.ref.path) > 1 else ""


class ChildKind(Kind[T], ABC):
    """A kind whose objects belong to a table or view and are named `NAME ON schema.table`."""

    within = True

    def reference(self, object: T) -> str:
        *relation, name = object.ref.path
        return f"{ident(name)} ON {qualified(*relation)}"


def holding(type_name: str) -> Holding:
    """How a column or domain of the type holds values of what the type is of."""
    return "within" if type_name.endswith("[]") else "as they are"


def clauses_of(folded: Folded) -> list[str | None]:
    """What each object says in the CREATE that all of them are folded into."""
    return [kind_of(item.ref).clause(item, folded) for item in folded]


def roles_of(item: Object) -> set[str]:
    """All roles that an object names: its owner, those of its privileges, and what else its kind knows of."""
    named = {item.owner or "", *kind_of(item.ref).roles(item)}
    for grant in item.acl or ():
        named |= {grant.grantee, grant.grantor}
    return named - {""}


def kind_of(ref: Ref) -> Kind[Any]:
    """The kind that a reference belongs to."""
    return Kind.registry[ref.kind]


@cache
def overriding(hook: str) -> frozenset[str]:
    """The kinds that have an answer of their own to what is asked of every kind."""
    usual = getattr(Kind, hook)
    return frozenset(name for name, kind in discover().items() if getattr(type(kind), hook) is not usual)


@cache
def discover() -> dict[str, Kind[Any]]:
    """Import every module of differ.kinds, so that each kind registers itself; safe to call again."""
    import differ.kinds

    for module in pkgutil.iter_modules(differ.kinds.__path__):
        importlib.import_module(f"differ.kinds.{module.name}")
    return Kind.registry
