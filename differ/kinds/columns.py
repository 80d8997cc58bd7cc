"""Columns of tables. Defaults are objects of their own, for pg_depend points at them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import field, replace

from differ.kinds import column_changes, generated, identities, indexes_of_partitions, not_null, shared_checks
from differ.kinds.base import PATH, Kind, holding
from differ.kinds.casts import BASE, COMPOSED, conversion
from differ.kinds.column_changes import altered, as_retyped, carried_over, retyped, settings_changed, takes_expression
from differ.kinds.column_clauses import OPTIONS, bare, clause_of, said_by_heir, unsaid
from differ.kinds.filled_columns import with_values
from differ.kinds.folded import Folded
from differ.kinds.foreign_heirs import past_foreign_heirs
from differ.kinds.parents import INHERITED, STAND_IN, made_own, new_parents, parents_of, roots_of, stays, under_one
from differ.kinds.taken_over import SharedKind, TakenColumn, becomes_own, can_be_let_go, comes_again, is_held
from differ.model import DependencyType, Holding, Lock, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, qualified


@catalog_object
class Column(Object):
    """A column of a table or foreign table; `path` is (schema, table, column)."""

    type: str
    collation: str | None  # where it is not the type's own
    not_null: bool
    identity: str = field(metadata={"words": {"": "none", "a": "always", "d": "by default"}})
    identity_sequence: tuple[str, ...] | None  # its path
    identity_options: tuple[str, ...] | None
    generated: str = field(metadata={"words": {"": "no", "s": "stored", "v": "virtual"}})
    expression: str | None  # of a generated column
    storage: str | None  # where it is not the type's own
    compression: str  # "", p(glz) or l(z4)
    statistics: int | None
    options: tuple[str, ...] | None
    foreign_options: tuple[str, ...] | None  # "name=value" for the wrapper
    # Of the constraint, which has a name since PostgreSQL 18.
    not_null_name: str | None
    not_null_inherits: bool
    not_null_validated: bool
    not_null_comment: str | None
    # Not null though no parent table says so; a plan says `not null` alone.
    own_not_null: bool = field(metadata={"shown": False})
    own: bool = field(metadata={"shown": False})  # False for a column that a table has from its parents alone
    parents: tuple[str, ...] | None = field(compare=False)  # where INHERITS brings it: schema, name, schema, …
    # The table's own generated columns that read it, as far as INHERITS brings it, and those that parents have.
    readers: tuple[str, ...] | None = field(compare=False)
    read: tuple[str, ...] | None = field(compare=False)
    foreign: bool = field(compare=False)
    # How it stands to a parent's column follows from the inheritance objects.
    has_heirs: bool = field(compare=False)
    inherited: bool = field(compare=False)
    local: bool = field(compare=False)
    major: int = field(compare=False)  # of the server
    usual_storage: str = field(compare=False)  # the type's own
    partition: bool = field(compare=False)
    partitioned: bool = field(compare=False)  # of such a table
    typed: bool = field(compare=False)  # of a table that is made of a type
    checked: bool = field(compare=False)  # a virtual column of a table with checks
    key: str | None = field(compare=False)  # the name of the primary key that it is in
    # How NOT NULL stands to that of parents and heirs, since PostgreSQL 18.
    not_null_inherited: bool = field(compare=False)
    not_null_apart: bool = field(compare=False)  # does not follow where a parent's changes its name
    not_null_ahead: bool = field(compare=False)  # valid where a parent's is not valid
    heirs_apart: bool = field(compare=False)  # that of an heir does not follow
    ties_apart: tuple[str, ...] | None = field(compare=False)  # partitions that do not: schema, name, parent's, …
    composed: str | None = field(compare=False)  # row or array, and the attributes, of a composite type
    base: str | None = field(compare=False)  # the type of PostgreSQL's own that a domain is over
    policies_forced: bool = field(compare=False)  # those of the table hold for its owner as well
    using: str | None = field(default=None, compare=False, metadata={"read": False})  # how values go to this type

    @property
    def table(self) -> str:
        """The quoted name of the table."""
        return qualified(*self.ref.path[:-1])

    @property
    def whole_type(self) -> str:
        """The type, with its collation where that is not the type's own."""
        return f"{self.type} COLLATE {self.collation}" if self.collation else self.type

    @property
    def host(self) -> Ref:
        """The table."""
        return Ref("foreign table" if self.foreign else "table", self.ref.path[:-1])

    @property
    def name(self) -> str:
        """The quoted name of the column."""
        return ident(self.ref.path[-1])


class Columns(SharedKind[Column], Kind[Column], name="column"):
    command = "COLUMN"
    within = True
    part = PATH
    acl_type = "c"
    stores = True
    numerous = True
    query = (
        """
        select 'pg_class'::regclass::oid, c.oid, a.attnum, array[n.nspname::text, c.relname::text, a.attname::text],
               null::text, array_to_string(a.attacl, E'\\n'), d.description,
               format_type(a.atttypid, a.atttypmod),
               case when a.attcollation <> t.typcollation then
                   (select quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
                    from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace
                    where co.oid = a.attcollation) end,
               a.attnotnull, a.attidentity::text, s.name, s.options,
               a.attgenerated::text, case when a.attgenerated <> '' then
                   (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e
                    where e.adrelid = c.oid and e.adnum = a.attnum) end,
               case when a.attstorage <> t.typstorage then a.attstorage::text end, a.attcompression::text,
               nullif(a.attstattarget, -1)::int,"""
        + OPTIONS
        + """,
               k.conname::text, not coalesce(k.connoinherit, false), coalesce(k.convalidated, true),
               case when k.oid is not null then obj_description(k.oid, 'pg_constraint') end,
               case when a.attnotnull and a.attinhcount > 0 then coalesce(k.conislocal, not exists (
                   select from pg_inherits i
                   join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and p.attnotnull
                   where i.inhrelid = c.oid)) else a.attnotnull end,
               a.attislocal or a.attinhcount = 0 or c.relispartition,
               """
        + INHERITED
        + """,
               c.relkind = 'f', c.relhassubclass, a.attinhcount > 0, a.attislocal,
               (select current_setting('server_version_num')::int / 10000), t.typstorage::text, c.relispartition,
               c.relkind = 'p', c.reloftype <> 0, a.attgenerated = 'v' and exists (
                   select from pg_constraint y where y.conrelid = c.oid and y.contype = 'c'),
               case when a.attnum = any(pk.indkey) then pk.name end,
               """
        + not_null.BESIDE_OTHERS
        + """,
               """
        + COMPOSED
        + """,
               """
        + BASE
        + """, c.relforcerowsecurity
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join ("""
        + identities.SEQUENCES
        + """) s on a.attidentity <> '' and s.refobjid = c.oid and s.refobjsubid = a.attnum
        left join pg_constraint k on a.attnotnull and k.contype = 'n' and k.conrelid = c.oid
                                 and k.conkey[1] = a.attnum
        left join (select ki.relname::text as name, pi.indrelid, pi.indkey
                   from pg_index pi join pg_class ki on ki.oid = pi.indexrelid
                   where pi.indisprimary and pi.indexrelid >= '16384'::oid) pk on pk.indrelid = c.oid
        left join ("""
        + not_null.NAMED_APART
        + """) apart on apart.oid = c.oid and apart.attname = a.attname
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
        where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and c.oid >= '16384'::oid
          and n.nspname !~ '^pg_(toast|temp)'
    """
    )

    def clause(self, column: Column, folded: Folded) -> str | None:
        """The column as CREATE TABLE says it; None where the parent table brings it."""
        inherits = "inheritance" in folded.kinds
        if inherits and not column.local:
            return not_null.beside_parents_own(column)
        default = folded.defaults.get(column.ref.path)
        said = said_by_heir(column) if inherits else column
        definition = clause_of(said, getattr(default, "expression", None))
        if "typed table" in folded.kinds:
            # The type brings name, data type and collation; only what comes on top may be said.
            options = definition.removeprefix(clause_of(bare(column), None))
            return f"{column.name} WITH OPTIONS{options}" if options else None
        return definition

    def create(self, new: Column, folded: Sequence[Object]) -> list[Step]:
        # Among what is folded in are the same columns of heirs, and their defaults.
        default = getattr(Folded(folded).defaults.get(new.ref.path), "expression", None)
        table = ".".join(new.ref.path[:-1])
        rewrites = (table,) if new.identity or new.generated == "s" else ()
        # An identity is not added along with a column that others inherit, but since PostgreSQL 17 that of partitions.
        late = new.identity and new.has_heirs and not (new.partitioned and new.major >= 17)
        first = replace(new, identity="", identity_sequence=None) if late else new
        # Rows that are there can get their values between the two.
        named = not_null.ahead(new, folded)
        in_two = new.not_null and (bool(named) or not (default or new.generated or first.identity or new.foreign))
        definition = clause_of(replace(first, not_null=new.not_null and not in_two), default)
        make = Step(
            sql=f"ALTER {'FOREIGN ' if new.foreign else ''}TABLE {new.table} ADD COLUMN {definition}",
            rewrites=rewrites,
            locks=(Lock(table, "ACCESS EXCLUSIVE"),),
            frees=(new.host,) if default or rewrites else (),
        )
        after = [*self._after(new, said=not in_two), *identities.changed_identity(first, new)]
        return [make, *named, *after, *not_null.left_to_parents(new)]

    def made_in(self, new: Column, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        return with_values(new, make, live, desired)

    def after_create(self, new: Column) -> list[Step]:
        """What neither CREATE TABLE nor ADD COLUMN can say."""
        brought = new.inherited and not new.local
        said = not (brought and new.own_not_null) or not_null.beside_parents_own(new) is not None
        if not new.inherited or new.partition:
            return self._after(new, said=said)
        return [*self._after(identities.without(new), said=said), *(unsaid if brought else identities.of_heir)(new)]

    def _after(self, new: Column, *, said: bool) -> list[Step]:
        steps = not_null.after_clause(new, said=said)
        if (new.storage, new.statistics, new.options) != (None, None, None):
            steps += settings_changed(replace(new, storage=None, statistics=None, options=None), new)
        return steps + identities.after_clause(new)

    def after_brought(self, new: Column) -> list[Step]:
        if not new.local:
            return unsaid(new) if new.partition else []
        steps = not_null.after_clause(new, said=not new.own_not_null)
        if new.generated and new.major >= 17:
            steps.append(altered(new, f"{generated.CHANGE}({new.expression})"))
        elif new.generated and new.major == 16 and new.parents and not new.read:  # it takes no other expression there
            return [*steps, self.computed_apart(new, new.parents)]
        if not new.parents:
            return steps
        read = tuple(Ref("column", (*new.ref.path[:2], name)) for name in new.read or ())
        return [*steps, Step(sql=made_own(new.ref, new.parents, new.readers), precedes=read or None)]

    def drop(self, old: Column) -> list[Step]:
        alter = f"ALTER {'FOREIGN ' if old.foreign else ''}TABLE {old.table}"
        loses = None if old.generated else f"values of column {'.'.join(old.ref.path)}"
        lock = (Lock(".".join(old.ref.path[:-1]), "ACCESS EXCLUSIVE"),)
        return [Step(sql=f"{alter} DROP COLUMN {old.name}", loses=loses, locks=lock)]

    def drop_alone(self, old: Column) -> list[Step] | None:
        (step,) = self.drop(old)
        only = step.sql.replace("TABLE ", "TABLE ONLY ", 1)
        return [step._replace(sql=only.replace(" DROP COLUMN ", f" {not_null.left_to_heirs(old)}DROP COLUMN ", 1))]

    def alter(self, old: Column, new: Column) -> tuple[Column, list[Step]]:
        steps: list[Step] = []
        expressed: list[Step] = []
        reached = replace(new, generated=old.generated, expression=old.expression)
        if can_be_let_go(old, new) or (becomes_own(old, new) and is_held(old, new)):
            return replace(reached, own=old.own), []
        if old.generated == "s" and not new.generated:
            # A column that a parent table brings loses it with the parent's.
            follows = old.inherited and new.inherited
            steps.append(Step(sql="") if follows else altered(new, "DROP EXPRESSION"))
            reached = replace(reached, generated="", expression=None)
        elif old.generated == new.generated and old.expression != new.expression and takes_expression(old, new):
            expressed.append(generated.expressed(new))
            reached = replace(reached, expression=new.expression)
        steps.extend(identities.no_longer_identity(old, new))
        if (old.type, old.collation) != (new.type, new.collation):
            if reached.generated and conversion(old, new):  # for which there is no USING
                reached = replace(reached, type=old.type)
            steps.extend(self.retype(old, new))
            old = as_retyped(old)
        steps.extend(expressed)  # it is to be of the new type
        steps.extend(not_null.changed(old, new))
        if becomes_own(old, new) and new.parents:
            disturbs = () if old.parents == new.parents else (new.ref,)  # the others go before
            own = made_own(new.ref, new.parents, [*(old.readers or ()), *(new.readers or ())])
            steps.append(Step(sql=own, disturbs=disturbs))
        steps.extend(identities.changed_identity(old, new))
        return reached, steps + settings_changed(old, new)

    def retype(self, old: Column, new: Column) -> list[Step]:
        """ALTER COLUMN ... TYPE; a column that a parent table brings changes with the parent's."""
        if old.inherited and new.inherited:
            return [Step(sql="", disturbs=(new.ref,))]
        return [column_changes.retyping(old, new)]

    def rebuild(self, old: Column, new: Column, cause: Ref, *, gone: bool) -> list[Step] | None:
        if cause.kind == "column" and not gone and (not new.generated or cause.path[:-1] != new.ref.path[:-1]):
            return []  # it is a parent's, or is read by nothing of the column's
        if cause == old.host or cause.kind == "column" or old.generated:
            return None
        settings = settings_changed(as_retyped(new), new)
        if old.inherited and new.inherited:
            return [Step(sql="", disturbs=(new.ref,)), *settings]
        # The type or collation is replaced by another of the same name: values of the type go through text.
        typed = cause.kind != "collation" and not new.foreign
        return [carried_over(old, new) if typed else retyped(new, new.whole_type), *settings]

    def same(self, live: Column, desired: Column) -> bool:
        live = not_null.with_kept_not_null(live, desired)
        # A new parent is taken as it comes.
        if not (becomes_own(live, desired) if desired.own else can_be_let_go(live, desired)):
            live = replace(live, own=desired.own)
        return live == desired

    def let_go(self, old: Column, new: Column, host: Ref) -> list[Step] | None:
        # A partition that becomes the child of one table keeps its columns when it is detached.
        if old.inherited and not (old.partition and not new.partition and len(new.parents or ()) == 2):
            fits = (comes_again if host == new.ref else can_be_let_go)(old, new)
            return identities.given_up(old, new) if fits else None
        if not can_be_let_go(old, new) or new.generated:
            return None
        old = replace(old, inherited=False)
        fitted = [altered(new, "DROP EXPRESSION")] if old.generated else []
        fitted += self.retype(old, new) if (old.type, old.collation) != (new.type, new.collation) else []
        if new.not_null and not old.not_null:
            fitted += not_null.changed(old, replace(new, inherited=False, own_not_null=True))
        return fitted

    def is_computed(self, old: Column, new: Column) -> bool:
        return bool(old.own and old.generated and new.generated)

    def taken(self, new: Column) -> TakenColumn:
        parent = Ref("column", (new.ref.path[0], STAND_IN, new.ref.path[2]))
        held = new if new.own_not_null else replace(new, ref=parent, foreign=False)
        constraint = not_null.after_clause(held, said=False)
        alone = new.own_not_null and not new.not_null_inherited  # it goes on to heirs
        plain = identities.without(replace(new, not_null=False))
        added = identities.changed_identity(plain, new)
        return TakenColumn(
            name=new.ref.path[2],
            type=new.whole_type,
            definition=clause_of(plain, None),
            computed=bool(new.generated),
            foreign=new.foreign,
            own=new.local,
            not_null=() if alone else tuple(step.sql for step in constraint),
            settings=(*(constraint if alone else ()), *self._after(plain, said=True), *added),
        )

    def park(self, old: Column, new: Column) -> list[Step]:
        if old.inherited and (new.inherited or not old.local):
            return []
        return [column_changes.parking(old, new)]

    def holds(self, object: Column, other: Ref, deptype: DependencyType) -> Holding | None:
        return holding(object.type) if deptype == "n" and other.kind != "column" else None

    def falls(self, object: Column, host: Ref, gone: Container[Ref]) -> bool:
        return not (host.kind == "column" and object.local) and not stays(object, host, gone)

    def rename(self, object: Column, part: int, name: str) -> str:
        *table, old = object.ref.path
        return f"ALTER TABLE {qualified(*table)} RENAME COLUMN {ident(old)} TO {ident(name)}"

    def needs(self, object: Column, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        if not object.inherited:  # like nearly all
            return ((object.host, "a"),)
        own, *others = self.brought_by(object, snapshot)
        return (own, "a"), *((other, "P") for other in others)

    def brought_by(self, object: Column, live: Snapshot) -> Sequence[Ref]:
        if not object.inherited:
            return (object.host,)
        *table, name = object.ref.path
        return object.host, *(Ref("column", (*parent, name)) for parent in parents_of(live, tuple(table)))

    def taken_along(self, object: Column, desired: Snapshot) -> Iterable[Ref]:
        return new_parents(object, desired) if generated.comes_along(object, desired) else ()

    def slots(self, object: Column) -> list[tuple[str, ...]]:
        slots = [("relation", *object.identity_sequence)] if object.identity_sequence else []
        if not object.not_null:
            slots.append(("nullable", *object.ref.path[:-1], object.name))
        elif object.not_null_name and not object.not_null_inherited:
            slots.append(("constraint", *object.ref.path[:-1], object.not_null_name))
        return slots

    def freed(self, old: Column, new: Column) -> tuple[Column, Step] | None:
        return identities.freed(old, new) or not_null.freed(old, new)

    def alone(self, object: Column) -> Column:
        return replace(object, inherited=False, local=True, not_null_inherited=False, not_null_apart=False)

    def together(self, old: Column, live: Snapshot) -> list[Ref]:
        return roots_of(old.ref, live) if old.has_heirs and not (old.inherited or old.partitioned) else []

    def altered_together(self, olds: Sequence[Column], step: Step) -> Step:
        return step._replace(sql=under_one([old.ref for old in olds], step.sql))

    def past_heirs(self, new: Column, step: Step, live: Snapshot, desired: Snapshot, gone: Container[Ref]) -> Step:
        old, step = live.objects[new.ref], generated.past_own_expressions(new, step, live, desired, gone)
        if not isinstance(old, Column) or not old.has_heirs:
            return step
        types, roots = [new.whole_type, "text", "json"], self.together(old, live) or [old.ref]
        past = past_foreign_heirs(identities.past_own(new, step, live, desired), roots, types, live, gone)
        return not_null.past_own_names(new, past, step.sql, live, gone)

    def without(self, old: Column, new: Column, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        yield from not_null.untied(old, new, live)
        yield from not_null.in_keys_below(old, new, live)
        yield from generated.in_the_way(old, new, live, desired)
        yield from indexes_of_partitions.lost_with_type(old, new, live, desired)
        yield from shared_checks.lost_with_type(old, new, live)

    def title(self, object: Column) -> str:
        return f"COLUMN {qualified(*object.ref.path)}"

    def privilege_target(self, object: Column) -> tuple[str, str]:
        return f" ({object.name})", f"TABLE {object.table}"
