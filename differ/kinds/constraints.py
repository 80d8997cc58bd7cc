"""Constraints of tables: primary and foreign keys, unique, check and exclusion constraints."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import PATH, ChildKind
from differ.kinds.constraint_parts import deferrable, index_changed, judged, key_columns
from differ.kinds.exclusions import named_as_wanted
from differ.kinds.folded import Folded
from differ.kinds.indexes import attached_below, tie_of, without_index
from differ.kinds.parents import PARENTS, new_parents, parents_of, stays
from differ.kinds.shared_checks import (
    PARENT_NOT_VALID,
    along_the_tree,
    can_be_let_go,
    follow,
    gives_way,
    is_kept,
    loses_validity,
    taking_over_valid,
    ties,
    unfit,
    validated,
)
from differ.kinds.storage_options import options_list
from differ.kinds.taken_over import SharedKind, TakenCheck
from differ.kinds.twin_keys import adopters_of, twins_at
from differ.model import DependencyType, Lock, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, qualified


@catalog_object
class Constraint(Object):
    """`definition` ends before DEFERRABLE and NOT VALID, which are fields of their own."""

    type: str  # p(rimary), u(nique), f(oreign), c(heck), x (exclusion)
    definition: str
    deferrable: bool
    deferred: bool
    validated: bool
    index_options: tuple[str, ...] | None
    tablespace: str | None
    index_comment: str | None
    references: tuple[str, ...] | None  # the table that a foreign key points at
    persistence: str | None = field(metadata={"shown": False})  # logged or unlogged, where both ends of the key are
    # False for a check that a table has from its parent alone, and what a partition has from its parent's.
    own: bool = field(metadata={"shown": False})
    referenced_index: tuple[str, ...] | None = field(compare=False)
    relation_kind: str = field(compare=False)  # r, p or f
    inherited: bool = field(compare=False)
    local: bool = field(compare=False)
    ahead: bool = field(compare=False)  # a check that is valid where a parent's is not
    within_tree: bool = field(compare=False)  # a partition's foreign key to its own tree, or an exclusion of its own
    parent: tuple[str, ...] | None = field(compare=False)  # of what a partition has from it: foreign keys, exclusions
    parents: tuple[str, ...] | None = field(compare=False)  # of a check that INHERITS brings: schema, name, schema, …
    typed: bool = field(compare=False)  # of a table that is made of a type

    @property
    def table(self) -> str:
        """The quoted name of the table."""
        return qualified(*self.ref.path[:2])

    @property
    def name(self) -> str:
        """The quoted name of the constraint."""
        return ident(self.ref.path[2])

    @property
    def _index(self) -> tuple[object, ...] | None:
        """What PostgreSQL compares when it takes two keys of a CREATE TABLE for one."""
        if self.type not in "pu":
            return None
        return self.definition.removeprefix("PRIMARY KEY").removeprefix("UNIQUE"), self.deferrable, self.deferred

    @property
    def has_name_of_its_own(self) -> bool:
        """Whether it is a partition's foreign key, under another name than the parent's."""
        return self.type == "f" and self.parent is not None and self.parent[2] != self.ref.path[2]

    @property
    def comes_later(self) -> bool:
        """Whether it comes to a child that is attached already, along with the parent's: a check that is not valid."""
        return self.inherited and not self.validated and not self.local

    def is_apart(self, folded: Folded) -> bool:
        """Whether CREATE TABLE would not say it as it is: what comes with another key, or a primary key that would make
        the NOT NULL that a column has from its parents the table's own."""
        heir = self.type == "p" and "inheritance" in folded.kinds
        return self._repeats(folded) or (heir and any(map(self._brought_in, folded)))

    def _brought_in(self, item: Object) -> bool:
        if not getattr(item, "not_null_inherited", False) or getattr(item, "own_not_null", True):
            return False
        return item.ref.path[:2] == self.ref.path[:2] and ident(item.ref.path[2]) in key_columns(self)

    def _repeats(self, folded: Sequence[Object]) -> bool:
        """Whether a key before this one, in the same CREATE TABLE, has the same index."""
        index = self._index
        for other in folded if index is not None else ():
            if other is self:
                return False
            if isinstance(other, Constraint) and other._index == index:
                return True
        return False


class Constraints(SharedKind[Constraint], ChildKind[Constraint], name="constraint"):
    command = "CONSTRAINT"
    within = True
    part = PATH
    expressions = True
    query = (
        """
        select 'pg_constraint'::regclass::oid, k.oid, 0, array[n.nspname::text, c.relname::text, k.conname::text],
               null::text, null::text, d.description, k.contype::text,
               case when k.convalidated and not k.condeferrable then pg_get_constraintdef(k.oid) else
                   regexp_replace(pg_get_constraintdef(k.oid),
                                  '( DEFERRABLE)?( INITIALLY DEFERRED)?( NOT VALID)?( NOT ENFORCED)?$', '\\4') end,
               -- What is not enforced, since PostgreSQL 18, is not there to be validated.
               k.condeferrable, k.condeferred, k.convalidated or to_jsonb(k) @> '{"conenforced": false}',
               case when k.contype <> 'f' then i.reloptions end, s.spcname::text, xd.description,
               case when k.contype = 'f' then array[fn.nspname::text, f.relname::text] end,
               case when k.contype = 'f' and c.oid <> f.oid and c.relpersistence = f.relpersistence then
                   case c.relpersistence when 'u' then 'unlogged' else 'logged' end end,
               case k.contype when 'c' then k.conislocal or c.relispartition else k.conparentid = 0
                   or k.contype not in ('f', 'x') end,
               case when k.contype = 'f' then array[xn.nspname::text, i.relname::text] end,
               c.relkind::text, k.coninhcount > 0, k.conislocal,
               case when k.contype = 'c' and k.coninhcount > 0 and k.convalidated then """
        + PARENT_NOT_VALID
        + """ else false end,
               c.relispartition and case k.contype when 'f' then k.confrelid in (select pg_partition_ancestors(c.oid))
                   else k.contype = 'x' and k.conparentid = 0 end,
               case when k.contype in ('f', 'x') and k.conparentid <> 0 then
                   (select array[pn.nspname::text, pc.relname::text, p.conname::text]
                    from pg_constraint p
                    join pg_class pc on pc.oid = p.conrelid
                    join pg_namespace pn on pn.oid = pc.relnamespace
                    where p.oid = k.conparentid) end,
               case when k.contype = 'c' and k.coninhcount > 0 and not c.relispartition then
                   """
        + PARENTS
        + """ end,
               c.reloftype <> 0
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_class i on i.oid = k.conindid
        left join pg_namespace xn on xn.oid = i.relnamespace
        left join pg_tablespace s on s.oid = i.reltablespace and k.contype <> 'f'
        left join pg_class f on f.oid = k.confrelid
        left join pg_namespace fn on fn.oid = f.relnamespace
        left join pg_description xd on xd.objoid = i.oid and xd.classoid = 'pg_class'::regclass and xd.objsubid = 0
                                   and k.contype <> 'f'
        left join pg_description d on d.objoid = k.oid and d.classoid = 'pg_constraint'::regclass and d.objsubid = 0
        where k.contype in ('p', 'u', 'f', 'c', 'x') and (k.contype <> 'f' or k.conparentid = 0 or exists (
              select from pg_constraint p where p.oid = k.conparentid and p.conrelid <> k.conrelid))
          and c.relpersistence <> 't' and k.oid >= '16384'::oid
    """
    )

    def clause(self, constraint: Constraint, folded: Folded) -> str | None:
        """The constraint as CREATE TABLE says it; None where the parent table brings it."""
        inherits = "inheritance" in folded.kinds
        if (inherits and not constraint.local) or constraint.is_apart(folded):
            return None
        return self._definition(constraint)

    def create(self, new: Constraint, folded: Sequence[Object]) -> list[Step]:
        if new.type == "c" and new.comes_later:
            return [Step(sql="")]  # the parent's brings it
        table = ".".join(new.ref.path[:2])
        mode = "SHARE ROW EXCLUSIVE" if new.type == "f" else "ACCESS EXCLUSIVE"
        locks = [Lock(table, mode)]
        if new.references is not None and new.references != new.ref.path[:2]:
            locks.append(Lock(".".join(new.references), mode))
        # Partitions get theirs under their own names, and are attached; but exclusions it brings.
        only = "ONLY " if new.relation_kind == "p" and new.type in "pu" else ""
        foreign = "FOREIGN " if new.relation_kind == "f" else ""
        sql = f"ALTER {foreign}TABLE {only}{new.table} ADD {self._definition(new)}"
        judges = judged(new) if new.validated and not new.definition.endswith(" NOT ENFORCED") else ()
        # A parent's key takes what it finds for its own; it would make one under its own name.
        taken = (Ref("constraint", new.parent),) if new.parent and new.has_name_of_its_own else follow(new) or None
        scans = (table,) if judges else ()
        add = Step(sql=sql, locks=tuple(locks), scans=scans, judges=judges, precedes=taken)
        return [add, *self.after_create(new)]

    def made_in(self, new: Constraint, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        # What a parent keeps from its heirs does not come to the table's own.
        later = [ref for ref in make.precedes or () if not is_kept(desired.objects.get(ref))]
        make = make._replace(precedes=tuple(later)) if make.precedes else make
        return taking_over_valid(new, make, live, desired)

    def after_create(self, new: Constraint) -> list[Step]:
        """What neither CREATE TABLE nor ADD CONSTRAINT says."""
        named = [named_as_wanted(new)] if new.type == "x" and new.parent is not None else []
        if (new.index_options, new.tablespace, new.index_comment) == (None, None, None):
            return named
        options = new.index_options if new.relation_kind == "p" else None
        return named + index_changed(replace(new, index_options=options, tablespace=None, index_comment=None), new)

    def drop(self, old: Constraint) -> list[Step]:
        locks = [Lock(".".join(old.ref.path[:2]), "ACCESS EXCLUSIVE")]
        if old.references is not None and old.references != old.ref.path[:2]:
            locks.append(Lock(".".join(old.references), "ACCESS EXCLUSIVE"))
        foreign = "FOREIGN " if old.relation_kind == "f" else ""
        # With that of a parent that comes in another's place, or that goes before its table is detached.
        may_be_gone = "IF EXISTS " if old.parents or old.parent or (old.type in "cpu" and old.inherited) else ""
        sql = f"ALTER {foreign}TABLE {old.table} DROP CONSTRAINT {may_be_gone}{old.name}"
        return [Step(sql=sql, locks=tuple(locks))]

    def drop_alone(self, old: Constraint) -> list[Step] | None:
        if old.type != "c" or old.relation_kind == "p":
            return None
        (step,) = self.drop(old)
        return [step._replace(sql=step.sql.replace("TABLE ", "TABLE ONLY ", 1))]

    def alter(self, old: Constraint, new: Constraint) -> tuple[Constraint, list[Step]]:
        if can_be_let_go(old, new) or gives_way(old, new) or (old.type == "x" and old.own and not new.own):
            return old, []
        if old.type in "cf" and old.inherited and new.inherited and old.definition == new.definition:
            if old.parents and not new.parents:
                return replace(new, comment=old.comment), []  # what becomes a partition keeps it as its own
            # As the parent's; said once more it is the table's own as well.
            again = [Step(sql=f"ALTER TABLE {new.table} ADD {self._definition(new)}")]
            if new.own and not old.own:
                return replace(new, comment=old.comment), again
            if loses_validity(old, new):
                return (old, []) if old.parents else (replace(new, comment=old.comment), [*self.drop(old), *again])
            if new.ahead and not old.validated:
                return replace(new, comment=old.comment), [validated(new)]
            moves = (old.deferrable, old.deferred) != (new.deferrable, new.deferred)
            return replace(new, comment=old.comment), [Step(sql="")] if moves else []
        steps, alter = list[Step](), f"ALTER TABLE {new.table}"
        # Of a partitioned index PostgreSQL changes no storage parameters.
        reached = replace(old, index_options=(old if new.relation_kind == "p" else new).index_options)
        reached = replace(reached, tablespace=new.tablespace, index_comment=new.index_comment)
        if not (old.persistence and new.persistence):  # neither end has to wait for the other
            reached = replace(reached, persistence=new.persistence)
        if new.own or old.inherited or old.type == "f":
            reached = replace(reached, own=new.own)
        if old.type == "f" and (old.deferrable, old.deferred) != (new.deferrable, new.deferred):
            reached = replace(reached, deferrable=new.deferrable, deferred=new.deferred)
            # The parent's key takes one that is like it for its own.
            taken = (Ref("constraint", new.parent),) if old.own and new.parent else None
            sql = f"{alter} ALTER CONSTRAINT {new.name}{deferrable(new) or ' NOT DEFERRABLE'}"
            steps.append(Step(sql=sql, precedes=taken))
        if new.validated and not old.validated:
            reached = replace(reached, validated=True)
            steps.append(validated(new))
        return reached, steps + index_changed(old, new)

    def same(self, live: Constraint, desired: Constraint) -> bool:
        if not (live.persistence and desired.persistence):
            live = replace(live, persistence=desired.persistence)
        # A child that is born later has a valid one where the parent's is not.
        if live.type == "c" and live.inherited and desired.inherited and not desired.own:
            live = replace(live, own=gives_way(live, desired) or can_be_let_go(live, desired))
            live = live if desired.ahead else replace(live, validated=live.validated and desired.validated)
        return live == desired

    def let_go(self, old: Constraint, new: Constraint, host: Ref) -> list[Step] | None:
        brought = host.kind == "constraint" and host != new.ref
        can = bool(new.parents) and new.validated and not brought
        return [] if can and (old.inherited or host.kind == "inheritance") else None

    def taken(self, new: Constraint) -> TakenCheck:
        return TakenCheck(new.name, self._definition(new), new.local, new.comes_later)

    def renamed(self, old: Constraint, new: Constraint) -> Constraint | None:
        shared = old.type == "c" and (old.inherited or new.inherited)
        if old.table != new.table or old.typed or shared or bool(old.parent) != bool(new.parent):
            return None  # PostgreSQL renames nothing in a typed table, nor what parents have, but for keys
        return replace(old, ref=new.ref)

    def heirs_follow(self, object: Constraint) -> bool:
        return object.type == "c"

    def renamed_along(self, object: Constraint) -> Iterable[Ref]:
        if object.type in "pux":
            yield Ref("index attachment", (object.ref.path[0], object.ref.path[2]))

    def rebuild(self, old: Constraint, new: Constraint, cause: Ref, *, gone: bool) -> list[Step] | None:
        # A foreign key must not see its two sides with types that do not match for a while.
        survives = not gone and cause.kind == "column" and old.type != "f" and old.definition == new.definition
        apart = cause.kind == "inheritance" and not old.parents and loses_validity(old, new)  # it is altered between
        # With another type PostgreSQL takes the checks of heirs to be as valid as their parent's.
        again = [validated(new)] if survives and new.ahead else []
        return again if survives or apart else None

    def respelled(self, old: Constraint) -> bool:
        return old.type in "cx"

    def rename(self, object: Constraint, part: int, name: str) -> str:
        *table, old = object.ref.path
        return f"ALTER TABLE {qualified(*table)} RENAME CONSTRAINT {ident(old)} TO {ident(name)}"

    def needs(self, object: Constraint, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if object.parent is not None:
            yield Ref("constraint", object.parent), "P"
            yield Ref("table", object.ref.path[:2]), "a"
            if object.type == "x":
                yield Ref("inheritance", (*object.ref.path[:2], *object.parent[:2])), "a"
        elif object.type == "c":
            yield from along_the_tree(object, snapshot)
        if object.referenced_index is not None and object.parent is None:
            # A partitioned key is valid only when the keys of all partitions are attached.
            for attachment in attached_below(object.referenced_index, snapshot):
                tie = tie_of(attachment, snapshot)
                yield from ((ref, "c") for ref in (attachment, tie, Ref("table", tie.path[:2])))
        if object.type in "fx" and parents_of(snapshot, object.ref.path[:2]):
            yield from ((adopter, "c") for adopter in adopters_of(snapshot).get(object.ref, ()))
        if object.relation_kind == "p" and object.type in "pu":
            index = (object.ref.path[0], object.ref.path[2])
            yield from ((partition, "c") for partition in without_index(object.ref.path[:2], index, snapshot))

    def unfit_for(self, object: Constraint, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        if object.type in "fx" and object.relation_kind == "p":
            yield from twins_at(desired).get(object.ref, ())
        yield from unfit(object, live, desired)

    def edge(self, object: Constraint, other: Ref, deptype: DependencyType) -> DependencyType | None:
        # A column in the WHERE of an exclusion constraint does not take it along.
        return "n" if object.type == "x" and other.kind == "column" else super().edge(object, other, deptype)

    def falls(self, object: Constraint, host: Ref, gone: Container[Ref]) -> bool:
        # One that points at its own tree, or at one that goes, goes by itself before any partition does.
        if object.type == "f" and object.relation_kind == "p" and object.parent is None:
            target = object.references or ()
            if target == object.ref.path[:2] or Ref("table", target) in gone:
                return False
        if host.kind in ("inheritance", "index"):
            return False  # a partition that is detached keeps it, and is so before an index goes that it is attached to
        if object.within_tree and Ref("constraint", object.parent or ()) in gone:
            return host.kind == "constraint"
        return not (host.kind == "constraint" and object.local) and not stays(object, host, gone)

    def brought_by(self, object: Constraint, live: Snapshot) -> Iterable[Ref]:
        if object.type != "f" and object.validated and object.parent is None and not object.within_tree:
            yield Ref("foreign table" if object.relation_kind == "f" else "table", object.ref.path[:2])
        if object.inherited and object.type == "c" and not object.local:
            for parent in parents_of(live, object.ref.path[:2]):
                yield Ref("constraint", (*parent, object.ref.path[2]))
        hosts = self.goes_with(object, live)  # of both, CREATE TABLE says an exclusion of the parent's alone
        yield from hosts if object.type == "x" else reversed(hosts)

    def made_before(self, object: Constraint) -> bool:
        return object.has_name_of_its_own

    def goes_with(self, object: Constraint, live: Snapshot) -> tuple[Ref, ...]:
        if object.parent is None:
            return ()
        return Ref("inheritance", (*object.ref.path[:2], *object.parent[:2])), Ref("constraint", object.parent)

    def without(self, old: Constraint, new: Constraint, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        hosts = self.goes_with(old, live)
        # A partition that is detached keeps the key as its own.
        gone = hosts[:1] if hosts and new.parent is None and hosts[1] in desired.objects else ()
        apart = not old.parents and loses_validity(old, new)
        return ties(old, parents_of(live, old.ref.path[:2])) if apart else gone

    def after_brought(self, new: Constraint) -> list[Step]:
        return [validated(new)] if new.ahead else []

    def alone(self, object: Constraint) -> Constraint:
        return replace(object, inherited=False, local=True, parent=None)

    def taken_along(self, object: Constraint, desired: Snapshot) -> Iterable[Ref]:
        if object.type != "c" or not object.inherited or follow(object) or object.comes_later:
            return ()
        # One of the table's own comes along where a column that it is about does.
        columns = (desired.objects[ref] for ref in desired.needs.get(object.ref, ()) if ref.kind == "column")
        comes = not object.local or any(getattr(column, "own", True) is False for column in columns)
        return new_parents(object, desired) if comes else ()

    def slots(self, object: Constraint) -> list[tuple[str, ...]]:
        if object.type == "f":
            # A key that goes must not be the one that PostgreSQL finds for a new foreign key.
            # While the key is there, its table cannot become logged, nor the other one unlogged, before the other does.
            ends = [("unlogged", *(object.references or ())), ("logged", *object.ref.path[:2])]
            return [("key", *(object.references or ()), *key_columns(object)), *ends, ("constraint", *object.ref.path)]
        slots: list[tuple[str, ...]] = [("constraint", *object.ref.path)]
        if object.type in "pux":
            slots.append(("relation", object.ref.path[0], object.ref.path[2]))
        if object.type == "p":  # there is one, and its columns cannot be null while it is there
            nullable = (("nullable", *object.ref.path[:2], column) for column in key_columns(object))
            slots += [("primary key", *object.ref.path[:2]), *nullable]
        if object.type in "pu":
            slots.append(("key", *object.ref.path[:2], *key_columns(object)))
        return slots

    def _definition(self, constraint: Constraint) -> str:
        definition = constraint.definition
        if constraint.relation_kind == "p" and constraint.type in "pu" and constraint.index_options:
            definition += f" WITH ({options_list(constraint.index_options)})"
        sql = f"CONSTRAINT {constraint.name} {definition}{deferrable(constraint)}"
        return sql if constraint.validated else f"{sql} NOT VALID"
