"""Columns of tables. Defaults are objects of their own, for pg_depend points at them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from differ.kinds.base import PATH, Folded, Kind, holding
from differ.kinds.casts import COMPOSED, by_attributes, carried, cast, needs_cast, rewrites
from differ.kinds.foreign_options import options_change as foreign_options_change
from differ.kinds.foreign_options import options_clause
from differ.kinds.identities import identity_clause, own_sequence_type
from differ.kinds.not_null import after_clause, changed, not_null_clause
from differ.kinds.parents import made_own, new_parents, parents_of, stays
from differ.kinds.sequences import changed_sequence
from differ.kinds.storage_options import options_change
from differ.model import DependencyType, Holding, Lock, Object, Ref, Snapshot, Step
from differ.sql import ident, qualified

STORAGE = {"p": "PLAIN", "e": "EXTERNAL", "m": "MAIN", "x": "EXTENDED"}


@dataclass(frozen=True, slots=True)
class Column(Object):
    """A column of a table or foreign table; `path` is (schema, table, column)."""

    type: str
    collation: str | None  # where it is not the type's own
    not_null: bool
    identity: str = field(metadata={"words": {"": "none", "a": "always", "d": "by default"}})
    identity_sequence: str | None  # qualified name
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
    parents: tuple[str, ...] | None = field(compare=False)  # where it can become its own: schema, name, schema, …
    foreign: bool = field(compare=False)
    # How it stands to a parent's column follows from the inheritance objects.
    has_heirs: bool = field(compare=False)
    inherited: bool = field(compare=False)
    local: bool = field(compare=False)
    major: int = field(compare=False)  # of the server
    usual_storage: str = field(compare=False)  # the type's own
    composed: str | None = field(compare=False)  # row or array, and the attributes, of a composite type

    @property
    def table(self) -> str:
        """The quoted name of the table."""
        return qualified(*self.ref.path[:-1])

    @property
    def host(self) -> Ref:
        """The table."""
        return Ref("foreign table" if self.foreign else "table", self.ref.path[:-1])

    @property
    def name(self) -> str:
        """The quoted name of the column."""
        return ident(self.ref.path[-1])


class Columns(Kind[Column], name="column"):
    command = "COLUMN"
    within = True
    part = PATH
    acl_type = "c"
    stores = True
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
               nullif(a.attstattarget, -1)::int,
               -- What begins with pg_ is the server's own, such as the version of the column's type.
               case when cardinality(a.attoptions) = 1 and a.attoptions[1] like 'pg\\_%' then null
                   when a.attoptions is not null then
                       nullif(array(select o from unnest(a.attoptions) o where o not like 'pg\\_%'), '{}') end,
               case when a.attfdwoptions is not null then
                   (select array_agg(o order by o) from unnest(a.attfdwoptions) o) end,
               k.conname::text, not coalesce(k.connoinherit, false), coalesce(k.convalidated, true),
               case when k.oid is not null then obj_description(k.oid, 'pg_constraint') end,
               case when a.attnotnull and a.attinhcount > 0 then coalesce(k.conislocal, not exists (
                   select from pg_inherits i
                   join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and p.attnotnull
                   where i.inhrelid = c.oid)) else a.attnotnull end,
               a.attislocal or a.attinhcount = 0 or c.relispartition,
               case when a.attinhcount > 0 and not c.relispartition and not exists (
                   select from pg_depend g  -- a generated column that reads it
                   where g.refclassid = 'pg_class'::regclass and g.refobjid = c.oid and g.refobjsubid = a.attnum
                   and g.classid = 'pg_attrdef'::regclass and g.deptype = 'n') then
                   (select array_agg(x.name order by h.inhseqno, x.part)
                    from pg_inherits h
                    join pg_class hc on hc.oid = h.inhparent
                    join pg_namespace hn on hn.oid = hc.relnamespace
                    cross join lateral (values (1, hn.nspname::text), (2, hc.relname::text)) x(part, name)
                    where h.inhrelid = c.oid) end,
               c.relkind = 'f', c.relhassubclass, a.attinhcount > 0, a.attislocal,
               current_setting('server_version_num')::int / 10000, t.typstorage::text,
               """
        + COMPOSED
        + """
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        left join (
            select p.refobjid, p.refobjsubid, quote_ident(sn.nspname) || '.' || quote_ident(sc.relname) as name,
                   array[format_type(q.seqtypid, null), q.seqstart::text, q.seqincrement::text, q.seqmin::text,
                         q.seqmax::text, q.seqcache::text, q.seqcycle::text, sc.relpersistence::text] as options
            from pg_sequence q
            join pg_class sc on sc.oid = q.seqrelid
            join pg_namespace sn on sn.oid = sc.relnamespace
            join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = q.seqrelid and p.deptype = 'i'
        ) s on a.attidentity <> '' and s.refobjid = c.oid and s.refobjsubid = a.attnum
        left join pg_constraint k on a.attnotnull and k.contype = 'n' and k.conrelid = c.oid
                                 and k.conkey[1] = a.attnum
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
        where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and c.oid >= '16384'::oid
          and n.nspname !~ '^pg_(toast|temp)'
    """
    )
    # The expression of a generated column is the column's.
    aliases = """
        select 'pg_attrdef'::regclass::oid, e.oid, 0, array[n.nspname::text, c.relname::text, a.attname::text]
        from pg_attrdef e
        join pg_class c on c.oid = e.adrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = e.adnum
        where a.attgenerated <> ''
    """

    def clause(self, column: Column, folded: Folded) -> str | None:
        """The column as CREATE TABLE says it; None where the parent table brings it."""
        inherits = "inheritance" in folded.kinds
        if inherits and not column.local:
            return None
        default = folded.by_ref.get(Ref("default", column.ref.path))
        # The parents' NOT NULL comes by itself, and said again it would be the child's own as well.
        said = replace(column, not_null=False) if inherits and not column.own_not_null else column
        definition = self._definition(said, getattr(default, "expression", None))
        if "typed table" in folded.kinds:
            # The type brings name, data type and collation; only what comes on top may be said.
            options = definition.removeprefix(self._definition(_bare(column), None))
            return f"{column.name} WITH OPTIONS{options}" if options else None
        return definition

    def create(self, new: Column, folded: Sequence[Object]) -> list[Step]:
        default = next((getattr(item, "expression", None) for item in folded), None)
        table = ".".join(new.ref.path[:-1])
        rewrites = (table,) if new.identity or new.generated == "s" else ()
        alter = f"ALTER {'FOREIGN ' if new.foreign else ''}TABLE {new.table}"
        # Before PostgreSQL 17 an identity is not added along with a column that others inherit.
        late = new.identity and new.has_heirs and new.major < 17
        first = replace(new, identity="", identity_sequence=None) if late else new
        # Rows that are there can get their values between the two.
        in_two = new.not_null and not (default or new.generated or first.identity or new.foreign)
        definition = self._definition(replace(first, not_null=new.not_null and not in_two), default)
        make = Step(
            sql=f"{alter} ADD COLUMN {definition}",
            rewrites=rewrites,
            locks=(Lock(table, "ACCESS EXCLUSIVE"),),
            frees=(new.host,) if default or rewrites else (),
        )
        identity = self._identity(first, new) if late else []
        return [make, *self._after(new, said=not in_two), *identity]

    def after_create(self, new: Column) -> list[Step]:
        """What neither CREATE TABLE nor ADD COLUMN can say."""
        brought = new.inherited and not new.local
        return self._after(new, said=not (brought and new.own_not_null))

    def _after(self, new: Column, *, said: bool) -> list[Step]:
        steps = after_clause(new, said=said)
        if (new.storage, new.statistics, new.options) != (None, None, None):
            steps += self._settings(replace(new, storage=None, statistics=None, options=None), new)
        return steps + own_sequence_type(new)

    def after_brought(self, new: Column) -> list[Step]:
        if not new.local:
            return []
        steps = after_clause(new, said=not new.own_not_null)
        if new.generated and new.major >= 17:
            steps.append(self._altered(new, f"SET EXPRESSION AS ({new.expression})"))
        return [*steps, Step(sql=made_own(new.ref, new.parents))] if new.parents else steps

    def drop(self, old: Column) -> list[Step]:
        alter = f"ALTER {'FOREIGN ' if old.foreign else ''}TABLE {old.table}"
        loses = None if old.generated else f"values of column {'.'.join(old.ref.path)}"
        lock = (Lock(".".join(old.ref.path[:-1]), "ACCESS EXCLUSIVE"),)
        return [Step(sql=f"{alter} DROP COLUMN {old.name}", loses=loses, locks=lock)]

    def drop_alone(self, old: Column) -> list[Step] | None:
        (step,) = self.drop(old)
        return [replace(step, sql=step.sql.replace("TABLE ", "TABLE ONLY ", 1))]

    def alter(self, old: Column, new: Column) -> tuple[Column, list[Step]]:
        steps: list[Step] = []
        reached = replace(new, generated=old.generated, expression=old.expression)
        if old.generated == "s" and not new.generated:
            steps.append(self._altered(new, "DROP EXPRESSION"))
            reached = replace(reached, generated="", expression=None)
        elif old.generated == new.generated and old.expression != new.expression and old.major >= 17:
            action = f"SET EXPRESSION AS ({new.expression})"
            step = self._altered(new, action, rewritten=new.generated == "s")
            steps.append(replace(step, frees=(new.host,)))
            reached = replace(reached, expression=new.expression)
        if old.identity and not new.identity:
            steps.append(self._altered(new, "DROP IDENTITY"))
        if (old.type, old.collation) != (new.type, new.collation):
            steps.extend(self.retype(old, new))
            old = _anew(old)
        steps.extend(changed(old, new))
        if new.own and not old.own and old.parents and old.parents == new.parents:
            steps.append(Step(sql=made_own(new.ref, old.parents)))
        before = (old.identity, old.identity_sequence, old.identity_options)
        if new.identity and before != (new.identity, new.identity_sequence, new.identity_options):
            steps.extend(self._identity(old, new))
        return reached, steps + self._settings(old, new)

    def retype(self, old: Column, new: Column) -> list[Step]:
        """ALTER COLUMN ... TYPE; a column that a parent table brings changes with the parent's."""
        if old.inherited and new.inherited:
            return [Step(sql="", disturbs=(new.ref,))]
        collate = f" COLLATE {new.collation}" if new.collation else ""
        convert = not new.generated and not new.foreign and needs_cast(old.type, new.type)
        using = f" USING {cast(new.name, old.type, new.type)}" if convert else ""
        return [self._retyped(new, f"{new.type}{collate}{using}", rewritten=rewrites(old.type, new.type))]

    def rebuild(self, old: Column, new: Column, cause: Ref, *, gone: bool) -> list[Step] | None:
        if cause.kind == "column" and not new.generated and not gone:
            return []
        if cause == old.host or cause.kind == "column" or old.generated:
            return None
        settings = self._settings(_anew(new), new)
        if old.inherited and new.inherited:
            return [Step(sql="", disturbs=(new.ref,)), *settings]
        # The type or collation is replaced by another of the same name: values of the type go through text.
        collate = f" COLLATE {new.collation}" if new.collation else ""
        carry = self._retyped(new, f"{new.type}{collate}")
        if cause.kind != "collation" and not new.foreign:
            carry = replace(carry, sql=carried(carry.sql, new.name, new.type, old.composed, new.composed))
        return [carry, *settings]

    def same(self, live: Column, desired: Column) -> bool:
        # No command lets go of a child's own NOT NULL where the parent has one, too, nor gives it another name.
        if live.inherited and desired.inherited and live.not_null and desired.not_null:
            live = replace(live, not_null_name=desired.not_null_name)
            if not desired.own_not_null:
                live = replace(live, own_not_null=False)
        # Nor of a column that it has from a parent, too; and a new parent is taken as it comes.
        if not desired.own or live.parents is None or live.parents != desired.parents:
            live = replace(live, own=desired.own)
        return live == desired

    def park(self, old: Column, new: Column) -> list[Step]:
        if old.inherited and (new.inherited or not old.local):
            return []
        # As `rebuild` or `retype` takes it back.
        composed = old.type == new.type and by_attributes(old.composed, new.composed)
        form, using = ("json", f"to_json({old.name})") if composed else ("text", f"{old.name}::text")
        return [self._retyped(old, form if old.foreign else f"{form} USING {using}")]

    def holds(self, object: Column, other: Ref, deptype: DependencyType) -> Holding | None:
        return holding(object.type) if deptype == "n" and other.kind != "column" else None

    def falls(self, object: Column, host: Ref, gone: Container[Ref]) -> bool:
        return not (host.kind == "column" and object.local) and not stays(object, host, gone)

    def rename(self, object: Column, part: int, name: str) -> str:
        *table, old = object.ref.path
        return f"ALTER TABLE {qualified(*table)} RENAME COLUMN {ident(old)} TO {ident(name)}"

    def needs(self, object: Column, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        table = object.ref.path[:-1]
        yield object.host, "a"
        if object.inherited:
            for parent in parents_of(snapshot, table):
                yield Ref("column", (*parent, object.ref.path[-1])), "P"

    def brought_by(self, object: Column, live: Snapshot) -> Iterable[Ref]:
        table = object.ref.path[:-1]
        yield object.host
        if object.inherited:
            for parent in parents_of(live, table):
                yield Ref("column", (*parent, object.ref.path[-1]))

    def taken_along(self, object: Column, desired: Snapshot) -> Iterable[Ref]:
        return new_parents(object, desired) if object.inherited and not object.local else ()

    def slots(self, object: Column) -> list[tuple[str, ...]]:
        return [("sequence", object.identity_sequence)] if object.identity_sequence else []

    def alone(self, object: Column) -> Column:
        return replace(object, inherited=False, local=True)

    def title(self, object: Column) -> str:
        return f"COLUMN {qualified(*object.ref.path)}"

    def privilege_target(self, object: Column) -> tuple[str, str]:
        return f" ({object.name})", f"TABLE {object.table}"

    def _definition(self, column: Column, default: str | None) -> str:
        sql = f"{column.name} {column.type}"
        if column.compression:
            sql += f" COMPRESSION {_compression(column.compression)}"
        sql += options_clause(column.foreign_options)
        if column.collation:
            sql += f" COLLATE {column.collation}"
        if column.generated:
            sql += f" GENERATED ALWAYS AS ({column.expression})" + (" STORED" if column.generated == "s" else "")
        elif column.identity_sequence:
            sql += f" {identity_clause(column)}"
        elif default is not None:
            sql += f" DEFAULT {default}"
        return sql + not_null_clause(column)

    def _identity(self, old: Column, new: Column) -> list[Step]:
        steps: list[Step] = []
        if new.identity_sequence is None:  # a partition shares its parent's
            return steps
        if not old.identity:
            table = ".".join(new.ref.path[:-1])
            steps.append(replace(self._altered(new, f"ADD {identity_clause(new)}"), scans=(table,)))
            return steps + own_sequence_type(new)
        if old.identity != new.identity:
            kind = "ALWAYS" if new.identity == "a" else "BY DEFAULT"
            steps.append(self._altered(new, f"SET GENERATED {kind}"))
        if old.identity_options != new.identity_options:
            before, after = (item.identity_options or () for item in (old, new))
            steps += changed_sequence(new.identity_sequence, before[:-1], after[:-1])
        if old.identity_sequence != new.identity_sequence and old.identity_sequence:
            name = (new.identity_sequence or "").rpartition(".")[2]
            steps.insert(0, Step(sql=f"ALTER SEQUENCE {old.identity_sequence} RENAME TO {name}"))
        return steps

    def _settings(self, old: Column, new: Column) -> list[Step]:
        steps = []
        if old.storage != new.storage:
            word = STORAGE[new.storage or new.usual_storage]
            steps.append(self._altered(new, f"SET STORAGE {word}", only=True))
        if old.compression != new.compression:
            steps.append(self._altered(new, f"SET COMPRESSION {_compression(new.compression)}", only=True))
        if old.statistics != new.statistics:
            target = -1 if new.statistics is None else new.statistics
            steps.append(self._altered(new, f"SET STATISTICS {target}", only=True))
        steps += [self._altered(new, change, only=True) for change in options_change(old.options, new.options)]
        changes = foreign_options_change(old.foreign_options, new.foreign_options)
        if changes:
            steps.append(self._altered(new, changes.lstrip(), only=True))
        return steps

    def _retyped(self, column: Column, action: str, *, rewritten: bool = True) -> Step:
        step = self._altered(column, f"TYPE {action}", rewritten=rewritten)
        return replace(step, disturbs=(column.ref,), frees=(column.host,))

    def _altered(self, column: Column, action: str, *, only: bool = False, rewritten: bool = False) -> Step:
        sql = f"ALTER {'FOREIGN ' if column.foreign else ''}TABLE {'ONLY ' if only else ''}{column.table}"
        name = ".".join(column.ref.path[:-1])
        locks, anew = (Lock(name, "ACCESS EXCLUSIVE"),), (name,) if rewritten else ()
        return Step(sql=f"{sql} ALTER COLUMN {column.name} {action}", locks=locks, rewrites=anew)


def _compression(letter: str) -> str:
    return {"p": "pglz", "l": "lz4"}.get(letter, "default")


def _anew(column: Column) -> Column:
    """As PostgreSQL leaves it: another type comes with storage and compression of its own."""
    return replace(column, storage=None, compression="")


def _bare(column: Column) -> Column:
    return replace(column, compression="", generated="", identity_sequence=None, not_null=False)
